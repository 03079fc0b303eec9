import { sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { mostPieces, shippingCost } from '#sales/cart'
import { isMarket, markets, priceOf, type Country, type PriceGroup } from '#sales/catalogue'
import type { DeliveredTo, PartyCounter } from '#doors/server'
import type { Way } from './slip-of.ts'

/** Pieces by article number. */
export type Pieces = Readonly<Record<string, number>>

/** An article as it is offered at the counter. */
export type Article = {
  readonly sku: string
  readonly name: string
  /** Undefined where it is not sold in the country it would go to. */
  readonly gross: Cents | undefined
  /** What guests pay for it, who are customers. */
  readonly customers: Cents | undefined
  /** Pieces that were left when the page was loaded; null where there is no end of them. */
  readonly stock: number | null
  readonly picture: string | null
}

/** Where goods go, and by whose prices they are sold there. */
export type Sale = {
  readonly group: PriceGroup
  /** Undefined where nothing can go. */
  readonly country: Country | undefined
  /** Not in the guest's own parcel. */
  readonly isShared: boolean
}

type Chosen = {
  readonly way: Way
  readonly deliveredTo: DeliveredTo
  /** Where the guest lives. */
  readonly country: string
}

/** By which prices an order is sold: where it goes decides the country, and the company's rule whose prices a collective order has. */
export const saleOf = (
  { reaches, rules }: Pick<PartyCounter, 'reaches' | 'rules'>,
  { way, deliveredTo, country }: Chosen,
): Sale => {
  const isCollective = way === 'collective'
  const goal = deliveredTo === 'guest' ? country : reaches[deliveredTo]
  // It is billed to the partner, wherever it goes.
  const isReached = goal !== null && (!isCollective || reaches.partner !== null)
  return {
    group: isCollective ? rules.collectivePrices : 'customer',
    country: isReached && isMarket(goal) ? goal : undefined,
    isShared: deliveredTo !== 'guest',
  }
}

export const currencyOf = ({ country }: Pick<Sale, 'country'>): string => markets[country ?? 'DE'].currency

type Shown = Pick<Sale, 'group' | 'country'> & { readonly at: Instant; readonly language: 'de' | 'en' }

/** The articles at the prices of a moment; those that are not sold there are left out, unless they are chosen already. */
export const articlesOf = (
  { articles, country: usual }: Pick<PartyCounter, 'articles' | 'country'>,
  { group, country = usual, at, language }: Shown,
  pieces: Pieces = {},
): Article[] =>
  articles
    .map(({ prices, name, ...article }) => {
      const pays = (group: PriceGroup) => priceOf(prices, { country, group, at })?.gross
      return { ...article, name: name[language], gross: pays(group), customers: pays('customer') }
    })
    .filter(({ sku, gross }) => gross !== undefined || pieces[sku] !== undefined)

/** With so many pieces more, or fewer; never below none nor above what a cart takes. */
export const changed = (pieces: Pieces, sku: string, by: number): Pieces => {
  const quantity = Math.min(mostPieces, Math.max(0, (pieces[sku] ?? 0) + by))
  const { [sku]: _gone, ...others } = pieces
  return quantity === 0 ? others : { ...others, [sku]: quantity }
}

export const linesOf = (pieces: Pieces): { readonly sku: string; readonly quantity: number }[] =>
  Object.entries(pieces).map(([sku, quantity]) => ({ sku, quantity }))

/** What it comes to before a voucher; undefined for shipping where goods, or one of them, are not sent there. */
export const totalOf = (
  { shipping, rules }: Pick<PartyCounter, 'shipping' | 'rules'>,
  articles: readonly Article[],
  { pieces, sale }: { readonly pieces: Pieces; readonly sale: Sale },
): { readonly goods: Cents; readonly shipping: Cents | undefined } => {
  const chosen = articles.filter(({ sku }) => pieces[sku] !== undefined)
  const goods = sum(chosen.map(({ sku, gross = 0 }) => (gross * pieces[sku]!) as Cents))
  const isSold = sale.country !== undefined && chosen.every(({ gross }) => gross !== undefined)
  if (!isSold) return { goods, shipping: undefined }
  const count = Object.values(pieces).reduce((total, quantity) => total + quantity, 0)
  const cost = shippingCost(shipping, { country: sale.country, payable: goods, pieces: count })
  const isFree = cost !== undefined && sale.isShared && rules.sharedParcel === 'none'
  return { goods, shipping: isFree ? (0 as Cents) : cost }
}
