/** What is wrong with a file, where, and what would be right. `line` counts the file's physical lines from 1; null is the whole file or row. */
export type Problem = {
  readonly file: string
  readonly line: number | null
  readonly column: string | null
  /** As a phrase: a cell stands in quotes. */
  readonly found: string
  readonly expected: string
}

/** `orders.csv:12: column "net": found "12,3x", expected an amount such as 12.50` */
export const describe = ({ file, line, column, found, expected }: Problem): string => {
  const place = line === null ? file : `${file}:${line}`
  const cell = column === null ? '' : ` column "${column}":`
  return `${place}:${cell} found ${found}, expected ${expected}`
}

const longest = 60

/** A cell as a phrase for `found`: in quotes, on one line, shortened; "nothing" when it is empty. */
export const quoted = (cell: string): string => {
  if (cell === '') return 'nothing'
  const shown = cell.length > longest ? `${cell.slice(0, longest)}…` : cell
  // oxlint-disable-next-line no-control-regex -- control characters are what must not reach a terminal
  return `"${shown.replaceAll(/[\u0000-\u001F\u007F]/gu, character => JSON.stringify(character).slice(1, -1))}"`
}

/** Collects problems up to a limit, so that one run tells many of them and a wrong file does not tell a million. */
export type Problems = {
  readonly add: (problem: Problem) => void
  readonly list: () => readonly Problem[]
  readonly isFull: () => boolean
}

export const collectProblems = (limit = 20): Problems => {
  const found: Problem[] = []
  return {
    add: problem => {
      if (found.length < limit) found.push(problem)
    },
    list: () => found,
    isFull: () => found.length >= limit,
  }
}
