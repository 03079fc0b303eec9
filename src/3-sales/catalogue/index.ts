import type { Cents, Points } from '#ground/money'
import type { Content, UnitPrice } from './content.ts'
import { dayOf, zone, type Instant } from '#ground/period'

export {
  contentUnits,
  decimalOfThousandths,
  parseThousandths,
  unitPriceOf,
  unitSymbols,
  type Content,
  type UnitPrice,
} from './content.ts'

/** Where the shop can sell: the money of the country and its clock, by which a VAT rate begins. */
export const markets = {
  DE: { currency: 'EUR', zone: zone('Europe/Berlin') },
  AT: { currency: 'EUR', zone: zone('Europe/Vienna') },
  CH: { currency: 'CHF', zone: zone('Europe/Zurich') },
  GB: { currency: 'GBP', zone: zone('Europe/London') },
} as const

export type Country = keyof typeof markets
export type Currency = (typeof markets)[Country]['currency']

export const countries = Object.keys(markets) as Country[]

/** Whether the shop can have prices for a country. */
export const isMarket = (country: string): country is Country => Object.hasOwn(markets, country)

export const priceGroups = ['customer', 'partner', 'reseller'] as const
export type PriceGroup = (typeof priceGroups)[number]

export const vatClasses = ['standard', 'reduced'] as const
export type VatClass = (typeof vatClasses)[number]

export type Language = 'de' | 'en'
export type Words = { readonly [language in Language]: string }

/** Who looks at the shop: his country and group decide what he sees and pays. */
export type Market = { readonly country: Country; readonly group: PriceGroup; readonly at: Instant }

/** A gross price of one piece, in cents of the country's currency, from a moment until another. A reduced one goes before a regular one. */
export type Price = {
  readonly country: Country
  readonly group: PriceGroup
  readonly kind: 'regular' | 'reduced'
  readonly gross: Cents
  readonly from: Instant
  readonly until: Instant
}

/** What one piece costs now. */
export type Offer = {
  readonly gross: Cents
  readonly currency: Currency
  /** What may be said beside a reduced price: the lowest price of the 30 days before, and by how many whole percent it is lower. */
  readonly reduction: { readonly lowest30: Cents; readonly percent: number } | null
}

/** With what must stand beside the price of goods that are sold by weight, volume, length or area. */
export type PricedOffer = Offer & { readonly unitPrice: UnitPrice | null }

type Asked = Omit<Market, 'at'>

const of = (prices: readonly Price[], { country, group }: Asked): Price[] =>
  prices.filter(price => price.country === country && price.group === group)

const holdsAt = (at: Instant) => (price: Price) => price.from <= at && at < price.until

const inForce = (prices: readonly Price[], at: Instant): Price | undefined => {
  const now = prices.filter(holdsAt(at))
  return now.find(({ kind }) => kind === 'reduced') ?? now[0]
}

/**
 * What somebody pays: his group's price, and the customers' where his group has none of its own. Undefined where it is not sold.
 * A price is called reduced only against the lowest of the last 30 days (PAngV § 11, ECJ C-330/23), never against another.
 */
export const priceOf = (prices: readonly Price[], { country, group, at }: Market): Offer | undefined => {
  const own = of(prices, { country, group })
  const price = inForce(own, at)
  if (price === undefined) return group === 'customer' ? undefined : priceOf(prices, { country, group: 'customer', at })
  const { gross, kind, from } = price
  const lowest = kind === 'reduced' ? lowest30(own, { country, group, at: from }) : undefined
  const reduction = lowest === undefined ? null : reductionOf(gross, lowest)
  return { gross, currency: markets[country].currency, reduction }
}

// Rounded down: never more than it is.
const reductionOf = (gross: Cents, lowest: Cents): Offer['reduction'] =>
  gross < lowest ? { lowest30: lowest, percent: Math.floor(((lowest - gross) * 100) / lowest) } : null

const days30 = 30 * 86_400_000

/** The lowest price that was asked in the 30 days before the moment (of a shorter time where it was not sold longer); undefined where none was. */
export const lowest30 = (prices: readonly Price[], { at, ...asked }: Market): Cents | undefined => {
  const own = of(prices, asked)
  const since = (at - days30) as Instant
  // The price changes only where an interval begins or ends: those moments show all that was asked.
  const moments = [since, ...own.flatMap(({ from, until }) => [from, until])].filter(
    moment => moment >= since && moment < at,
  )
  return moments.reduce<Cents | undefined>((lowest, moment) => {
    const gross = inForce(own, moment)?.gross
    return gross === undefined || (lowest !== undefined && lowest <= gross) ? lowest : gross
  }, undefined)
}

/** A rate in basis points (1900 is 19 %), from the beginning of a day ("2024-01-01") in its country. */
export type VatRate = {
  readonly country: Country
  readonly vatClass: VatClass
  readonly fromOn: string
  readonly rate: number
}

/**
 * The VAT in basis points that holds at a moment in a country.
 * @throws RangeError where no rate is known: nothing is sold without one.
 */
export const vatRateOf = (
  rates: readonly VatRate[],
  { country, vatClass, at }: { readonly country: Country; readonly vatClass: VatClass; readonly at: Instant },
): number => {
  const today = dayOf(at, markets[country].zone)
  const known = rates.filter(rate => rate.country === country && rate.vatClass === vatClass && rate.fromOn <= today)
  const last = known.toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0]
  if (last === undefined) throw new RangeError(`no ${vatClass} VAT rate is known for ${country} on ${today}`)
  return last.rate
}

export type Picture = {
  /** Below the root of any of the company's hosts; it changes with the picture and may be kept for ever. */
  readonly path: string
  readonly alt: Words
}

/** A variant as somebody is offered it. */
export type OfferedVariant = {
  readonly sku: string
  /** Empty where the product has one variant only. */
  readonly name: Words
  /** Pieces left; null where there is no end of them. */
  readonly stock: number | null
  /** For one piece. */
  readonly points: Points
  readonly vatClass: VatClass
  /** In basis points. */
  readonly vatRate: number
  readonly content: Content | null
  readonly offer: PricedOffer
}

export type Category = { readonly slug: string; readonly name: Words }

/** A product as somebody is offered it: only variants that have a price for him. */
export type OfferedProduct = {
  readonly id: string
  readonly slug: string
  readonly name: Words
  readonly description: Words
  readonly category: Category | null
  readonly pictures: readonly Picture[]
  readonly variants: readonly OfferedVariant[]
}

/** Pieces of an article. */
export type Pieces = { readonly sku: string; readonly quantity: number }

/** The same article named twice is one; sorted, so that everybody takes in the same order and nobody waits in a circle. */
export const gathered = (pieces: readonly Pieces[]): Pieces[] =>
  [...Map.groupBy(pieces, ({ sku }) => sku)]
    .map(([sku, same]) => ({ sku, quantity: same.reduce((total, { quantity }) => total + quantity, 0) }))
    .toSorted((a, b) => (a.sku < b.sku ? -1 : 1))

/** "Große Kerze „Anna“" becomes "grosse-kerze-anna". */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[äöü]/gu, letter => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter]!)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
