import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { ContactNumber } from '#ground/identity'
import { cleanPhoto, type Photo, type PhotoRefusal } from './index.ts'

/** What a partner settled about his page. */
export type PageData = {
  readonly greeting: { readonly de: string | null; readonly en: string | null }
  readonly showsEmail: boolean
  readonly showsPhone: boolean
}

const emptyPage = { greeting: { de: null, en: null }, showsEmail: false, showsPhone: false, photo: null } as const

export const pageOfPartner = async (
  database: Database,
  partner: ContactNumber,
): Promise<PageData & { readonly photo: { readonly path: string } | null }> => {
  const row = await database
    .selectFrom('referral.page')
    .selectAll()
    .where('partner_id', '=', partner)
    .executeTakeFirst()
  if (row === undefined) return emptyPage
  return {
    greeting: { de: row.greeting_de, en: row.greeting_en },
    showsEmail: row.shows_email,
    showsPhone: row.shows_phone,
    photo: row.photo_hash === null ? null : { path: photoPath(row.photo_hash) },
  }
}

/** Where a photo can be asked for, on any host of the company. */
export const photoPath = (hash: string): string => `/pictures/partners/${hash}`

export const keepPage = async (database: Database, partner: ContactNumber, page: PageData): Promise<void> => {
  const kept = {
    greeting_de: page.greeting.de,
    greeting_en: page.greeting.en,
    shows_email: page.showsEmail,
    shows_phone: page.showsPhone,
  }
  await database
    .insertInto('referral.page')
    .values({ partner_id: partner, ...kept, photo_hash: null })
    .onConflict(conflict => conflict.column('partner_id').doUpdateSet(kept))
    .execute()
}

export type PhotoResult =
  | { readonly is: 'kept'; readonly path: string }
  | { readonly is: 'refused'; readonly because: PhotoRefusal }

/** Keeps a partner's photo instead of the one before. Call it in a transaction. */
export const keepPhoto = async (
  database: Database,
  { partner, bytes }: { readonly partner: ContactNumber; readonly bytes: Uint8Array },
): Promise<PhotoResult> => {
  const cleaned = cleanPhoto(bytes)
  if (cleaned.is === 'refused') return cleaned
  const { photo } = cleaned
  const hash = digestOf(photo.bytes)
  await database
    .insertInto('referral.photo')
    .values({ hash, type: photo.type, bytes: Buffer.from(photo.bytes) })
    .onConflict(conflict => conflict.column('hash').doNothing())
    .execute()
  await putPhoto(database, partner, hash)
  return { is: 'kept', path: photoPath(hash) }
}

/** Takes a partner's photo away. Call it in a transaction. */
export const removePhoto = (database: Database, partner: ContactNumber): Promise<void> =>
  putPhoto(database, partner, null)

const putPhoto = async (database: Database, partner: ContactNumber, hash: string | null): Promise<void> => {
  await sql`
    insert into referral.page (partner_id, photo_hash) values (${partner}, ${hash})
    on conflict (partner_id) do update set photo_hash = excluded.photo_hash`.execute(database)
  await sql`
    delete from referral.photo where not exists (select from referral.page where photo_hash = hash)`.execute(database)
}

/** The photo at a path; undefined where there is none. */
export const photoAt = async (database: Database, path: string): Promise<Photo | undefined> => {
  const hash = /^\/pictures\/partners\/([0-9a-f]{64})$/u.exec(path)?.[1]
  if (hash === undefined) return undefined
  return database.selectFrom('referral.photo').select(['type', 'bytes']).where('hash', '=', hash).executeTakeFirst()
}
