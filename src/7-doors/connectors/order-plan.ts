import { quoted, type Problems } from '#ground/table'
import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import type { Instant, Zone } from '#ground/period'
import { shownStep, type FileLine, type FileOrder, type OrderColumn, type OrderFile } from './order-file.ts'

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

type Task = { readonly file: Pick<OrderFile, 'file' | 'header'>; readonly zone: Zone; readonly problems: Problems }

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
  const { header } = task.file
  const { line } = order
  if (order.contact !== known.contact)
    return tell('contact', { line, found: quoted(order.contact), expected: quoted(known.contact) })
  const step = steps.find(({ column, of }) => header.has(column) && of(order) !== of(known))
  if (step !== undefined) {
    const [found, expected] = [order, known].map(one => shownStep(step.of(one), task.zone)) as [string, string]
    return tell(step.column, { line, found, expected })
  }
  if (lines.length !== known.lines.length)
    return tell('order', { line, found: rows(lines.length), expected: rows(known.lines.length) })
  compareLines(lines, known.lines, { header, tell })
}

const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`)

type Steps = Pick<FileOrder, 'placedAt' | 'paidAt' | 'shippedAt'>

const steps: readonly { readonly column: OrderColumn; readonly of: (order: Steps) => Instant | null }[] = [
  { column: 'at', of: order => order.placedAt },
  { column: 'paid', of: order => order.paidAt },
  { column: 'shipped', of: order => order.shippedAt },
]

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
