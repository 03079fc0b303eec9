import { digestOf } from '#ground/identity/digest.ts'
import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Words } from './index.ts'
import { picturePath, type PictureType } from './reading.ts'

type NewPicture = { readonly type: PictureType; readonly bytes: Uint8Array; readonly alt: Words }

/** Adds a picture to a product; it comes last. The same picture again only gets its new words. */
export const addPicture = async (
  database: Database,
  product: number,
  { type, bytes, alt }: NewPicture,
): Promise<void> => {
  const hash = digestOf(bytes)
  const words = { alt_de: alt.de, alt_en: alt.en }
  const position = sql<number>`(select coalesce(max(position), 0) + 1 from sales.picture where product_id = ${product})`
  await database
    .insertInto('sales.picture')
    .values({ product_id: product, hash, type, bytes: Buffer.from(bytes), ...words, position })
    .onConflict(conflict => conflict.columns(['product_id', 'hash']).doUpdateSet(words))
    .execute()
}

type KeptPicture = { readonly type: PictureType; readonly bytes: Buffer }

/** The picture at a path such as "/pictures/4f1c….svg"; undefined where there is none. */
export const pictureAt = async (database: Database, path: string): Promise<KeptPicture | undefined> => {
  const hash = /^\/pictures\/([0-9a-f]{64})\.[a-z]{3}$/u.exec(path)?.[1]
  if (hash === undefined) return undefined
  const kept = await database
    .selectFrom('sales.picture')
    .select(['type', 'bytes'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return kept !== undefined && picturePath(hash, kept.type) === path ? kept : undefined
}

/** Takes a picture away from a product, by its path. Its address goes dead once no product shows it. */
export const removePicture = async (database: Database, product: number, path: string): Promise<boolean> => {
  const [, hash = ''] = /^\/pictures\/([0-9a-f]{64})\./u.exec(path) ?? []
  const { numDeletedRows } = await database
    .deleteFrom('sales.picture')
    .where('product_id', '=', product)
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
