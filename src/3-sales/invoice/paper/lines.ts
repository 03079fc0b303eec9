import type { InvoiceLine } from '../facts.ts'
import { ink, makeRoom, page, type Sheet } from './pen.ts'

/** Where columns end, those of figures; the description has what is left. */
const columns = {
  position: page.left,
  description: 90,
  quantity: 350,
  price: 415,
  rate: 455,
  amount: page.right,
} as const

type Cell = { readonly text: string; readonly column: 'quantity' | 'price' | 'rate' | 'amount' }

export const drawLines = (sheet: Sheet): void => {
  drawHeads(sheet)
  sheet.facts.lines.forEach((line, at) => drawLine(sheet, line, at + 1))
}

const rightTo = (column: Cell['column']) => ({ x: columns[column] - 90, width: 90 })

const drawHeads = ({ pen, words, facts }: Sheet): void => {
  const look = { size: 8, color: ink.quiet } as const
  const { y } = pen
  pen.write(words.position, { x: columns.position, y }, look)
  pen.write(words.description, { x: columns.description, y }, look)
  const heads: Cell[] = [
    { text: words.quantity, column: 'quantity' },
    { text: words.price, column: 'price' },
    { text: words.rate, column: 'rate' },
    { text: words.amount[facts.basis], column: 'amount' },
  ]
  for (const { text, column } of heads) {
    const { x, width } = rightTo(column)
    pen.write(text, { x, y }, { ...look, align: 'right', width })
  }
  pen.line(y + 14, ink.accent)
  pen.y = y + 21
}

const drawLine = (sheet: Sheet, line: InvoiceLine, shown: number): void => {
  const { pen, formats } = sheet
  const width = 220
  const height = pen.heightOf(line.description, { width }) + pen.heightOf(line.article, { size: 7.5, width })
  makeRoom(pen, height + 10, () => drawHeads(sheet))
  const { y } = pen
  pen.write(String(shown), { x: columns.position, y }, { color: ink.quiet })
  const described = pen.write(line.description, { x: columns.description, y }, { width })
  pen.write(line.article, { x: columns.description, y: y + described }, { size: 7.5, color: ink.quiet, width })
  const cells: Cell[] = [
    { text: formats.count(line.quantity), column: 'quantity' },
    { text: priceOf(sheet, line), column: 'price' },
    { text: rateText(sheet, line.vatRate), column: 'rate' },
    { text: formats.money(line.full), column: 'amount' },
  ]
  for (const { text, column } of cells) pen.write(text, { x: rightTo(column).x, y }, { align: 'right', width: 90 })
  pen.line(y + height + 3)
  pen.y = y + height + 9
}

// Only a price that the pieces were really sold at: one that does not divide evenly would be invented.
const priceOf = ({ formats }: Sheet, { full, quantity }: InvoiceLine): string =>
  quantity === 0 || full % quantity !== 0 ? '' : formats.money((full / quantity) as InvoiceLine['full'])

/** "19 %", "8,1 %". */
export const rateText = ({ facts }: Sheet, vatRate: number): string => {
  const text = String(vatRate / 100)
  return facts.language === 'de' ? `${text.replace('.', ',')}\u00a0%` : `${text}%`
}
