import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { identityKeys, tellsPerson, type IdentityKey, type Person } from '#people/likeness'
import { ClaimRefused, findVoucher, refusalOfFound, type Found, type Refused } from './find.ts'
import { noticeSuspicions, type Trace } from './notice.ts'
import type { Template } from './templates.ts'
import { discountOf, type Basket } from './terms.ts'

export type Quoting = Basket & {
  /** As it was typed. */
  readonly code: string
  /** Whoever is signed in; null for a guest. */
  readonly contact: ContactNumber | null
}

export type Quote =
  | {
      readonly is: 'valid'
      /** As it is kept: "VONBEN". */
      readonly code: string
      readonly template: Template
      readonly discount: Cents
      readonly lowersPoints: boolean
      readonly partner: ContactNumber | null
      readonly newCustomersOnly: boolean
    }
  | Refused

/** What a code would do for a cart now. Nothing is kept: whether the buyer is new is known for certain only when he claims. */
export const quote = async (database: Database, { code, contact, ...basket }: Quoting): Promise<Quote> => {
  const found = await findVoucher(database, { code, contact })
  const refused = refusalOfFound(code, found, basket)
  return refused ?? quoteOf(found!, basket)
}

const quoteOf = ({ code, template, partner }: Found, { total }: Basket): Quote => ({
  is: 'valid',
  code,
  template,
  discount: discountOf(template, { total }),
  lowersPoints: template.lowersPoints,
  partner,
  newCustomersOnly: template.newCustomersOnly,
})

export type Claim = Basket & {
  readonly code: string
  readonly contact: ContactNumber
  /** As the order names him, whatever is kept of the contact. */
  readonly person: Person
  /** Registered by this very order: what it made of him already says nothing about whether he is new. */
  readonly isNewcomer?: boolean | undefined
}

export type Claimed = {
  readonly is: 'claimed'
  readonly redemption: number
  readonly partner: ContactNumber | null
  readonly discount: Cents
  readonly lowersPoints: boolean
  /** Whether the buyer, who was new, becomes the partner's by it. */
  readonly binds: boolean
}

/**
 * Takes a code for an order, in the transaction that places it. However many try at once, a new customer gets one new-customer
 * voucher (the primary key of `new_customer_key`) and a limit holds (conditional updates). A refused claim leaves nothing.
 */
export const claim = async (transaction: Database, asked: Claim): Promise<Claimed | Refused> => {
  try {
    return await inTransaction(transaction, inside => redeem(inside, asked))
  } catch (error) {
    if (error instanceof ClaimRefused) return error.refused
    throw error
  }
}

const redeem = async (inside: Database, asked: Claim): Promise<Claimed | Refused> => {
  const found = await findVoucher(inside, {
    code: asked.code,
    contact: asked.isNewcomer === true ? null : asked.contact,
  })
  const refused = refusalOfFound(asked.code, found, asked)
  // Whoever buys is named by what he typed: that he is known is not his to learn.
  if (refused !== null)
    return refused.because === 'new customers only' ? { ...refused, because: 'not usable' } : refused
  const { template, partner, voucher } = found!
  const discount = discountOf(template, asked)
  const keys = await keysOf(inside, asked)
  const redemption = await keepRedemption(inside, found!, { ...asked, discount })
  if (template.newCustomersOnly) await mustBeNew(inside, { redemption, contact: asked.contact, keys })
  const traces = tracesOf(keys)
  const isForNew = template.newCustomersOnly
  await noticeSuspicions(inside, { ...asked, voucher, redemption, partner, isForNew, keys, traces })
  await countRedemption(inside, found!)
  const binds = template.newCustomersOnly && partner !== null
  return { is: 'claimed', redemption, partner, discount, lowersPoints: template.lowersPoints, binds }
}

/** What tells the buyer, by this order and by what is kept of him and of whoever was merged into him. */
const keysOf = async (inside: Database, { contact, person }: Claim): Promise<IdentityKey[]> => {
  const { rows } =
    await sql<IdentityKey>`select kind, key from people.identity_key where contact_id in (select people.same_person(people.kept_as(${contact})))`.execute(
      inside,
    )
  const all = [...identityKeys(person), ...rows]
  return [...new Map(all.map(each => [`${each.kind} ${each.key}`, each])).values()]
}

const tracesOf = (keys: readonly IdentityKey[]): Trace[] =>
  keys.flatMap(({ kind, key }) => (kind === 'household' || kind === 'dotless' ? [{ kind, key }] : []))

const keepRedemption = async (
  inside: Database,
  { voucher, partner, template }: Found,
  { contact, total, discount, country, at }: Claim & { readonly discount: Cents },
): Promise<number> => {
  const { id } = await inside
    .insertInto('referral.redemption')
    .values({
      voucher_id: voucher,
      partner_id: partner,
      contact_id: contact,
      order_id: null,
      total,
      discount,
      country,
      new_customer: template.newCustomersOnly,
      at: timestamp(at),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type NewCustomer = {
  readonly redemption: number
  readonly contact: ContactNumber
  readonly keys: readonly IdentityKey[]
}

// Two persons of one household may both be new, and two whose mailboxes differ by dots; whoever shares another key is one person.
const mustBeNew = async (inside: Database, { redemption, contact, keys }: NewCustomer): Promise<void> => {
  const personal = keys.filter(tellsPerson)
  const rows = [...(await contactKeys(inside, contact)), ...personal]
  const kinds = rows.map(row => row.kind)
  const values = rows.map(row => row.key)
  // Whoever comes second with one of the keys waits here until the first is kept or rolled back; the order prevents deadlocks.
  const { numAffectedRows } = await sql`
    insert into referral.new_customer_key (kind, key, redemption_id)
    select kind, key, ${redemption} from unnest(${kinds}::text[], ${values}::text[]) as q (kind, key) order by kind, key
    on conflict do nothing`.execute(inside)
  if (numAffectedRows !== BigInt(rows.length)) throw new ClaimRefused('not usable')
  const { rows: known } = await sql`
    select from people.identity_key kept
    join people.role on role.contact_id = kept.contact_id and role.until_at = 'infinity'
    where (kept.kind, kept.key) in (select kind, key from unnest(${kinds}::text[], ${values}::text[]) as q (kind, key))
      and people.kept_as(kept.contact_id) <> people.kept_as(${contact}) and role.role in ('customer', 'partner', 'former partner') limit 1`.execute(
    inside,
  )
  if (known.length > 0) throw new ClaimRefused('not usable')
}

// Himself and whoever was merged into him: what one of them redeemed before the merge was his one voucher for new customers.
const contactKeys = async (inside: Database, contact: ContactNumber) => {
  const { rows } = await sql<{ key: string }>`
    select person::text as key from people.same_person(people.kept_as(${contact})) person`.execute(inside)
  return rows.map(({ key }) => ({ kind: 'contact', key }))
}

// Only where a limit is, and last, so that others wait for as short a time as can be.
const countRedemption = async (inside: Database, { voucher, template }: Found): Promise<void> => {
  const { limitPerCode, limitInAll } = template
  if (limitPerCode !== null) {
    const { numAffectedRows } = await sql`update referral.voucher set redeemed = redeemed + 1
      where id = ${voucher} and redeemed < ${limitPerCode}`.execute(inside)
    if (numAffectedRows === 0n) throw new ClaimRefused('not usable')
  }
  if (limitInAll !== null) {
    const { numAffectedRows } = await sql`update referral.voucher_template set redeemed = redeemed + 1
      where id = ${template.number} and redeemed < limit_in_all`.execute(inside)
    if (numAffectedRows === 0n) throw new ClaimRefused('not usable')
  }
}

/** Says which order the redemption belongs to, in the transaction that places it. */
export const keepOrder = async (transaction: Database, redemption: number, order: number): Promise<void> => {
  await transaction.updateTable('referral.redemption').set({ order_id: order }).where('id', '=', redemption).execute()
}

/** Gives back what a claim took, when its order is cancelled before payment. Told twice, it happens once. */
export const release = async (transaction: Database, redemption: number, at: Instant): Promise<void> => {
  const released = await transaction
    .updateTable('referral.redemption')
    .set({ released_at: new Date(at) })
    .where('id', '=', redemption)
    .where('released_at', 'is', null)
    .returning('voucher_id')
    .executeTakeFirst()
  if (released === undefined) return
  await transaction.deleteFrom('referral.new_customer_key').where('redemption_id', '=', redemption).execute()
  await sql`
    with code as (
      update referral.voucher set redeemed = voucher.redeemed - 1 from referral.voucher_template template
      where voucher.id = ${released.voucher_id} and template.id = voucher.template_id and template.limit_per_code is not null
    )
    update referral.voucher_template template set redeemed = template.redeemed - 1 from referral.voucher
    where voucher.id = ${released.voucher_id} and template.id = voucher.template_id and limit_in_all is not null`.execute(
    transaction,
  )
}

/** The redemption of an order; undefined where it had no voucher, or it was released. */
export const redemptionOf = async (database: Database, order: number): Promise<number | undefined> => {
  const found = await database
    .selectFrom('referral.redemption')
    .select('id')
    .where('order_id', '=', order)
    .where('released_at', 'is', null)
    .executeTakeFirst()
  return found?.id
}
