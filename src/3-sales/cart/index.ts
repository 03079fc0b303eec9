import { z } from 'zod'
import { negative, share, split, sum, type Amount, type Cents, type Points } from '#ground/money'
import { setting } from '#ground/setting'

/** A line as it goes into the sum: gross and points of the whole line, VAT in basis points (1900 is 19 %). */
export type PricedLine = {
  readonly sku: string
  readonly quantity: number
  readonly gross: Cents
  readonly vatRate: number
  readonly points: Points
}

export type TotalledLine = PricedLine & {
  /** The line's part of the voucher. */
  readonly discount: Cents
  readonly payable: Cents
  readonly net: Cents
}

export type RateTotal = {
  readonly vatRate: number
  readonly net: Cents
  readonly vat: Cents
  readonly gross: Cents
}

export type Reckoning = {
  /** What the voucher takes off the goods, gross; of it counts what the goods cost. Never off shipping. */
  readonly discount?: Cents
  /** Whether points fall with the money. */
  readonly lowersPoints?: boolean
  /** Gross cost of shipping. Its VAT follows the goods', by what is payable for them at each rate. */
  readonly shipping?: Cents
}

export type Totals<L extends PricedLine = PricedLine> = {
  /** In the order given, with points as they are booked. */
  readonly lines: readonly (L & TotalledLine)[]
  /** Lowest rate first; shipping is in it. */
  readonly rates: readonly RateTotal[]
  /** The goods, before the voucher. */
  readonly goods: Cents
  readonly discount: Cents
  readonly shipping: { readonly gross: Cents; readonly net: Cents }
  /** All that is to be paid: goods without the voucher's discount, and shipping. */
  readonly total: Cents
  readonly net: Cents
  readonly vat: Cents
  readonly points: Points
}

const none = 0 as Cents

/**
 * What a cart comes to. The discount is split over the lines by their gross; VAT is rounded once for each rate, and the net of a
 * rate is split over its lines (and its part of shipping) by what is payable: the lines add up to the totals to the cent.
 * @throws RangeError when an amount is negative, or when nothing is to be shipped at a cost.
 */
export const totalsOf = <L extends PricedLine>(lines: readonly L[], reckoning: Reckoning = {}): Totals<L> => {
  const { discount: given = none, lowersPoints = false, shipping = none } = reckoning
  if ([given, shipping, ...lines.map(({ gross }) => gross)].some(amount => amount < 0))
    throw new RangeError('a cart holds no negative amounts')
  if (shipping > 0 && lines.length === 0) throw new RangeError('an empty cart is not shipped')
  const goods = sum(lines.map(({ gross }) => gross))
  const discount = Math.min(given, goods) as Cents
  const discounts = parts(
    discount,
    lines.map(({ gross }) => gross),
  )
  const payables = lines.map(({ gross }, position) => minus(gross, discounts[position]!))
  const lowered = lowersPoints ? loweringsOf(lines, { discount, goods }) : lines.map(() => 0 as Points)
  const carried = shippingParts(lines, { payables, shipping })
  const rates = carried.map(part => rateOf(lines, { payables, part }))
  const nets = netsOf(rates, lines.length)
  return {
    lines: lines.map((line, position) => ({
      ...line,
      discount: discounts[position]!,
      payable: payables[position]!,
      net: nets[position]!,
      points: minus(line.points, lowered[position]!),
    })),
    rates: rates.map(({ vatRate, net, vat, gross }) => ({ vatRate, net, vat, gross })),
    goods,
    discount,
    shipping: { gross: shipping, net: sum(rates.map(({ shippingNet }) => shippingNet)) },
    total: sum([goods, negative(discount), shipping]),
    net: sum(rates.map(({ net }) => net)),
    vat: sum(rates.map(({ vat }) => vat)),
    points: minus(sum(lines.map(({ points }) => points)), sum(lowered)),
  }
}

const minus = <A extends Amount>(from: A, amount: A): A => sum([from, negative(amount)])

const parts = <A extends Amount>(amount: A, weights: readonly number[]): A[] =>
  weights.some(weight => weight > 0) ? split(amount, weights) : weights.map(() => 0 as A)

/** Points fall in the ratio of discount to goods: rounded once, then split by the lines' points. */
const loweringsOf = (
  lines: readonly PricedLine[],
  { discount, goods }: { readonly discount: Cents; readonly goods: Cents },
): Points[] => {
  const all = lines.map(({ points }) => points)
  const whole = goods === 0 ? (0 as Points) : share(sum(all), { numerator: discount, denominator: goods })
  return parts(whole, all)
}

type RatePart = { readonly vatRate: number; readonly shipping: Cents }

type Paying = { readonly payables: readonly Cents[]; readonly shipping: Cents }

/** Every rate of the cart with its part of shipping; where nothing is payable for goods, the highest rate bears all of it. */
const shippingParts = (lines: readonly PricedLine[], { payables, shipping }: Paying): RatePart[] => {
  const vatRates = [...new Set(lines.map(({ vatRate }) => vatRate))].toSorted((a, b) => a - b)
  const weights = vatRates.map(rate => sum(payables.filter((_, position) => lines[position]!.vatRate === rate)))
  const isFree = weights.every(weight => weight === 0)
  const shares = vatRates.length === 0 ? [] : isFree ? onLast(weights, shipping) : split(shipping, weights)
  return vatRates.map((vatRate, position) => ({ vatRate, shipping: shares[position]! }))
}

const onLast = (weights: readonly unknown[], amount: Cents): Cents[] =>
  weights.map((_, position) => (position === weights.length - 1 ? amount : none))

type Rated = RateTotal & {
  readonly shippingNet: Cents
  readonly netOfLines: readonly { readonly position: number; readonly net: Cents }[]
}

const rateOf = (
  lines: readonly PricedLine[],
  { payables, part }: { readonly payables: readonly Cents[]; readonly part: RatePart },
): Rated => {
  const { vatRate, shipping } = part
  const positions = [...lines.keys()].filter(position => lines[position]!.vatRate === vatRate)
  const weights = [...positions.map(position => payables[position]!), shipping]
  const gross = sum(weights)
  const vat = share(gross, { numerator: vatRate, denominator: 10_000 + vatRate })
  const net = minus(gross, vat)
  const nets = parts(net, weights)
  return {
    vatRate,
    net,
    vat,
    gross,
    shippingNet: nets.at(-1)!,
    netOfLines: positions.map((position, index) => ({ position, net: nets[index]! })),
  }
}

const netsOf = (rates: readonly Rated[], count: number): Cents[] => {
  const nets = Array.from({ length: count }, () => none)
  for (const { position, net } of rates.flatMap(({ netOfLines }) => netOfLines)) nets[position] = net
  return nets
}

const amount = z
  .int()
  .min(0)
  .transform(value => value as Cents)

const costShape = z.record(
  z.string().regex(/^[A-Z]{2}$/u),
  z.strictObject({ cost: amount, freeFrom: amount.nullable() }),
)

/** For each country we ship to: gross cost in cents of its currency, and from which payable sum of goods on it is free. */
export type ShippingPolicy = Readonly<Record<string, { readonly cost: Cents; readonly freeFrom: Cents | null }>>

export const shippingPolicy = setting<ShippingPolicy>('shipping', costShape, {
  DE: { cost: 495 as Cents, freeFrom: 5_000 as Cents },
  AT: { cost: 990 as Cents, freeFrom: 8_000 as Cents },
  CH: { cost: 1_290 as Cents, freeFrom: 10_000 as Cents },
  GB: { cost: 690 as Cents, freeFrom: 6_000 as Cents },
})

/** What shipping goods of this payable value costs; undefined where we do not ship to. A cart without goods ships nothing. */
export const shippingCost = (
  policy: ShippingPolicy,
  { country, payable, pieces }: { readonly country: string; readonly payable: Cents; readonly pieces: number },
): Cents | undefined => {
  const known = Object.hasOwn(policy, country) ? policy[country] : undefined
  if (known === undefined) return undefined
  const isFree = pieces === 0 || (known.freeFrom !== null && payable >= known.freeFrom)
  return isFree ? none : known.cost
}

/** At most so many pieces of an article in a cart. */
export const mostPieces = 999

export const daysKept = 30
