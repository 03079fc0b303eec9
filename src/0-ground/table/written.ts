// A cell that begins like a formula would be carried out by a spreadsheet; a number, a telephone number too, is none.
const formula = /^[=@\t\r]|^[+-](?![\d ()/.,-]+$)/u

/** A text that no spreadsheet carries out: in front of what looks like a formula stands an apostrophe. */
export const harmless = (text: string): string => text.replace(formula, "'$&")

/** A line of a CSV file by RFC 4180 that a spreadsheet may open; cells are in quotes where they have to be. */
export const spreadsheetLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`

const cell = (text: string): string => {
  const safe = harmless(text)
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
