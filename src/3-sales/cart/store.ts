import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { Instant } from '#ground/period'
import { isMarket, type Country, type Language, type PriceGroup } from '#sales/catalogue'
import { offeredArticles, type OfferedArticle } from '#sales/catalogue/store.ts'
import { daysKept, mostPieces } from './index.ts'

export type NewCart = {
  readonly country: Country
  readonly language: Language
  readonly group: PriceGroup
  readonly at: Instant
}

export type CartLine = {
  readonly sku: string
  readonly quantity: number
  /** As it is offered now; null where it is no longer sold in the cart's country. */
  readonly article: OfferedArticle | null
}

export type Cart = {
  readonly number: number
  readonly country: Country
  readonly language: Language
  readonly group: PriceGroup
  readonly voucherCode: string | null
  /** What may decide who brought the buyer, as its keeper left it. */
  readonly signals: Readonly<Record<string, unknown>>
  /** In the order they were put in. */
  readonly lines: readonly CartLine[]
  readonly expiresAt: Instant
}

const expiryFrom = (at: Instant): Instant => (at + daysKept * 86_400_000) as Instant

/** Whose commands the forms about a cart are. */
export const actorOfCart = (token: string): string => `cart:${digestOf(token)}`

/** Opens a cart for whoever holds its secret. It is kept for 30 days after it was last touched. */
export const openCart = async (
  database: Database,
  { country, language, group, at }: NewCart,
): Promise<{ readonly token: string }> => {
  const token = randomBytes(32).toString('base64url')
  const cart = { country, language, price_group: group, voucher_code: null, signals: '{}' }
  await database
    .insertInto('sales.cart')
    .values({ ...cart, token_hash: digestOf(token), expires_at: timestamp(expiryFrom(at)) })
    .execute()
  await forgetExpired(database, at)
  return { token }
}

// Some with every new cart: the table stays small without a job that somebody would have to run.
const forgetExpired = (database: Database, at: Instant) =>
  sql`delete from sales.cart where id in (
    select id from sales.cart where expires_at <= ${timestamp(at)} order by expires_at limit 20 for update skip locked)`.execute(
    database,
  )

export type Holder = { readonly token: string; readonly at: Instant }

const rowOf = async (database: Database, { token, at }: Holder) =>
  database
    .selectFrom('sales.cart')
    .selectAll()
    .where('token_hash', '=', digestOf(token))
    .where('expires_at', '>', timestamp(at) as Date & Instant)
    .executeTakeFirst()

/** The cart of this secret with what its articles cost now; undefined where there is none or it has expired. */
export const cartOf = async (database: Database, holder: Holder): Promise<Cart | undefined> => {
  const row = await rowOf(database, holder)
  return row && isMarket(row.country) ? described(database, { ...row, country: row.country }, holder.at) : undefined
}

type Row = NonNullable<Awaited<ReturnType<typeof rowOf>>> & { readonly country: Country }

const described = async (database: Database, row: Row, at: Instant): Promise<Cart> => {
  const lines = await database
    .selectFrom('sales.cart_line as line')
    .innerJoin('sales.variant as variant', 'variant.id', 'line.variant_id')
    .where('line.cart_id', '=', row.id)
    .orderBy('line.added_at')
    .orderBy('line.variant_id')
    .select(['variant.sku', 'line.quantity'])
    .execute()
  const { country, price_group: group } = row
  const skus = lines.map(({ sku }) => sku)
  const articles = await offeredArticles(database, skus, { country, group, at })
  return {
    number: row.id,
    country,
    language: row.language,
    group,
    voucherCode: row.voucher_code,
    signals: row.signals,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity, article: articles.get(sku) ?? null })),
    expiresAt: row.expires_at,
  }
}

export type CartResult =
  | { readonly is: 'done'; readonly quantity: number }
  | { readonly is: 'refused'; readonly because: 'unknown cart' | 'unknown article' }
  /** `left` are the pieces there are; the cart stays as it is. */
  | { readonly is: 'refused'; readonly because: 'too little left' | 'too many'; readonly left: number }

type Piece = Holder & { readonly sku: string; readonly quantity: number }

/** Puts pieces of an article into the cart, on top of those that lie there. */
export const putIn = (database: Database, piece: Piece): Promise<CartResult> => keepLine(database, piece, 'more')

/** Says how many pieces of an article lie in the cart; none takes it out. */
export const setQuantity = (database: Database, piece: Piece): Promise<CartResult> => keepLine(database, piece, 'all')

const keepLine = async (database: Database, piece: Piece, meaning: 'more' | 'all'): Promise<CartResult> => {
  const row = await rowOf(database, piece)
  if (row === undefined) return { is: 'refused', because: 'unknown cart' }
  const { sku, quantity } = piece
  if (meaning === 'all' && quantity <= 0) return takeOut(database, row.id, piece)
  if (quantity > mostPieces) return { is: 'refused', because: 'too many', left: mostPieces }
  const article = await articleIn(database, row, piece)
  if (article === undefined) return { is: 'refused', because: 'unknown article' }
  const most = Math.min(mostPieces, article.stock ?? mostPieces)
  // One statement, so that two presses of the button both count; beyond what there is nothing is kept.
  const kept = await sql<{ quantity: number }>`
    insert into sales.cart_line as line (cart_id, variant_id, quantity)
    select cart.id, variant.id, ${quantity}::int from sales.cart cart, sales.variant variant
    where cart.id = ${row.id} and sku = ${sku} and ${quantity}::int <= ${most}::int for key share of cart
    on conflict (cart_id, variant_id) do update
      set quantity = excluded.quantity + ${meaning === 'more' ? sql`line.quantity` : sql`0`}
      where excluded.quantity + ${meaning === 'more' ? sql`line.quantity` : sql`0`} <= ${most}::int
    returning quantity`.execute(database)
  const because = most < mostPieces ? 'too little left' : 'too many'
  if (kept.rows[0] === undefined) return { is: 'refused', because, left: most }
  await touch(database, row.id, piece.at)
  return { is: 'done', quantity: kept.rows[0].quantity }
}

type CartRow = NonNullable<Awaited<ReturnType<typeof rowOf>>>

const articleIn = async (
  database: Database,
  { country, price_group: group }: CartRow,
  { sku, quantity, at }: Piece,
): Promise<OfferedArticle | undefined> => {
  if (!isMarket(country) || !Number.isSafeInteger(quantity) || quantity <= 0) return undefined
  return (await offeredArticles(database, [sku], { country, group, at })).get(sku)
}

const takeOut = async (database: Database, cart: number, { sku, at }: Piece): Promise<CartResult> => {
  await sql`delete from sales.cart_line where cart_id = ${cart}
    and variant_id = (select id from sales.variant where sku = ${sku})`.execute(database)
  await touch(database, cart, at)
  return { is: 'done', quantity: 0 }
}

const touch = (database: Database, cart: number, at: Instant) =>
  database
    .updateTable('sales.cart')
    .set({ expires_at: timestamp(expiryFrom(at)) })
    .where('id', '=', cart)
    .execute()

export type CartChange = {
  readonly voucherCode?: string | null
  readonly country?: Country
  readonly language?: Language
  readonly group?: PriceGroup
  /** Replaces all of them. */
  readonly signals?: Readonly<Record<string, unknown>>
}

/** Changes what a cart knows beside its lines; false where there is no such cart. */
export const changeCart = async (database: Database, { token, at }: Holder, change: CartChange): Promise<boolean> => {
  const { voucherCode, country, language, group, signals } = change
  const { numUpdatedRows } = await database
    .updateTable('sales.cart')
    .set({
      expires_at: timestamp(expiryFrom(at)),
      ...(voucherCode === undefined ? {} : { voucher_code: voucherCode }),
      ...(country === undefined ? {} : { country }),
      ...(language === undefined ? {} : { language }),
      ...(group === undefined ? {} : { price_group: group }),
      ...(signals === undefined ? {} : { signals: JSON.stringify(signals) }),
    })
    .where('token_hash', '=', digestOf(token))
    .where('expires_at', '>', timestamp(at) as Date & Instant)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Closes a cart in the transaction that places its order; false where somebody else has closed it. The row is the guard: of two
 * who order the same cart, the second waits for the first and finds none.
 */
export const closeCart = async (transaction: Database, token: string): Promise<boolean> => {
  const { numDeletedRows } = await transaction
    .deleteFrom('sales.cart')
    .where('token_hash', '=', digestOf(token))
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
