import { sum, type Cents } from '#ground/money'
import { mostPieces, shippingCost } from '#sales/cart'
import type { OfferedProduct } from '#sales/catalogue'
import type { PartyCounter } from '#doors/server'

/** Pieces by article number. */
export type Pieces = Readonly<Record<string, number>>

/** An article as it is offered at the counter. */
export type Article = {
  readonly sku: string
  readonly name: string
  readonly gross: Cents
  /** Pieces that were left when the page was loaded; null where there is no end of them. */
  readonly stock: number | null
  readonly picture: string | null
}

export const articlesOf = (products: readonly OfferedProduct[], language: 'de' | 'en'): Article[] =>
  products.flatMap(({ name, pictures, variants }) =>
    variants.map(variant => ({
      sku: variant.sku,
      name: [name[language], variant.name[language]].filter(part => part !== '').join(', '),
      gross: variant.offer.gross,
      stock: variant.stock,
      picture: pictures[0]?.path ?? null,
    })),
  )

/** With so many pieces more, or fewer; never below none nor above what a cart takes. */
export const changed = (pieces: Pieces, sku: string, by: number): Pieces => {
  const quantity = Math.min(mostPieces, Math.max(0, (pieces[sku] ?? 0) + by))
  const { [sku]: _gone, ...others } = pieces
  return quantity === 0 ? others : { ...others, [sku]: quantity }
}

export const linesOf = (pieces: Pieces): { readonly sku: string; readonly quantity: number }[] =>
  Object.entries(pieces).map(([sku, quantity]) => ({ sku, quantity }))

export type Going = { readonly isShared: boolean; readonly country: string }

/** What it comes to before a voucher, by the rules that came with the page; undefined for the sum where goods are not sent there. */
export const totalOf = (
  { shipping, rules }: Pick<PartyCounter, 'shipping' | 'rules'>,
  articles: readonly Article[],
  { pieces, going }: { readonly pieces: Pieces; readonly going: Going },
): { readonly goods: Cents; readonly shipping: Cents | undefined } => {
  const goods = sum(articles.map(({ sku, gross }) => (gross * (pieces[sku] ?? 0)) as Cents))
  const count = Object.values(pieces).reduce((total, quantity) => total + quantity, 0)
  if (going.isShared && rules.sharedParcel === 'none') return { goods, shipping: 0 as Cents }
  return { goods, shipping: shippingCost(shipping, { country: going.country, payable: goods, pieces: count }) }
}
