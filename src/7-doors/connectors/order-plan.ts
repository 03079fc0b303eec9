import { quoted, type Problems } from '#ground/table'
import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import type { FileLine, FileOrder, OrderColumn, OrderFile } from './order-file.ts'

/** What is kept of a line of an order. */
export type KeptLine = {
  readonly article: string
  readonly quantity: number
  readonly net: Cents
  readonly vatRate: number
  readonly points: Points
}

/** What is kept of an order the file names too; the contact by reference. */
export type KnownOrder = Omit<FileOrder, 'line'> & { readonly lines: readonly KeptLine[] }

type Task = { readonly file: Pick<OrderFile, 'file' | 'header'>; readonly problems: Problems }

type Told = { readonly line: number; readonly found: string; readonly expected: string }

/**
 * Compares an order of the file with the same one that is kept; what differs is a problem with the first column that does. Only
 * columns the file has are compared, and no descriptions: articles get other names.
 */
export const compareOrder = (
  {
    order,
    lines,
    known,
  }: { readonly order: FileOrder; readonly lines: readonly FileLine[]; readonly known: KnownOrder },
  task: Task,
): void => {
  const tell = (column: OrderColumn, { expected, ...told }: Told) =>
    task.problems.add({
      file: task.file.file,
      column: task.file.header.get(column) ?? column,
      ...told,
      expected: `${expected} as kept of order ${known.reference}`,
    })
  const heads: [OrderColumn, string, string][] = [
    ['contact', quoted(order.contact), quoted(known.contact)],
    ['at', isoOf(order.placedAt), isoOf(known.placedAt)],
    ['paid', shownStep(order.paidAt), shownStep(known.paidAt)],
    ['shipped', shownStep(order.shippedAt), shownStep(known.shippedAt)],
  ]
  const head = heads.find(([column, found, kept]) => task.file.header.has(column) && found !== kept)
  if (head !== undefined) return tell(head[0], { line: order.line, found: head[1], expected: head[2] })
  if (lines.length !== known.lines.length)
    return tell('order', { line: order.line, found: rows(lines.length), expected: rows(known.lines.length) })
  compareLines(lines, known.lines, { header: task.file.header, tell })
}

const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`)

const shownStep = (at: Instant | null): string => (at === null ? 'nothing' : isoOf(at))

const views: Readonly<Partial<Record<OrderColumn, (line: KeptLine) => string>>> = {
  article: line => quoted(line.article),
  quantity: line => String(line.quantity),
  net: line => decimalOfCents(line.net),
  vat: line => `${decimalOfCents(line.vatRate as Cents)} %`,
  points: line => decimalOfPoints(line.points),
}

type Comparing = { readonly header: OrderFile['header']; readonly tell: (column: OrderColumn, told: Told) => void }

// The rows may stand in another order than they are kept in.
const compareLines = (lines: readonly FileLine[], kept: readonly KeptLine[], { header, tell }: Comparing): void => {
  const compared = Object.entries(views).filter(([column]) => header.has(column as OrderColumn))
  const keyOf = (line: KeptLine) => JSON.stringify(compared.map(([, view]) => view(line)))
  const left = new Map<string, number>()
  for (const line of kept) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1)
  const isKept = (line: KeptLine) => {
    const count = left.get(keyOf(line)) ?? 0
    if (count > 0) left.set(keyOf(line), count - 1)
    return count > 0
  }
  const differing = lines.find(line => !isKept(line))
  if (differing === undefined) return
  const unmatched = kept.filter(line => (left.get(keyOf(line)) ?? 0) > 0)
  const counterpart = unmatched.find(line => line.article === differing.article) ?? unmatched[0] ?? kept[0]!
  const [column, view] = compared.find(([, view]) => view(differing) !== view(counterpart))!
  tell(column as OrderColumn, { line: differing.line, found: view(differing), expected: view(counterpart) })
}
