import { decimalOfCents, decimalOfPoints, points, sum, type Cents, type Points } from '#ground/money'
import type { Instant } from '#ground/period'
import { quoted, shownMoment } from '#ground/table'
import type { ReasonClass } from '#sales/order'
import { problemIn, type FileReturn, type Task } from './return-plan.ts'

/** What is kept of a return the file names too; the contact by reference, amounts positive. */
export type KnownReturn = {
  readonly reference: string
  /** Null where it was kept without one. */
  readonly order: string | null
  readonly contact: string
  readonly at: Instant
  readonly net: Cents
  readonly points: Points
  /** Null where nobody told it. */
  readonly reasonClass: ReasonClass | null
}

/** Compares a return of the file with the same one that is kept; what differs is a problem. */
export const compareReturn = (each: FileReturn, known: KnownReturn, task: Task): void => {
  const tell = problemIn(task, each.rows[0]!)
  const asKept = `as kept of return ${each.reference}`
  const net = sum(each.rows.map(row => row.net))
  const earned = sum(each.rows.map(row => row.points ?? points(0)))
  if (each.contact !== known.contact)
    tell('contact', { found: quoted(each.contact), expected: `${quoted(known.contact)} ${asKept}` })
  else if (known.order !== null && each.order !== known.order)
    tell('order', { found: quoted(each.order), expected: `${quoted(known.order)} ${asKept}` })
  else if (each.at !== known.at)
    tell('at', { found: shownMoment(each.at, task.zone), expected: `${shownMoment(known.at, task.zone)} ${asKept}` })
  else if (each.reasonClass !== undefined && each.reasonClass !== known.reasonClass)
    tell('reasonClass', { found: quoted(each.reasonClass), expected: `${shownClass(known)} ${asKept}` })
  else if (net !== known.net)
    tell('net', { found: decimalOfCents(net), expected: `${decimalOfCents(known.net)} in all ${asKept}` })
  else if (
    task.file.header.has('points') &&
    each.rows.every(row => row.points !== undefined) &&
    earned !== known.points
  )
    tell('points', { found: decimalOfPoints(earned), expected: `${decimalOfPoints(known.points)} in all ${asKept}` })
}

const shownClass = ({ reasonClass }: KnownReturn): string => (reasonClass === null ? 'nothing' : quoted(reasonClass))
