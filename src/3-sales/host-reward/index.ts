import { negative, share, sum, type Cents } from '#ground/money'
import type { Scheme, Tier } from './scheme.ts'

export { checkScheme, hostRewardScheme, noReward, type Scheme, type Tier } from './scheme.ts'

/** What a party brought, as the scheme counts it: after what came back. */
export type Result = {
  readonly turnover: Cents
  /** How many ordered themselves, or were ordered for by name. */
  readonly guests: number
  /** Further parties booked at this one that count by now. */
  readonly bookings: number
  readonly hostedBefore: boolean
}

export const rewardLineKinds = ['percent', 'tier credit', 'booking', 'past host', 'cap', 'rounding'] as const

/** Where a part of the credit comes from; caps and rounding may be negative. */
export type RewardLine = { readonly kind: (typeof rewardLineKinds)[number]; readonly amount: Cents }

export type Reward = {
  /** The tier that is reached, from 1; 0 for none. */
  readonly tier: number
  /** Product credit, and what it is made of. */
  readonly credit: Cents
  readonly lines: readonly RewardLine[]
  /** How many articles at half price. */
  readonly halfPrice: number
}

const none = 0 as Cents

/** What the host gets. Its lines add up to its credit. */
export const rewardOf = (scheme: Scheme, result: Result): Reward => {
  const reached = reachedOf(scheme, result)
  const tier = scheme.tiers[reached - 1]
  const earned: RewardLine[] = [
    { kind: 'percent', amount: percentOf(scheme, result, reached) },
    { kind: 'tier credit', amount: tier?.credit ?? none },
    { kind: 'booking', amount: bookingCredit(scheme, result) },
    { kind: 'past host', amount: result.hostedBefore && reached > 0 ? scheme.pastHost.credit : none },
  ]
  const before = sum(earned.map(line => line.amount))
  const capped = cappedAt(scheme, before, result.turnover)
  const credit = rounded(scheme.rounding, capped)
  const lines: RewardLine[] = [
    ...earned,
    { kind: 'cap', amount: minus(capped, before) },
    { kind: 'rounding', amount: minus(credit, capped) },
  ]
  return {
    tier: reached,
    credit,
    lines: lines.filter(line => line.amount !== 0),
    halfPrice: tier?.halfPrice ?? 0,
  }
}

const minus = (from: Cents, amount: Cents): Cents => sum([from, negative(amount)])

// Counted from 1; turnover and guests both have to be reached.
const reachedOf = ({ tiers }: Scheme, { turnover, guests }: Result): number =>
  tiers.findLastIndex(tier => turnover >= tier.from && guests >= tier.guests) + 1

const partOf = (amount: Cents, basisPoints: number): Cents =>
  share(amount, { numerator: basisPoints, denominator: 10_000 })

const percentOf = ({ tiers, percentOf: of }: Scheme, { turnover }: Result, reached: number): Cents => {
  const tier = tiers[reached - 1]
  if (tier === undefined) return none
  if (of === 'all') return partOf(turnover, tier.percent)
  const until = (position: number) => (position + 1 < reached ? tiers[position + 1]!.from : turnover)
  return sum(tiers.slice(0, reached).map((each, position) => partOf(minus(until(position), each.from), each.percent)))
}

// A party without a tier has no host to thank, whoever was won at it.
const bookingCredit = (scheme: Scheme, result: Result): Cents => {
  const { credit, most } = scheme.booking
  const counted = reachedOf(scheme, result) > 0 ? Math.min(result.bookings, most) : 0
  return (credit * counted) as Cents
}

const cappedAt = ({ mostCredit, mostPercent }: Scheme, credit: Cents, turnover: Cents): Cents => {
  const byTurnover = mostPercent === null ? credit : partOf(turnover, mostPercent)
  return Math.min(credit, mostCredit ?? credit, byTurnover) as Cents
}

const rounded = ({ to, how }: Scheme['rounding'], credit: Cents): Cents => {
  const steps = how === 'down' ? (credit - (credit % to)) / to : share(credit, { numerator: 1, denominator: to })
  return (steps * to) as Cents
}

/** What is missing to the next tier; null where the highest is reached, or there is none. */
export type Next = { readonly tier: Tier; readonly turnover: Cents; readonly guests: number }

export const nextTier = (scheme: Scheme, result: Result): Next | null => {
  const tier = scheme.tiers[reachedOf(scheme, result)]
  if (tier === undefined) return null
  return {
    tier,
    turnover: Math.max(0, tier.from - result.turnover) as Cents,
    guests: Math.max(0, tier.guests - result.guests),
  }
}

/** One line of the reward's book. It only grows; what it says together is what the host has. */
export type RewardEntry = { readonly credit: Cents; readonly halfPrice: number }

/** What has to be booked so that what was granted together is the reward; undefined where it is. */
export const entryDue = (granted: readonly RewardEntry[], { credit, halfPrice }: Reward): RewardEntry | undefined => {
  const due = {
    credit: minus(credit, sum(granted.map(entry => entry.credit))),
    halfPrice: halfPrice - granted.reduce((all, entry) => all + entry.halfPrice, 0),
  }
  return due.credit === 0 && due.halfPrice === 0 ? undefined : due
}

/** An article that the host takes: by her credit, or at half its price. */
export type Redeemed = {
  readonly sku: string
  readonly quantity: number
  readonly by: 'credit' | 'half price'
  /** Of the whole line, with VAT. */
  readonly gross: Cents
  /** In basis points. */
  readonly vatRate: number
}

/** What a reward in goods is worth for tax: list price, what the host pays herself, and the rest, which is the reward. */
export type RewardInGoods = Redeemed & {
  readonly paid: Cents
  readonly reward: { readonly gross: Cents; readonly net: Cents; readonly vat: Cents }
}

export const inGoods = (redeemed: Redeemed): RewardInGoods => {
  const { by, gross, vatRate } = redeemed
  const paid = by === 'credit' ? none : share(gross, { numerator: 1, denominator: 2 })
  const reward = minus(gross, paid)
  const vat = share(reward, { numerator: vatRate, denominator: 10_000 + vatRate })
  return { ...redeemed, paid, reward: { gross: reward, vat, net: minus(reward, vat) } }
}

export type Left = { readonly credit: Cents; readonly halfPrice: number }

export type RedeemRefusal = 'nothing chosen' | 'credit too low' | 'too many at half price'

/** Why the host cannot take these; undefined where she can. */
export const refusalOfRedeeming = (goods: readonly RewardInGoods[], left: Left): RedeemRefusal | undefined => {
  if (goods.length === 0) return 'nothing chosen'
  const credit = sum(goods.filter(({ by }) => by === 'credit').map(({ gross }) => gross))
  const halves = goods.filter(({ by }) => by === 'half price').reduce((all, { quantity }) => all + quantity, 0)
  if (credit > Math.max(0, left.credit)) return 'credit too low'
  return halves > Math.max(0, left.halfPrice) ? 'too many at half price' : undefined
}
