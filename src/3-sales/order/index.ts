import { negative, share, sum, type Amount, type Cents, type Points } from '#ground/money'
import type { Instant } from '#ground/period'

export { spread } from './spreading.ts'

export const milestones = ['placed', 'paid', 'shipped'] as const

/** The way of an order. One of the three is when it becomes turnover: a setting of the company, kept with the order. */
export type Milestone = (typeof milestones)[number]

export type Order = {
  readonly placedAt: Instant
  readonly paidAt: Instant | null
  readonly shippedAt: Instant | null
  readonly volumeWhen: Milestone
}

/** When the order became turnover, null as long as it has not. */
export const relevantAt = (order: Order): Instant | null =>
  ({ placed: order.placedAt, paid: order.paidAt, shipped: order.shippedAt })[order.volumeWhen]

/** Why something came back, as the law tells it apart; whether commissions on it fall depends on it. */
export const reasonClasses = ['withdrawal', 'goodwill', 'defect', 'unpaid'] as const

export type ReasonClass = (typeof reasonClasses)[number]

export type OrderState = Milestone | 'cancelled' | 'returned'

/** What a reader is told: an order wholly taken back is cancelled before it was shipped, returned after. */
export const stateOf = (order: Order, isWhollyTakenBack: boolean): OrderState => {
  if (isWhollyTakenBack) return order.shippedAt === null ? 'cancelled' : 'returned'
  if (order.shippedAt !== null) return 'shipped'
  return order.paidAt === null ? 'placed' : 'paid'
}

/** A line of an order: whole quantity, net of the whole line in cents, points of the whole line in thousandths. */
export type Line = { readonly quantity: number; readonly net: Cents; readonly points: Points }

export type TakenBack = Line

/**
 * What a return of `quantity` pieces takes back when some were already taken back: their share of what is left. The last pieces
 * take all of it, so that a line wholly returned leaves no cent, also when money was given back before.
 * @throws RangeError when more would be taken back than the line holds.
 */
export const takeBack = (line: Line, quantity: number, before: TakenBack): TakenBack => {
  const left = leftOf(line, before)
  if (quantity <= 0 || quantity > left.quantity)
    throw new RangeError(`${quantity} of ${line.quantity} cannot be taken back after ${before.quantity}`)
  const part = { numerator: quantity, denominator: left.quantity }
  return { quantity, net: share(left.net, part), points: share(left.points, part) }
}

const leftOf = (line: Line, before: TakenBack): Line => ({
  quantity: line.quantity - before.quantity,
  net: sum([line.net, negative(before.net)]),
  points: sum([line.points, negative(before.points)]),
})

// Between nothing and all that is left, whichever sign a line has: a discount's is negative.
const isWithin = (amount: Amount, left: Amount): boolean =>
  left < 0 ? amount <= 0 && amount >= left : amount >= 0 && amount <= left

const fits = (line: LineThen, { quantity, amounts }: ReturnedPiece): boolean => {
  const left = leftOf(line, line.returned)
  if (quantity > left.quantity) return false
  return amounts === undefined || (isWithin(amounts.net, left.net) && isWithin(amounts.points, left.points))
}

/** A line of an order with what was taken back of it so far. */
export type LineThen = Line & {
  readonly position: number
  readonly returned: TakenBack
  /** Whose pieces of the line these are: those of a split, by its number; null or left out for the buyer's. */
  readonly split?: number | null
}

/**
 * A piece of a return: so many of the line at this position, whole pieces. Amounts only where they differ from the sale's;
 * no pieces but amounts is money back without goods.
 */
export type ReturnedPiece = {
  readonly position: number
  readonly quantity: number
  readonly amounts?: { readonly net: Cents; readonly points: Points }
  /** Of whose pieces; where nobody says, `spread` does. */
  readonly split?: number | null
}

export type PiecesResult<L extends LineThen> =
  | {
      readonly is: 'taken back'
      readonly taken: readonly (TakenBack & { readonly line: L })[]
      readonly after: readonly L[]
    }
  | {
      readonly is: 'refused'
      readonly because: 'unknown line' | 'more than the line has left'
      readonly position: number
    }

/** What the pieces take back of an order's lines, and the lines as they stand after. The same line may be named twice. */
export const takeBackPieces = <L extends LineThen>(
  lines: readonly L[],
  pieces: readonly ReturnedPiece[],
): PiecesResult<L> => {
  const after = [...lines]
  const taken = []
  for (const piece of pieces) {
    const { position, quantity, amounts } = piece
    const at = after.findIndex(line => line.position === position && (line.split ?? null) === (piece.split ?? null))
    const line = after[at]
    if (line === undefined) return { is: 'refused', because: 'unknown line', position }
    if (!fits(line, piece)) return { is: 'refused', because: 'more than the line has left', position }
    const back = amounts === undefined ? takeBack(line, quantity, line.returned) : { quantity, ...amounts }
    taken.push({ ...back, line })
    after[at] = { ...line, returned: addTogether(line.returned, back) }
  }
  return { is: 'taken back', taken, after }
}

const addTogether = (a: TakenBack, b: TakenBack): TakenBack => ({
  quantity: a.quantity + b.quantity,
  net: sum([a.net, b.net]),
  points: sum([a.points, b.points]),
})

/** The pieces not yet taken back. */
export const whatIsLeft = (lines: readonly LineThen[]): ReturnedPiece[] =>
  lines
    .filter(({ quantity, returned }) => quantity > returned.quantity)
    .map(({ position, quantity, returned, split }) => ({
      position,
      quantity: quantity - returned.quantity,
      ...(split === undefined ? {} : { split }),
    }))
