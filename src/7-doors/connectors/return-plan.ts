import { quoted, type Problems } from '#ground/table'
import { decimalOfCents, negative, points, share, split, sum, type Cents, type Points } from '#ground/money'
import { isoOf, type Instant } from '#ground/period'
import { takeBack, takeBackPieces, whatIsLeft, type LineThen, type ReturnedPiece } from '#sales/order'
import type { OrderColumn, OrderFile, ReturnRow } from './order-file.ts'

/** A return as the file tells it: the rows of one number, or of one order and moment. */
export type FileReturn = {
  readonly reference: string
  readonly order: string
  readonly contact: string
  readonly at: Instant
  readonly reason: string
  readonly rows: readonly ReturnRow[]
}

/** An order that something may be taken back of, as it stands before the returns of the file. */
export type SoldOrder = {
  readonly contact: string
  readonly placedAt: Instant
  readonly lines: readonly SoldLine[]
}

export type SoldLine = LineThen & { readonly article: string }

export type MatchedReturn = FileReturn & {
  readonly pieces: readonly ReturnedPiece[]
  /** Those of the rows for which too little was left. */
  readonly rest: readonly ReturnRow[]
}

type Task = { readonly file: Pick<OrderFile, 'file' | 'header'>; readonly problems: Problems }

const problemIn =
  ({ file, problems }: Task, row: ReturnRow) =>
  (column: OrderColumn, told: { found: string; expected: string }) =>
    problems.add({ file: file.file, line: row.line, column: file.header.get(column) ?? column, ...told })

/** The returns of the file in the order of time. Rows of one return that contradict each other are problems. */
export const returnsIn = (rows: readonly ReturnRow[], task: Task): FileReturn[] => {
  const groups = Map.groupBy(rows, row => row.returnNumber ?? `${row.order}/${shortIso(row.at)}`)
  return [...groups]
    .map(([reference, rows]) => {
      for (const row of rows) refuseContradiction(row, rows[0]!, task)
      const { order, contact, at } = rows[0]!
      return { reference, order, contact, at, reason: rows.find(row => row.reason)?.reason ?? 'no reason given', rows }
    })
    .sort((a, b) => a.at - b.at || a.rows[0]!.line - b.rows[0]!.line)
}

const shortIso = (at: Instant): string => isoOf(at).replace('.000Z', 'Z')

const refuseContradiction = (row: ReturnRow, first: ReturnRow, task: Task): void => {
  const tell = problemIn(task, row)
  const asBefore = `as in line ${first.line} for the same return`
  if (row.order !== first.order)
    tell('order', { found: quoted(row.order), expected: `${quoted(first.order)} ${asBefore}` })
  if (row.contact !== first.contact)
    tell('contact', { found: quoted(row.contact), expected: `${quoted(first.contact)} ${asBefore}` })
  if (row.at !== first.at) tell('at', { found: isoOf(row.at), expected: `${isoOf(first.at)} ${asBefore}` })
}

/** The reference of what of a return could not be matched, when the rest of it could. */
export const referenceOfRest = (reference: string): string => `${reference} without order`

export type ReturnPlan = {
  readonly matched: readonly MatchedReturn[]
  /** Returns, or what is left of them, for which no order with so much left was found. */
  readonly lone: readonly FileReturn[]
}

type Matching = Task & {
  /** The orders by reference; those of other contacts too. */
  readonly sold: ReadonlyMap<string, SoldOrder>
}

/** Finds for each return, one after the other, what it takes back of its contact's order. One dated before its order is a problem. */
export const matchReturns = (returns: readonly FileReturn[], { sold, ...task }: Matching): ReturnPlan => {
  const linesNow = new Map([...sold].map(([order, { lines }]) => [order, lines]))
  const matched: MatchedReturn[] = []
  const lone: FileReturn[] = []
  for (const each of returns) {
    const order = sold.get(each.order)
    const isHis = order?.contact === each.contact
    if (isHis && each.at < order.placedAt) refuseEarly(each, order, task)
    const match = matchRows(each.rows, isHis ? linesNow.get(each.order)! : [])
    linesNow.set(each.order, isHis ? match.after : (linesNow.get(each.order) ?? []))
    if (match.pieces.length > 0) matched.push({ ...each, pieces: match.pieces, rest: match.rest })
    const reference = match.pieces.length > 0 ? referenceOfRest(each.reference) : each.reference
    if (match.rest.length > 0) lone.push({ ...each, reference, rows: match.rest })
  }
  return { matched, lone }
}

const refuseEarly = (each: FileReturn, order: SoldOrder, task: Task): void => {
  const expected = `a moment no earlier than the order was placed (${isoOf(order.placedAt)})`
  problemIn(task, each.rows[0]!)('at', { found: isoOf(each.at), expected })
}

type RowsMatch = {
  readonly pieces: readonly ReturnedPiece[]
  readonly rest: readonly ReturnRow[]
  readonly after: readonly SoldLine[]
}

const matchRows = (rows: readonly ReturnRow[], lines: readonly SoldLine[]): RowsMatch => {
  const pieces: ReturnedPiece[] = []
  const rest: ReturnRow[] = []
  let after = lines
  for (const row of rows) {
    const found = piecesOf(row, after)
    const result = takeBackPieces(after, found)
    if (result.is === 'refused') throw new Error(`line ${result.position} was matched without so much left`)
    after = result.after
    pieces.push(...found)
    if (found.length === 0) rest.push(row)
  }
  return { pieces, rest, after }
}

/** What a row takes back of the lines; nothing when they have not so much left. By quantity where it is told, else by amount. */
const piecesOf = (row: ReturnRow, lines: readonly SoldLine[]): ReturnedPiece[] => {
  const candidates = row.article === undefined ? lines : lines.filter(line => line.article === row.article)
  const isOneArticle = new Set(candidates.map(line => line.article)).size === 1
  return row.quantity !== undefined && isOneArticle
    ? byQuantity({ ...row, quantity: row.quantity }, candidates)
    : byAmount(row, candidates)
}

const piecesLeft = (line: SoldLine): number => line.quantity - line.returned.quantity

type Counted = Pick<ReturnRow, 'net' | 'points'> & { readonly quantity: number }

const byQuantity = (row: Counted, lines: readonly SoldLine[]): ReturnedPiece[] => {
  const sizes = new Map<SoldLine, number>()
  let wanted = row.quantity
  for (const line of linesToTake(row, lines)) {
    const size = Math.min(wanted, piecesLeft(line))
    if (size > 0) sizes.set(line, size)
    wanted -= size
  }
  if (wanted > 0) return []
  const weights = [...sizes.values()]
  const nets = split(row.net, weights)
  const earned = row.points === undefined ? undefined : split(row.points, weights)
  return [...sizes].map(([line, quantity], index) => ({
    position: line.position,
    quantity,
    amounts: { net: nets[index]!, points: earned?.[index] ?? takeBack(line, quantity, line.returned).points },
  }))
}

// The same article may stand in an order at two prices: the line that gives exactly this amount comes first.
const linesToTake = (row: Counted, lines: readonly SoldLine[]): readonly SoldLine[] => {
  const fitting = lines.find(
    line => piecesLeft(line) >= row.quantity && takeBack(line, row.quantity, line.returned).net === row.net,
  )
  return fitting === undefined ? lines : [fitting]
}

const netLeft = (line: SoldLine): Cents => sum([line.net, negative(line.returned.net)])
const pointsLeft = (line: SoldLine): Points => sum([line.points, negative(line.returned.points)])

// All that is left, or exactly one line of it, goes back in whole pieces; less than that is money without goods.
const byAmount = ({ net, points }: Pick<ReturnRow, 'net' | 'points'>, lines: readonly SoldLine[]): ReturnedPiece[] => {
  const whole = [lines, ...lines.map(line => [line])].find(
    some => whatIsLeft(some).length > 0 && sum(some.map(netLeft)) === net,
  )
  if (whole !== undefined) return withPoints(whatIsLeft(whole), whole, points)
  const paying = lines.filter(line => netLeft(line) > 0)
  const left = sum(paying.map(netLeft))
  return net > left || net === 0 ? [] : moneyBack({ net, points }, paying)
}

const withPoints = (pieces: ReturnedPiece[], lines: readonly SoldLine[], told: Points | undefined): ReturnedPiece[] => {
  if (told === undefined || told === sum(lines.map(pointsLeft))) return pieces
  const nets = pieces.map(({ position }) => netLeft(lines.find(line => line.position === position)!))
  const earned = splitBy(told, nets)
  return pieces.map((piece, index) => ({ ...piece, amounts: { net: nets[index]!, points: earned[index]! } }))
}

const moneyBack = (
  { net, points: told }: Pick<ReturnRow, 'net' | 'points'>,
  lines: readonly SoldLine[],
): ReturnedPiece[] => {
  const nets = splitBy(net, lines.map(netLeft))
  const earned = told === undefined ? undefined : splitBy(told, nets)
  return lines
    .map((line, index) => {
      const fraction = { numerator: nets[index]!, denominator: netLeft(line) }
      const amounts = { net: nets[index]!, points: earned?.[index] ?? share(pointsLeft(line), fraction) }
      return { position: line.position, quantity: 0, amounts }
    })
    .filter(piece => piece.amounts.net !== 0 || piece.amounts.points !== 0)
}

const splitBy = <A extends Cents | Points>(amount: A, weights: readonly number[]): A[] => {
  const sizes = weights.map(Math.abs)
  return split(amount, sizes.some(size => size > 0) ? sizes : sizes.map(() => 1))
}

/** What is kept of a return the file names too; the contact by reference, amounts positive. */
export type KnownReturn = {
  readonly reference: string
  /** Null where it was kept without one. */
  readonly order: string | null
  readonly contact: string
  readonly at: Instant
  readonly net: Cents
  readonly points: Points
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
  else if (each.at !== known.at) tell('at', { found: isoOf(each.at), expected: `${isoOf(known.at)} ${asKept}` })
  else if (net !== known.net)
    tell('net', { found: decimalOfCents(net), expected: `${decimalOfCents(known.net)} in all ${asKept}` })
  else if (
    task.file.header.has('points') &&
    each.rows.every(row => row.points !== undefined) &&
    earned !== known.points
  )
    tell('points', { found: `${earned / 1000}`, expected: `${known.points / 1000} in all ${asKept}` })
}
