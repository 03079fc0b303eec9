import { quoted, shownMoment, type Problems } from '#ground/table'
import { negative, share, split, sum, type Cents, type Points } from '#ground/money'
import { isoOf, type Instant, type Zone } from '#ground/period'
import { takeBack, takeBackPieces, type LineThen, type ReasonClass, type ReturnedPiece } from '#sales/order'
import type { OrderColumn, OrderFile, ReturnRow } from './order-file.ts'

/** A return as the file tells it: the rows of one number, or of one order and moment. */
export type FileReturn = {
  readonly reference: string
  readonly order: string
  readonly contact: string
  readonly at: Instant
  readonly reason: string
  /** Undefined where the file does not tell it. */
  readonly reasonClass: ReasonClass | undefined
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

export type Task = {
  readonly file: Pick<OrderFile, 'file' | 'header'>
  readonly zone: Zone
  readonly problems: Problems
}

export const problemIn =
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
      const reason = rows.find(row => row.reason)?.reason ?? 'no reason given'
      return { reference, order, contact, at, reason, reasonClass: classOf(rows, task), rows }
    })
    .sort((a, b) => a.at - b.at || a.rows[0]!.line - b.rows[0]!.line)
}

/** Of all rows of a return, those that tell none left out. */
const classOf = (rows: readonly ReturnRow[], task: Task): ReasonClass | undefined => {
  const [first, ...more] = rows.filter(row => row.reasonClass !== undefined)
  for (const row of more.filter(each => each.reasonClass !== first!.reasonClass))
    problemIn(task, row)('reasonClass', {
      found: quoted(row.reasonClass!),
      expected: `${quoted(first!.reasonClass!)} as in line ${first!.line} for the same return`,
    })
  return first?.reasonClass
}

const shortIso = (at: Instant): string => isoOf(at).replace('.000Z', 'Z')

const refuseContradiction = (row: ReturnRow, first: ReturnRow, task: Task): void => {
  const tell = problemIn(task, row)
  const asBefore = `as in line ${first.line} for the same return`
  if (row.order !== first.order)
    tell('order', { found: quoted(row.order), expected: `${quoted(first.order)} ${asBefore}` })
  if (row.contact !== first.contact)
    tell('contact', { found: quoted(row.contact), expected: `${quoted(first.contact)} ${asBefore}` })
  if (row.at !== first.at)
    tell('at', { found: shownMoment(row.at, task.zone), expected: `${shownMoment(first.at, task.zone)} ${asBefore}` })
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
  const expected = `a moment no earlier than the order was placed (${shownMoment(order.placedAt, task.zone)})`
  problemIn(task, each.rows[0]!)('at', { found: shownMoment(each.at, task.zone), expected })
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
    // What more comes back than a line has left is no return of it.
    const isTaken = found.length > 0 && result.is === 'taken back'
    if (isTaken) {
      after = result.after
      pieces.push(...found)
    } else rest.push(row)
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
const netLeft = (line: SoldLine): Cents => sum([line.net, negative(line.returned.net)])
const pointsLeft = (line: SoldLine): Points => sum([line.points, negative(line.returned.points)])

type Told = Pick<ReturnRow, 'net' | 'points'>

const byQuantity = (row: Told & { readonly quantity: number }, lines: readonly SoldLine[]): ReturnedPiece[] => {
  const sizes = new Map<SoldLine, number>()
  let wanted = row.quantity
  for (const line of linesToTake(row, lines)) {
    const size = Math.min(wanted, piecesLeft(line))
    if (size > 0) sizes.set(line, size)
    wanted -= size
  }
  return wanted > 0 ? [] : withAmounts([...sizes], row)
}

// The same article may stand in an order at two prices: the line that gives exactly this amount comes first.
const linesToTake = (row: Told & { readonly quantity: number }, lines: readonly SoldLine[]): readonly SoldLine[] => {
  const fitting = lines.find(
    line => piecesLeft(line) >= row.quantity && takeBack(line, row.quantity, line.returned).net === row.net,
  )
  return fitting === undefined ? lines : [fitting]
}

/** So many pieces of each line for the amounts told, as near as can be to what they were sold for. */
const withAmounts = (sizes: readonly (readonly [SoldLine, number])[], told: Told): ReturnedPiece[] => {
  const lines = sizes.map(([line]) => line)
  const asSold = sizes.map(([line, quantity]) => takeBack(line, quantity, line.returned))
  const nets = spread(
    told.net,
    asSold.map(sold => sold.net),
    lines.map(netLeft),
  )
  const earned =
    told.points === undefined
      ? asSold.map(sold => sold.points)
      : spread(
          told.points,
          asSold.map(sold => sold.points),
          lines.map(pointsLeft),
        )
  return sizes.map(([line, quantity], index) => ({
    position: line.position,
    quantity,
    amounts: { net: nets[index]!, points: earned[index]! },
  }))
}

// The weights themselves if they are the amount; else by weight, unless one would get more than it has left; then by what is left.
const spread = <A extends Cents | Points>(amount: A, weights: readonly A[], left: readonly A[]): A[] => {
  const parts = amount === sum(weights) ? [...weights] : splitBy(amount, weights)
  return parts.every((part, index) => part <= left[index]!) ? parts : splitBy(amount, left)
}

// All that is left, or exactly one line of it, goes back in whole pieces; less than that is money without goods.
const byAmount = (told: Told, lines: readonly SoldLine[]): ReturnedPiece[] => {
  const open = lines.filter(line => piecesLeft(line) > 0)
  const whole = [open, ...open.map(line => [line])].find(some => isAllOf(some, told))
  if (whole !== undefined)
    return withAmounts(
      whole.map(line => [line, piecesLeft(line)]),
      told,
    )
  const paying = lines.filter(line => netLeft(line) > 0)
  return told.net > sum(lines.map(netLeft)) || told.net === 0 ? [] : moneyBack(told, paying)
}

const isAllOf = (lines: readonly SoldLine[], { net, points: told }: Told): boolean =>
  lines.length > 0 && sum(lines.map(netLeft)) === net && (told === undefined || told <= sum(lines.map(pointsLeft)))

const moneyBack = ({ net, points: told }: Told, lines: readonly SoldLine[]): ReturnedPiece[] => {
  const nets = splitBy(net, lines.map(netLeft))
  const earned = lines.map((line, index) =>
    share(pointsLeft(line), { numerator: nets[index]!, denominator: netLeft(line) }),
  )
  const points = told === undefined ? earned : spread(told, earned, lines.map(pointsLeft))
  return lines
    .map((line, index) => ({
      position: line.position,
      quantity: 0,
      amounts: { net: nets[index]!, points: points[index]! },
    }))
    .filter(piece => piece.amounts.net !== 0 || piece.amounts.points !== 0)
}

const splitBy = <A extends Cents | Points>(amount: A, weights: readonly number[]): A[] => {
  const sizes = weights.map(Math.abs)
  return split(amount, sizes.some(size => size > 0) ? sizes : sizes.map(() => 1))
}
