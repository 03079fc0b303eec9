import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { newUuid, type ContactNumber } from '#ground/identity'
import { digestOf } from '#ground/identity/digest.ts'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import type { IdentityKey } from '#people/likeness'
import { voucherPolicy } from './policy.ts'

type Redeemed = {
  readonly voucher: number
  readonly redemption: number
  readonly partner: ContactNumber | null
  readonly contact: ContactNumber
  readonly at: Instant
  /** Whether the voucher was one for new customers. */
  readonly isForNew: boolean
  readonly keys: readonly IdentityKey[]
  readonly traces: readonly Trace[]
}

/** What redemptions may share without being forbidden: an address, a mailbox but for its dots, the digest of a bank account. */
export type Trace = { readonly kind: 'household' | 'dotless' | 'iban'; readonly key: string }

export type SuspicionKind = 'same household' | 'same account' | 'similar mailbox' | 'own code' | 'sudden spread'

/** What was found: contacts by number, and what they share. */
export type SuspicionEvidence = {
  readonly contacts?: readonly ContactNumber[]
  /** Kinds of identity keys, "iban", or "contact" for the same one. */
  readonly shares?: readonly string[]
  readonly redemptions?: number
  readonly hours?: number
}

type Noticed = { readonly kind: SuspicionKind; readonly evidence: SuspicionEvidence }

/** Keeps what looks odd about a redemption for a person to decide; it forbids nothing. */
export const noticeSuspicions = async (inside: Database, redeemed: Redeemed): Promise<void> => {
  const found = [
    ...(await sharedTraces(inside, redeemed)),
    ...(await ownCode(inside, redeemed)),
    ...(await suddenSpread(inside, redeemed)),
  ]
  await keepTraces(inside, redeemed)
  for (const each of found) await keep(inside, redeemed, each)
}

type Paid = {
  readonly order: number
  /** Of whoever paid. */
  readonly iban: string
  readonly at: Instant
}

/**
 * Notes from which bank account an order with a voucher was paid, which is known only afterwards: who pays for two new customers is for a
 * person to look at. Only a digest is kept. Call it in a transaction: of two orders paid from one account at once the second sees the first.
 */
export const noteAccount = async (transaction: Database, { order, iban, at }: Paid): Promise<void> => {
  const redemption = await transaction
    .selectFrom('referral.redemption')
    .selectAll()
    .where('order_id', '=', order)
    .where('released_at', 'is', null)
    .executeTakeFirst()
  if (redemption === undefined) return
  const key = digestOf(iban.replaceAll(/\s/gu, '').toUpperCase())
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account ${key}`}, 0))`.execute(transaction)
  const redeemed = {
    voucher: redemption.voucher_id,
    redemption: redemption.id,
    contact: redemption.contact_id,
    at,
    isForNew: redemption.new_customer,
    traces: [{ kind: 'iban', key }],
  } as const
  await keepTraces(transaction, redeemed)
  for (const each of await sharedTraces(transaction, redeemed)) await keep(transaction, redeemed, each)
}

const keepTraces = async (inside: Database, { redemption, traces }: Pick<Redeemed, 'redemption' | 'traces'>) => {
  if (traces.length === 0) return
  await inside
    .insertInto('referral.redemption_trace')
    .values(traces.map(trace => ({ redemption_id: redemption, ...trace })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

type Marked = Pick<Redeemed, 'voucher' | 'redemption' | 'at'>

const keep = async (inside: Database, { voucher, redemption, at }: Marked, { kind, evidence }: Noticed) => {
  await inside
    .insertInto('referral.suspicion')
    .values({
      uuid: newUuid(),
      kind,
      voucher_id: voucher,
      redemption_id: redemption,
      evidence: JSON.stringify(evidence),
      noticed_at: timestamp(at),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

const mostNamed = 20

const kindOfTrace = { household: 'same household', dotless: 'similar mailbox', iban: 'same account' } as const

/** Others who used a new-customer voucher, or are customers already, and leave the same trace. */
const sharedTraces = async (
  inside: Database,
  { contact, traces, isForNew }: Pick<Redeemed, 'contact' | 'traces' | 'isForNew'>,
): Promise<Noticed[]> => {
  if (!isForNew || traces.length === 0) return []
  const { rows } = await sql<{ kind: Trace['kind']; contacts: ContactNumber[] }>`
    with mine as (
      select * from unnest(${traces.map(each => each.kind)}::text[], ${traces.map(each => each.key)}::text[]) as q (kind, key)
    ), others as (
      select mine.kind, redemption.contact_id
      from mine join referral.redemption_trace trace using (kind, key)
      join referral.redemption on redemption.id = trace.redemption_id
      where redemption.released_at is null and redemption.new_customer
      union
      select mine.kind, kept.contact_id
      from mine join people.identity_key kept using (kind, key)
      join people.role on role.contact_id = kept.contact_id and role.until_at = 'infinity'
      where role.role in ('customer', 'partner', 'former partner')
    )
    select kind, (array_agg(contact_id order by contact_id))[:${sql.lit(mostNamed)}] as contacts
    from others where people.kept_as(contact_id) <> people.kept_as(${contact}) group by kind order by kind`.execute(
    inside,
  )
  return rows.map(({ kind, contacts }) => ({
    kind: kindOfTrace[kind],
    evidence: { contacts, shares: [kind] },
  }))
}

/** The partner himself, or somebody who shares mailbox, telephone, name or household with him. */
const ownCode = async (inside: Database, { partner, contact, keys }: Redeemed): Promise<Noticed[]> => {
  if (partner === null) return []
  if (partner === contact) return [{ kind: 'own code', evidence: { contacts: [partner], shares: ['contact'] } }]
  const { rows } = await sql<{ kind: string }>`
    select distinct kept.kind from people.identity_key kept
    join unnest(${keys.map(each => each.kind)}::text[], ${keys.map(each => each.key)}::text[]) as q (kind, key)
      on kept.kind = q.kind and kept.key = q.key
    where kept.contact_id = ${partner} order by kept.kind`.execute(inside)
  if (rows.length === 0) return []
  return [{ kind: 'own code', evidence: { contacts: [partner], shares: rows.map(row => row.kind) } }]
}

const hour = 3_600_000

const suddenSpread = async (inside: Database, { voucher, at }: Redeemed): Promise<Noticed[]> => {
  const { redemptions, hours } = (await readSetting(inside, voucherPolicy)).spread
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      select from referral.redemption where voucher_id = ${voucher} and at > ${new Date(at - hours * hour)} and released_at is null
      limit ${redemptions}) as recent`.execute(inside)
  return rows[0]!.count < redemptions ? [] : [{ kind: 'sudden spread', evidence: { redemptions, hours } }]
}
