import type { Column, Columns } from './column.ts'
import type { Problem } from './problem.ts'

/** Where each described column stands in the file; -1 for one that the file may and does lack. */
export type Header = { readonly positions: readonly number[]; readonly width: number }

type HeaderLine = { readonly file: string; readonly line: number; readonly cells: readonly string[] }

const folded = (name: string) => name.trim().toLowerCase()

/**
 * Finds the described columns by name, in any order and case. An unknown column is nobody's concern, unless a described one is
 * lacking whose name it resembles.
 */
export const readHeader = (columns: Columns, { file, line, cells }: HeaderLine): Header | Problem[] => {
  const names = Object.keys(columns)
  const found = cells.map(folded)
  const positions = names.map(name => found.indexOf(folded(name)))
  const unknown = found.filter(cell => cell !== '' && !names.some(name => folded(name) === cell))
  const problems = names.flatMap((name, position) => {
    const problem = problemWith({
      name,
      column: columns[name]!,
      names,
      found,
      unknown,
      isThere: positions[position] !== -1,
    })
    return problem === undefined ? [] : [{ file, line, column: name, ...problem }]
  })
  return problems.length > 0 ? problems : { positions, width: cells.length }
}

type Sought = {
  readonly name: string
  readonly column: Column<unknown>
  readonly names: readonly string[]
  readonly found: readonly string[]
  readonly unknown: readonly string[]
  readonly isThere: boolean
}

const problemWith = ({
  name,
  column,
  names,
  found,
  unknown,
  isThere,
}: Sought): Pick<Problem, 'found' | 'expected'> | undefined => {
  if (isThere) {
    const times = found.filter(cell => cell === folded(name)).length
    return times > 1 ? { found: `it ${times} times in the header`, expected: 'it once' } : undefined
  }
  const misspelling = unknown.find(cell => resembles(cell, folded(name)))
  if (misspelling !== undefined) return { found: `"${misspelling}" in the header`, expected: `"${name}"` }
  return column.mayLack ? undefined : { found: 'no such column', expected: `the columns ${names.join(', ')}` }
}

const resembles = (cell: string, name: string): boolean => distance(cell, name) <= Math.ceil(name.length / 3)

// Levenshtein: the fewest letters to insert, delete or replace.
const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, position) => position)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1))
    }
    previous = current
  }
  return previous[b.length]!
}
