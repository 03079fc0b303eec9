import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { newUuid, publicIdOf, type PublicId } from '#ground/identity'
import type { Points } from '#ground/money'
import { always, type Instant } from '#ground/period'
import type { Category, Content, Price, VatClass, Words } from './index.ts'

/** A price from a moment on, without end where none is told. */
export type NewPrice = Omit<Price, 'until'> & { readonly until?: Instant | undefined }

export type NewVariant = {
  readonly sku: string
  /** What tells it from the product's other variants. */
  readonly name?: Words
  readonly stock: number | null
  readonly points: Points
  readonly vatClass: VatClass
  /** How much is in a piece; left out where it is sold by the piece alone. */
  readonly content?: Content | null | undefined
  readonly prices: readonly NewPrice[]
}

export type ProductData = {
  readonly slug: string
  readonly name: Words
  readonly description: Words
  /** A category's slug. */
  readonly category: string | null
  /** By which plans tell goods from starter kits and the like. */
  readonly group: string | null
  readonly shown: boolean
}

export type NewProduct = ProductData & { readonly variants: readonly NewVariant[] }

export type AddedProduct = { readonly number: number; readonly id: PublicId<'product'> }

/** Keeps a category under its slug, or gives the one there a new name; new ones come last. */
export const keepCategory = async (database: Database, { slug, name }: Category): Promise<void> => {
  const names = { name_de: name.de, name_en: name.en }
  await database
    .insertInto('sales.category')
    .values({ slug, ...names, position: sql`(select coalesce(max(position), 0) + 1 from sales.category)` })
    .onConflict(conflict => conflict.column('slug').doUpdateSet(names))
    .execute()
}

/**
 * Adds a product with its variants and first prices; it comes last. Call it in a transaction. A slug or article number that is
 * there already violates product_slug_key or variant_sku_key; a category must be known.
 */
export const addProduct = async (database: Database, { variants, ...data }: NewProduct): Promise<AddedProduct> => {
  const uuid = newUuid()
  const { id } = await database
    .insertInto('sales.product')
    .values({
      uuid,
      ...(await productRow(database, data)),
      position: sql`(select coalesce(max(position), 0) + 1 from sales.product)`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const variant of variants) await addVariant(database, id, variant)
  return { number: id, id: publicIdOf('product', uuid) }
}

/** @throws Error when there is no such category. */
export const productRow = async (
  database: Database,
  { slug, name, description, category, group, shown }: ProductData,
) => ({
  slug,
  name_de: name.de,
  name_en: name.en,
  description_de: description.de,
  description_en: description.en,
  category_id: category === null ? null : await categoryNumber(database, category),
  product_group: group,
  shown,
})

const categoryNumber = async (database: Database, slug: string): Promise<number> => {
  const found = await database.selectFrom('sales.category').select('id').where('slug', '=', slug).executeTakeFirst()
  if (found === undefined) throw new Error(`there is no category ${slug}`)
  return found.id
}

/** Adds a variant; it comes last among its product's. */
export const addVariant = async (
  database: Database,
  product: number,
  { sku, name = { de: '', en: '' }, stock, points, vatClass, content = null, prices }: NewVariant,
): Promise<void> => {
  const { id } = await database
    .insertInto('sales.variant')
    .values({
      product_id: product,
      sku,
      name_de: name.de,
      name_en: name.en,
      stock,
      points,
      vat_class: vatClass,
      ...contentRow(content),
      position: sql`(select coalesce(max(position), 0) + 1 from sales.variant where product_id = ${product})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (prices.length === 0) return
  await database
    .insertInto('sales.price')
    .values(prices.map(price => ({ variant_id: id, ...priceRow(price) })))
    .execute()
}

export const contentRow = (content: Content | null) => ({
  content: content?.thousandths ?? null,
  content_unit: content?.unit ?? null,
})

export const priceRow = ({ country, group, kind, gross, from, until = always.until }: NewPrice) => ({
  country,
  price_group: group,
  kind,
  gross,
  from_at: timestamp(from) as Date,
  until_at: timestamp(until),
})
