import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Cents, Points } from '#ground/money'
import type { Instant } from '#ground/period'
import { contentRow, priceRow, productRow, type ProductData } from './adding.ts'
import type { Content, Country, Price, PriceGroup, VatClass, Words } from './index.ts'

/** Gives a product new data, all of it. A slug that is there already violates product_slug_key; a category must be known. */
export const changeProduct = async (database: Database, product: number, data: ProductData): Promise<void> => {
  await database
    .updateTable('sales.product')
    .set(await productRow(database, data))
    .where('id', '=', product)
    .execute()
}

export type VariantData = {
  readonly name: Words
  readonly points: Points
  readonly vatClass: VatClass
  readonly content: Content | null
}

/** Changes what a variant is called, earns and is taxed, and how much is in it; its number stays. False where there is no such article. */
export const changeVariant = async (
  database: Database,
  sku: string,
  { name, points, vatClass, content }: VariantData,
): Promise<boolean> => {
  const { numUpdatedRows } = await database
    .updateTable('sales.variant')
    .set({ name_de: name.de, name_en: name.en, points, vat_class: vatClass, ...contentRow(content) })
    .where('sku', '=', sku)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export type StockChange = {
  readonly sku: string
  /** Null: as many as anybody wants. */
  readonly to: number | null
  /** What was seen before: what was sold meanwhile is not counted twice. Left out where the pieces were counted just now. */
  readonly seen?: number | null
}

export type SetStock =
  | { readonly is: 'set' }
  | { readonly is: 'refused'; readonly because: 'unknown article' }
  | { readonly is: 'refused'; readonly because: 'changed meanwhile'; readonly stock: number | null }

/** Sets the stock of an article. The guard is the condition on what was seen, in the update itself. */
export const setStock = async (database: Database, { sku, to, seen }: StockChange): Promise<SetStock> => {
  const { numUpdatedRows } = await database
    .updateTable('sales.variant')
    .set({ stock: to })
    .where('sku', '=', sku)
    .$if(seen !== undefined, query => query.where(sql<boolean>`stock is not distinct from ${seen}::int`))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return { is: 'set' }
  const kept = await database.selectFrom('sales.variant').select('stock').where('sku', '=', sku).executeTakeFirst()
  return kept === undefined
    ? { is: 'refused', because: 'unknown article' }
    : { is: 'refused', because: 'changed meanwhile', stock: kept.stock }
}

export type PriceChange = {
  readonly sku: string
  readonly country: Country
  readonly group: PriceGroup
  readonly kind: Price['kind']
  /** Of one piece, in cents of the country's currency; null ends the price. */
  readonly gross: Cents | null
  readonly from: Instant
  /** Left out: without end. */
  readonly until?: Instant | undefined
}

export type PriceResult =
  | { readonly is: 'kept' }
  | {
      readonly is: 'refused'
      readonly because: 'unknown article' | 'in the past' | 'ends before it begins' | 'not below the regular price'
    }

const refused = (because: Extract<PriceResult, { is: 'refused' }>['because']): PriceResult => ({
  is: 'refused',
  because,
})

/**
 * Keeps a price from a moment on, in place of all of its kind that was planned from then on. What was asked before `now` never
 * changes: it is what the lowest price of 30 days is told from. The guard is the variant's row: of two who change prices of an
 * article, the second waits.
 */
export const keepPrice = (database: Database, change: PriceChange, now: Instant): Promise<PriceResult> =>
  inTransaction(database, async transaction => {
    const { sku, kind, gross, from, until } = change
    const variant = await transaction
      .selectFrom('sales.variant')
      .select('id')
      .where('sku', '=', sku)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (variant === undefined) return refused('unknown article')
    if (from < now) return refused('in the past')
    if (until !== undefined && until <= from) return refused('ends before it begins')
    if (kind === 'reduced' && gross !== null && !(await isBelowRegular(transaction, variant.id, change)))
      return refused('not below the regular price')
    await endPrices(transaction, variant.id, change)
    if (gross !== null)
      await transaction
        .insertInto('sales.price')
        .values({ variant_id: variant.id, ...priceRow({ ...change, gross }) })
        .execute()
    return { is: 'kept' }
  })

const isBelowRegular = async (
  transaction: Database,
  variant: number,
  { country, group, gross, from }: PriceChange,
): Promise<boolean> => {
  const { rows } = await sql<{ gross: Cents }>`
    select gross from sales.price where variant_id = ${variant} and country = ${country} and price_group = ${group}
      and kind = 'regular' and from_at <= ${timestamp(from)} and until_at > ${timestamp(from)}`.execute(transaction)
  return rows[0] !== undefined && gross !== null && gross < rows[0].gross
}

const endPrices = async (transaction: Database, variant: number, { country, group, kind, from }: PriceChange) => {
  const same = sql`variant_id = ${variant} and country = ${country} and price_group = ${group} and kind = ${kind}`
  await sql`delete from sales.price where ${same} and from_at >= ${timestamp(from)}`.execute(transaction)
  await sql`update sales.price set until_at = ${timestamp(from)} where ${same} and until_at > ${timestamp(from)}`.execute(
    transaction,
  )
}
