import { negative, sum, type Cents } from '#ground/money'
import { totalsOf } from '../amounts.ts'
import { rateText } from './lines.ts'
import { ink, makeRoom, page, type Sheet } from './pen.ts'

type Row = { readonly label: string; readonly value: string; readonly isTotal?: true; readonly isQuiet?: true }

const left = 285

/** Goods, what was taken off, shipping, VAT by rate and the total: § 14 (4) no. 7 and 8 UStG. */
export const drawSums = (sheet: Sheet): void => {
  const { pen } = sheet
  const rows = [...rowsOf(sheet), ...creditRows(sheet)]
  makeRoom(pen, rows.length * 17 + 10)
  pen.y += 4
  for (const row of rows) drawRow(sheet, row)
}

const rowsOf = (sheet: Sheet): Row[] => {
  const { facts, words, formats } = sheet
  const totals = totalsOf(facts.vat)
  const goods = sum(facts.lines.map(line => line.full))
  const off = sum([sum(facts.lines.map(line => line.amount)), negative(goods)])
  const taken = {
    label: facts.voucherCode === null ? words.discount : words.voucher(facts.voucherCode),
    value: formats.money(off),
  }
  const above: Row[] = [
    { label: words.goods, value: formats.money(goods) },
    ...(off === 0 ? [] : [taken]),
    ...(facts.shipping === 0 ? [] : [{ label: words.shipping, value: formats.money(facts.shipping) }]),
  ]
  const total: Row = { label: words.total, value: formats.money(totals.gross), isTotal: true }
  const net: Row = { label: words.net, value: formats.money(totals.net), isQuiet: true }
  const taxed = facts.vat.filter(row => row.vatRate > 0)
  return facts.basis === 'net'
    ? [...above, ...taxed.map(row => vatRow(sheet, row)), total]
    : [
        ...above,
        total,
        ...(taxed.length === 0 ? [] : [net]),
        ...taxed.map(row => ({ ...vatRow(sheet, row), isQuiet: true as const })),
      ]
}

/** How the total is paid, where some of it is by credit: what is taxed stays what it is. */
const creditRows = ({ facts, words, formats }: Sheet): Row[] => {
  const { paidOn, credit = none } = facts.payment
  if (credit === 0) return []
  const rest = sum([totalsOf(facts.vat).gross, negative(credit)])
  const label = words.rest[facts.kind][paidOn === null ? 'open' : 'paid']
  return [
    { label: words.credit[facts.kind], value: formats.money(facts.kind === 'invoice' ? negative(credit) : credit) },
    { label, value: formats.money(rest), isTotal: true },
  ]
}

const none = 0 as Cents

const vatRow = (sheet: Sheet, row: Sheet['facts']['vat'][number]): Row => {
  const { words, formats, facts } = sheet
  const label = facts.basis === 'net' ? words.vatOf : words.included
  return { label: label(rateText(sheet, row.vatRate), formats.money(row.net)), value: formats.money(row.vat) }
}

const drawRow = ({ pen }: Sheet, { label, value, isTotal, isQuiet }: Row): void => {
  if (isTotal === true) pen.line(pen.y - 1, ink.accent)
  const y = pen.y + (isTotal === true ? 5 : 0)
  const look = {
    size: isTotal === true ? 11.5 : isQuiet === true ? 8.5 : 9.5,
    weight: isTotal === true ? 'bold' : 'regular',
    color: isQuiet === true ? ink.quiet : ink.text,
  } as const
  const labelled = pen.write(label, { x: left, y }, { ...look, width: 170 })
  const valued = pen.write(value, { x: page.right - 80, y }, { ...look, align: 'right', width: 80 })
  pen.y = y + Math.max(labelled, valued) + (isTotal === true ? 8 : 3)
}

/** What is left to do, and why where no VAT was charged. */
export const drawNotes = ({ pen, facts, words, day }: Sheet): void => {
  const { how, paidOn } = facts.payment
  const payment = paidOn === null ? words.toPay[how === 'invoice' ? 'invoice' : 'other'] : words.paid(day(paidOn))
  const notes = [
    ...(facts.exemption === null ? [] : [words.exemption[facts.exemption]]),
    facts.kind === 'cancellation' ? (paidOn === null ? words.waived : words.refund) : payment,
  ].filter(note => note !== '')
  pen.y += 14
  for (const note of notes) {
    makeRoom(pen, pen.heightOf(note))
    pen.y += pen.write(note, { x: page.left, y: pen.y }) + 6
  }
}
