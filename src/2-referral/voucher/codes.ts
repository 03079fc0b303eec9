import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { newUuid, publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { randomCode, shownCode, skeletonOf } from './code.ts'
import { voucherPolicy } from './policy.ts'
import { checkWording, type Wording } from './wording.ts'

export type Voucher = {
  readonly number: number
  readonly id: PublicId<'voucher'>
  readonly template: number
  /** Null: the company's own. */
  readonly partner: ContactNumber | null
  /** As it is kept and stands in addresses: "VONBEN". */
  readonly code: string
  /** As people read it. */
  readonly shown: string
  readonly kind: 'own' | 'random'
  readonly madeAt: Instant
  readonly offAt: Instant | null
}

export type NewVoucher = {
  readonly template: number
  readonly partner: ContactNumber | null
  /** Null for a random code. */
  readonly wording: string | null
  readonly at: Instant
  /** The company may use words that are reserved, and templates that are not for partners. */
  readonly by: 'company' | 'partner'
}

export type WordingRefusal = Extract<Wording, { is: 'refused' }>['because'] | 'taken'
export type MakingRefusal = WordingRefusal | 'template not usable' | 'not a partner' | 'too many codes'

export type Made =
  | { readonly is: 'made'; readonly voucher: Voucher }
  | { readonly is: 'refused'; readonly because: MakingRefusal }

const refuse = (because: MakingRefusal): Extract<Made, { is: 'refused' }> => ({ is: 'refused', because })

/** Makes a code of a template, by its own wording or by chance. The guard of wordings is the unique skeleton. */
export const makeVoucher = (database: Database, asked: NewVoucher): Promise<Made> =>
  inTransaction(database, async transaction => {
    const because = await againstMaking(transaction, asked)
    if (because !== null) return refuse(because)
    return asked.wording === null
      ? keepRandom(transaction, asked)
      : keepWording(transaction, { ...asked, wording: asked.wording })
  })

const againstMaking = async (
  transaction: Database,
  { template, partner, by, at }: NewVoucher,
): Promise<MakingRefusal | null> => {
  const known = await transaction
    .selectFrom('referral.voucher_template')
    .selectAll()
    .where('id', '=', template)
    .executeTakeFirst()
  const isUsable = known !== undefined && known.off_at === null && known.until_at > at
  if (!isUsable || (by === 'partner' && !known.for_partners)) return 'template not usable'
  if (partner === null) return null
  if (!(await isPartner(transaction, partner))) return 'not a partner'
  const { codesPerPartner } = await readSetting(transaction, voucherPolicy)
  return (await inUse(transaction, { template, partner })) < codesPerPartner ? null : 'too many codes'
}

// The lock lets two codes that one partner asks for at once be counted one after the other.
const isPartner = async (transaction: Database, partner: ContactNumber): Promise<boolean> => {
  await sql`select from people.contact where id = ${partner} for no key update`.execute(transaction)
  const role = await transaction
    .selectFrom('people.role')
    .select('role')
    .where('contact_id', '=', partner)
    .where(sql<boolean>`until_at = 'infinity'`)
    .executeTakeFirst()
  return role?.role === 'partner'
}

const inUse = async (
  transaction: Database,
  { template, partner }: { readonly template: number; readonly partner: ContactNumber },
): Promise<number> => {
  const { count } = await transaction
    .selectFrom('referral.voucher')
    .select(sql<number>`count(*)`.as('count'))
    .where('partner_id', '=', partner)
    .where('template_id', '=', template)
    .where('off_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

const keepWording = async (transaction: Database, asked: NewVoucher & { readonly wording: string }): Promise<Made> => {
  const lists = await readSetting(transaction, voucherPolicy)
  const checked = checkWording(asked.wording, asked.by === 'company' ? { ...lists, reserved: 'none' } : lists)
  if (checked.is === 'refused') return refuse(checked.because)
  const voucher = await keep(transaction, { ...asked, code: checked.code, kind: 'own' })
  return voucher === undefined ? refuse('taken') : { is: 'made', voucher }
}

const triesAtMost = 100

const keepRandom = async (transaction: Database, asked: NewVoucher): Promise<Made> => {
  const lists = await readSetting(transaction, voucherPolicy)
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const code = randomCode(randomInt)
    const isFit = checkWording(code, lists).is === 'free form ok'
    const voucher = isFit ? await keep(transaction, { ...asked, code, kind: 'random' }) : undefined
    if (voucher !== undefined) return { is: 'made', voucher }
  }
  throw new Error(`no free random code in ${triesAtMost} tries`)
}

type Kept = NewVoucher & { readonly code: string; readonly kind: 'own' | 'random' }

const keep = async (
  transaction: Database,
  { template, partner, at, code, kind }: Kept,
): Promise<Voucher | undefined> => {
  const row = await transaction
    .insertInto('referral.voucher')
    .values({
      uuid: newUuid(),
      template_id: template,
      partner_id: partner,
      code,
      skeleton: skeletonOf(code),
      kind,
      made_at: timestamp(at),
    })
    .onConflict(conflict => conflict.column('skeleton').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && voucherOf(row)
}

type Row = {
  readonly id: number
  readonly uuid: string
  readonly template_id: number
  readonly partner_id: ContactNumber | null
  readonly code: string
  readonly kind: 'own' | 'random'
  readonly made_at: Instant
  readonly off_at: Instant | null
}

const voucherOf = (row: Row): Voucher => ({
  number: row.id,
  id: publicIdOf('voucher', row.uuid),
  template: row.template_id,
  partner: row.partner_id,
  code: row.code,
  shown: shownCode(row),
  kind: row.kind,
  madeAt: row.made_at,
  offAt: row.off_at,
})

const vouchers = (database: Database) => database.selectFrom('referral.voucher').selectAll()

/** A partner's codes, newest first; with null the company's own. */
export const vouchersOf = async (database: Database, partner: ContactNumber | null): Promise<Voucher[]> => {
  const rows = await vouchers(database)
    .where('partner_id', partner === null ? 'is' : '=', partner)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(voucherOf)
}

export const voucherByUuid = async (database: Database, uuid: string): Promise<Voucher | undefined> => {
  const row = await vouchers(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && voucherOf(row)
}

/** Lets a code work no more, or again. */
export const switchVoucher = async (
  database: Database,
  { voucher, offAt }: { readonly voucher: number; readonly offAt: Instant | null },
): Promise<void> => {
  await database
    .updateTable('referral.voucher')
    .set({ off_at: offAt === null ? null : new Date(offAt) })
    .where('id', '=', voucher)
    .execute()
}
