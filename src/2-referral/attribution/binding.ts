import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { makeCustomers, unmakeCustomer } from '#people/contact/store.ts'
import { heirNow, lockStructure, move, roleNow, sponsorshipsOf } from '#people/structure/store.ts'
import { candidatesFor } from './facts.ts'
import { attributionPolicy, comesAlone, decide, type Decision, type Facts, type Policy, type Signals } from './index.ts'
import { attributionByNumber, keepRecord, type AttributionRecord } from './records.ts'
import { whoGets } from './turns.ts'

/** The decision by the facts of this moment. Whoever it is given to cannot leave until the transaction ends. */
export const decideNow = async (
  database: Database,
  signals: Signals,
  asked: { readonly policy: Policy } & Pick<Facts, 'at' | 'moment' | 'contact'>,
): Promise<Decision> => {
  const { policy, ...rest } = asked
  const candidates = await candidatesFor(database, signals, asked.contact)
  const facts: Facts = { ...rest, candidates, alone: undefined }
  if (!comesAlone(signals, policy, facts)) return decide(signals, policy, facts)
  return decide(signals, policy, { ...facts, alone: await whoGets(database, policy, signals) })
}

/** The sponsor a contact has now, and since when. Nobody changes his place until the transaction ends if structure's lock is held. */
export const placeNow = async (database: Database, contact: ContactNumber) => {
  const present = (await sponsorshipsOf(database, contact)).at(-1)
  if (present === undefined) throw new Error(`contact ${contact} has no sponsor`)
  return present
}

export type Binding = {
  readonly contact: ContactNumber
  readonly signals: Signals
  /** The moment of the order. */
  readonly at: Instant
  readonly order?: number | undefined
  readonly by?: string | undefined
}

export type Bound = {
  readonly is: 'moved' | 'kept'
  /** The decision's number, for `unbind`. */
  readonly attribution: number
  readonly decision: Decision
}

/**
 * What a completed order means for somebody who is registered: a voucher moves a prospect to its partner and makes him a customer at once;
 * whoever is more stays where he is. Call it in the order's transaction. Two orders of one prospect wait for each other.
 */
export const bind = async (database: Database, binding: Binding): Promise<Bound> => {
  const { contact, at, order, by = 'shop' } = binding
  const policy = await readSetting(database, attributionPolicy)
  const isProspect = (await roleNow(database, contact)) === 'prospect'
  // The guard: two orders with two vouchers both saw a prospect without it.
  if (isProspect && policy.prospectMovesBy.some(kind => binding.signals[kind] !== undefined))
    await lockStructure(database)
  const [role, place] = [await roleNow(database, contact), await placeNow(database, contact)]
  if (role === undefined) throw new Error(`there is no contact ${contact}`)
  const signals: Signals = { ...binding.signals, existing: { role, sponsor: place.sponsor } }
  const decision = await decideNow(database, signals, { policy, at, moment: 'order', contact })
  const isMoved = decision.sponsor !== place.sponsor
  const from = isMoved ? (Math.max(at, place.from + 1) as Instant) : place.from
  if (isMoved) await moveFor(database, { contact, to: decision.sponsor, at: from, by: decision.by })
  const madeCustomer = role === 'prospect' && signals.voucher !== undefined
  if (madeCustomer) await makeCustomers(database, [{ contact, at }])
  const attribution = await keepRecord(database, {
    contact,
    moment: 'order',
    decidedAt: at,
    from,
    actor: by,
    before: place.sponsor,
    ...decision,
    signals,
    policy,
    order,
    madeCustomer,
  })
  return { is: isMoved ? 'moved' : 'kept', attribution, decision }
}

type Moving = {
  readonly contact: ContactNumber
  readonly to: ContactNumber
  readonly at: Instant
  readonly by: AttributionRecord['by']
}

const moveFor = async (database: Database, { contact, to, at, by }: Moving): Promise<void> => {
  const moved = await move(database, { contact, to, at, because: { reason: by, facts: { by } } })
  if (moved.is === 'refused') throw new Error(`contact ${contact} cannot move to ${to}: ${moved.because}`)
}

/** Says which order a decision belongs to, where the order was placed after it. */
export const keepOrder = async (database: Database, attribution: number, order: number): Promise<void> => {
  await database
    .updateTable('referral.attribution')
    .set({ order_id: order })
    .where('id', '=', attribution)
    .where('order_id', 'is', null)
    .execute()
}

export type Unbinding = {
  readonly attribution: number
  readonly at: Instant
  readonly by?: string | undefined
  /** He completed another order, so that he stays a customer. */
  readonly staysCustomer?: boolean | undefined
}

export type Unbound = { readonly is: 'moved back' | 'kept' | 'undone before' }

/**
 * Takes back what an order decided, when it is cancelled before it was paid: he stands where he stood before, or where he would stand
 * without it, and is a prospect again. Whom the company or another order moved since, stays. Told twice, it happens once.
 */
export const unbind = async (database: Database, unbinding: Unbinding): Promise<Unbound> => {
  const { at, by = 'shop', staysCustomer = false } = unbinding
  await lockStructure(database)
  const bound = await attributionByNumber(database, unbinding.attribution)
  if (bound === undefined) throw new Error(`there is no attribution ${unbinding.attribution}`)
  if (bound.isUndone) return { is: 'undone before' }
  const { contact } = bound
  const place = await placeNow(database, contact)
  const isItsDoing = place.sponsor === bound.sponsor && place.from === bound.from
  const sponsor = isItsDoing ? await sponsorWithout(database, bound, at) : place.sponsor
  const isMoved = sponsor !== place.sponsor
  const from = isMoved ? (Math.max(at, place.from + 1) as Instant) : place.from
  if (isMoved) await moveFor(database, { contact, to: sponsor, at: from, by: 'cancellation' })
  const reason = 'order cancelled before payment'
  if (bound.madeCustomer && !staysCustomer) await unmakeCustomer(database, { contact, at, reason })
  await keepRecord(database, {
    contact,
    moment: 'cancellation',
    decidedAt: at,
    from,
    sponsor,
    before: place.sponsor,
    by: 'cancellation',
    reason,
    order: bound.order ?? undefined,
    actor: by,
    signals: {},
    undoes: bound.id,
  })
  return { is: isMoved ? 'moved back' : 'kept' }
}

/** Where he stood before, or, where the order registered him, would stand had he only registered. */
const sponsorWithout = async (database: Database, bound: AttributionRecord, at: Instant): Promise<ContactNumber> => {
  const { contact, before } = bound
  const { signals, policy } = await keptCase(database, bound.id)
  if (before === null)
    return (await decideNow(database, signals, { policy, at, moment: 'registration', contact })).sponsor
  // He may have left meanwhile.
  return (await roleNow(database, before)) === 'former partner' ? heirNow(database, before) : before
}

const keptCase = async (database: Database, id: number): Promise<{ signals: Signals; policy: Policy }> => {
  const row = await database
    .selectFrom('referral.attribution')
    .select([sql<Signals>`signals`.as('signals'), sql<Policy>`policy`.as('policy')])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row
}
