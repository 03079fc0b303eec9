import type { Column, Columns, RowOf } from './column.ts'
import { readHeader, type Header } from './header.ts'
import { quoted, type Problems } from './problem.ts'
import { delimiterOf, eachRecord, utf8Of } from './record.ts'

export { amount, amounts, omittable, oneOf, optional, text } from './column.ts'
export type { Column, Columns, RowOf } from './column.ts'
export { moment, past, shownMoment } from './moment.ts'
export { collectProblems, describe, quoted } from './problem.ts'
export type { Problem, Problems } from './problem.ts'
export { harmless, spreadsheetLine } from './written.ts'

/** A CSV file in memory; `file` is the name that problems call it. */
export type Source = { readonly file: string; readonly bytes: Uint8Array }

export type Reader<C extends Columns> = {
  readonly source: Source
  readonly problems: Problems
  /** Called for each good row with the physical line on which it begins; may refuse it. */
  readonly visit: (row: RowOf<C>, line: number) => Refusal<C> | undefined
}

/** The cell a visitor refuses, and what would be right in its place. */
export type Refusal<C extends Columns> = { readonly column: keyof C & string; readonly expected: string }

/**
 * Reads the rows of a CSV file: UTF-8, UTF-16 with byte order mark or Windows-1252; comma, semicolon or tab, as its header line is cut;
 * columns in any order. Blank lines are skipped. What is wrong is added to `problems`, and reading stops when they are full.
 */
export const readTable = <C extends Columns>(columns: C, { source, problems, visit }: Reader<C>): void => {
  const { file } = source
  const utf8 = utf8Of(source.bytes)
  let readRow: ((cells: readonly string[], line: number) => void) | undefined
  let isRefused = false
  const broken = eachRecord(utf8, delimiterOf(utf8), (cells, line) => {
    if (isRefused || problems.isFull() || isBlank(cells)) return
    if (readRow !== undefined) return readRow(cells, line)
    const header = readHeader(columns, { file, line, cells })
    isRefused = Array.isArray(header)
    if (Array.isArray(header)) header.forEach(problems.add)
    else readRow = rowReader(columns, header, { source, problems, visit })
  })
  if (broken !== undefined) problems.add({ file, column: null, ...broken })
  else if (readRow === undefined && !isRefused)
    problems.add({ file, line: 1, column: null, found: 'an empty file', expected: `a header with ${namesOf(columns)}` })
}

const namesOf = (columns: Columns) => `the columns ${Object.keys(columns).join(', ')}`

// Spreadsheets leave rows of nothing but separators behind.
const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell === '' || cell.trim() === '')

type CellReader = { readonly name: string; readonly column: Column<unknown>; readonly position: number }

const rowReader = <C extends Columns>(
  columns: C,
  { positions, width }: Header,
  { source, problems, visit }: Reader<C>,
) => {
  const { file } = source
  const readers = Object.entries(columns).map(([name, column], index): CellReader => ({
    name,
    column,
    position: positions[index]!,
  }))
  return (cells: readonly string[], line: number): void => {
    if (cells.length !== width) {
      const expected = `${counted(width)} as in the header`
      return problems.add({ file, line, column: null, found: counted(cells.length), expected })
    }
    const row: Record<string, unknown> = {}
    let isGood = true
    for (const { name, column, position } of readers) {
      const cell = cellAt(cells, position)
      const value = cell === '' ? column.whenEmpty?.value : column.parse(cell)
      row[name] = value
      if (value !== undefined || (cell === '' && column.whenEmpty !== undefined)) continue
      isGood = false
      problems.add({ file, line, column: name, found: quoted(cell), expected: column.expected(cell) })
    }
    const refusal = isGood ? visit(row as RowOf<C>, line) : undefined
    if (refusal === undefined) return
    const position = readers.find(({ name }) => name === refusal.column)!.position
    problems.add({ file, line, ...refusal, found: quoted(cellAt(cells, position)) })
  }
}

const cellAt = (cells: readonly string[], position: number): string => (position === -1 ? '' : cells[position]!.trim())

const counted = (cells: number) => (cells === 1 ? '1 cell' : `${cells} cells`)
