import { quoted, readTable, type Column, type Columns, type Problems, type RowOf, type Source } from '#ground/table'
import { delimiterOf, eachRecord, utf8Of } from '#ground/table/record.ts'

/** A column of a file that companies call by several names; the first is the one we tell them. */
export type NamedColumn<T> = Column<T> & { readonly names: readonly [string, ...string[]] }

export type NamedColumns = Readonly<Record<string, NamedColumn<unknown>>>

export const named = <T>(column: Column<T>, ...names: readonly [string, ...string[]]): NamedColumn<T> => ({
  ...column,
  names,
})

/** The file's own name of each column it has. */
export type Header<C extends NamedColumns> = ReadonlyMap<keyof C & string, string>

type Reader<C extends NamedColumns> = {
  readonly source: Source
  readonly problems: Problems
  /** Called for each good row with the physical line on which it begins; may refuse a cell of it. */
  readonly visit: (
    row: RowOf<C>,
    line: number,
  ) => { readonly column: keyof C & string; readonly expected: string } | undefined
}

/** Reads a table whose columns may stand under any of their names; answers which of them the file has, and how it calls them. */
export const readNamedTable = <C extends NamedColumns>(
  columns: C,
  { source, problems, visit }: Reader<C>,
): Header<C> => {
  const utf8 = utf8Of(source.bytes)
  const header = headerOf(columns, { ...source, bytes: utf8 }, problems)
  if (problems.list().length > 0) return header
  const nameOf = (column: keyof C & string) => header.get(column) ?? columns[column]!.names[0]
  const pairs = Object.keys(columns).map(column => [column, nameOf(column)] as const)
  const inFile: Columns = Object.fromEntries(pairs.map(([column, name]) => [name, columns[column]!]))
  readTable(inFile, {
    source: { ...source, bytes: utf8 },
    problems,
    visit: (found, line) => {
      const row: Record<string, unknown> = {}
      for (const [column, name] of pairs) row[column] = found[name]
      const refusal = visit(row as RowOf<C>, line)
      return refusal && { ...refusal, column: nameOf(refusal.column) }
    },
  })
  return header
}

const folded = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, ' ')

const headerOf = <C extends NamedColumns>(columns: C, source: Source, problems: Problems): Header<C> => {
  const { cells, line } = firstRow(source.bytes)
  const header = new Map<keyof C & string, string>()
  for (const [column, { names }] of Object.entries(columns)) {
    const spellings = new Set(names.map(folded))
    const found = [...new Set(cells.filter(cell => spellings.has(folded(cell))))]
    if (found.length > 1)
      problems.add({
        file: source.file,
        line,
        column: names[0],
        found: found.map(quoted).join(' and '),
        expected: 'it once in the header',
      })
    if (found[0] !== undefined) header.set(column, found[0])
  }
  return header
}

const blankLines = /^(?:[^\S\r\n]*(?:\r\n|\r|\n))*/u

// Blank lines before the header are nobody's concern.
const firstRow = (bytes: Uint8Array): { readonly cells: readonly string[]; readonly line: number } => {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 65_536)).toString('utf8')
  const blank = blankLines.exec(beginning)![0]
  const first = Buffer.from(`${/^[^\r\n]*/u.exec(beginning.slice(blank.length))![0]}\n`)
  let cells: readonly string[] = []
  eachRecord(first, delimiterOf(first), row => {
    if (cells.length === 0) cells = row.map(cell => cell.trim())
  })
  return { cells, line: 1 + (blank.match(/\r\n|\r|\n/gu)?.length ?? 0) }
}
