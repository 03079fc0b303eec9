import { sql, type RawBuilder } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import { negative, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { fill, type CreditKind } from './index.ts'

/** Whose credit it is: a contact, and the mailbox of his login. */
export type Holder = {
  readonly contact: ContactNumber
  readonly email: string
}

// A guest is recognised by what he writes of himself, which proves to nobody that an order is his, nor that its money is. So it counts what was
// ordered signed in, or confirmed to the mailbox of the login.
const ofHolder = ({ contact, email }: Holder) => sql`
  sales.surplus surplus join sales.shop_order shop using (order_id) join sales."order" ordered on ordered.id = surplus.order_id
    and ordered.contact_id in (select people.same_person(${contact})) and (shop.signed_in or lower(shop.email) = lower(${email.trim()}))`

type Left = { readonly surplus: number; readonly currency: string; readonly left: Cents }

const leftOf = async (database: Database, holder: Holder): Promise<Left[]> => {
  const { rows } = await sql<Left>`
    select surplus.id as surplus, shop.currency, sum(entry.amount)::bigint as "left"
    from ${ofHolder(holder)} join sales.credit_entry entry on entry.surplus_id = surplus.id
    where surplus.state = 'credit' group by surplus.id, shop.currency order by surplus.id`.execute(database)
  return rows
}

/** What somebody has left to pay with in a currency. */
export const creditOf = async (database: Database, holder: Holder, currency: string): Promise<Cents> =>
  sum((await leftOf(database, holder)).filter(each => each.currency === currency).map(({ left }) => left))

export type Using = {
  readonly holder: Holder
  readonly amount: Cents
  readonly currency: string
  /** What it pays for. */
  readonly order: number
  readonly at: Instant
}

/**
 * Pays for an order by credit, the oldest first; false where less is left. Two orders at once use it once: the guard is the lock on the
 * credits' rows, held until the transaction ends, and what is left is read after it.
 */
export const useCredit = async (transaction: Database, using: Using): Promise<boolean> => {
  const { holder, amount, currency, order, at } = using
  await sql`select surplus.id from ${ofHolder(holder)} where surplus.state = 'credit' order by surplus.id for update of surplus`.execute(
    transaction,
  )
  const credits = (await leftOf(transaction, holder)).filter(each => each.currency === currency)
  if (sum(credits.map(({ left }) => left)) < amount) return false
  const taken = fill(
    credits.map(({ surplus, left }) => ({ place: surplus, room: left })),
    amount,
  )
  await keepEntries(
    transaction,
    taken.map(each => ({ surplus: each.place, kind: 'used', amount: negative(each.amount), order, at })),
  )
  return true
}

type NewEntry = {
  readonly surplus: number
  readonly kind: CreditKind
  readonly amount: Cents
  readonly order?: number
  readonly back?: number
  readonly at: Instant
}

const keepEntries = async (database: Database, entries: readonly NewEntry[]): Promise<void> => {
  await database
    .insertInto('sales.credit_entry')
    .values(
      entries.map(({ surplus, kind, amount, order, back, at }) => ({
        surplus_id: surplus,
        kind,
        amount,
        order_id: order ?? null,
        return_id: back ?? null,
        happened_at: timestamp(at),
      })),
    )
    .execute()
}

type Back = {
  readonly order: number
  /** The return, and how much of what it gives back was paid by credit. */
  readonly back: number
  readonly amount: Cents
  readonly at: Instant
}

/** Gives back what an order had used, once for each return, to the credit that was used last; that is then credit again. */
export const giveCreditBack = (database: Database, { order, back, amount, at }: Back): Promise<void> =>
  inTransaction(database, async transaction => {
    const used = await lockUsed(transaction, order)
    if (await isGivenBack(transaction, back)) return
    const filled = fill(used, amount)
    const entry = { kind: 'given back', order, back, at } as const
    // That nothing went back is kept, too, so that nobody looks again.
    const looked = filled.length === 0 ? [{ place: used[0]!.place, amount }] : filled
    await keepEntries(
      transaction,
      looked.map(({ place, amount: part }) => Object.assign({ surplus: place, amount: part }, entry)),
    )
    await sql`update sales.surplus set state = 'credit' where state <> 'credit' and id = any(${filled.map(each => each.place)}::bigint[])`.execute(
      transaction,
    )
  })

/** What an order has used and not yet given back, the last used first, its credits held. */
const lockUsed = async (transaction: Database, order: number) => {
  await sql`
    select id from sales.surplus where id in (select surplus_id from sales.credit_entry where order_id = ${order})
    order by id for update`.execute(transaction)
  const { rows } = await sql<{ place: number; room: Cents }>`
    select surplus_id as place, -sum(amount)::bigint as room from sales.credit_entry where order_id = ${order}
    group by surplus_id order by surplus_id desc`.execute(transaction)
  return rows
}

const isGivenBack = async (database: Database, back: number): Promise<boolean> => {
  const { rows } = await sql`
    select from sales.credit_entry where return_id = ${back} and kind = 'given back' limit 1`.execute(database)
  return rows.length > 0
}

type OfSurplus = { readonly surplus: number; readonly at: Instant }

/** From now on a surplus is credit. */
export const keepCredit = (transaction: Database, { surplus, at, amount }: OfSurplus & { readonly amount: Cents }) =>
  keepEntries(transaction, [{ surplus, kind: 'kept', amount, at }])

/** Ends a credit whose row is held: it is paid back, or was used elsewhere. Answers how much that is; nothing where nothing is left. */
export const endCredit = async (
  transaction: Database,
  { surplus, at, kind }: OfSurplus & { readonly kind: 'paid back' | 'settled' },
): Promise<Cents> => {
  const { rows } = await sql<{ left: Cents }>`
    select coalesce(sum(amount), 0)::bigint as "left" from sales.credit_entry where surplus_id = ${surplus}`.execute(
    transaction,
  )
  const { left } = rows[0]!
  if (left > 0) await keepEntries(transaction, [{ surplus, kind, amount: negative(left), at }])
  return left
}

/** One movement of a credit. */
export type CreditEntry = {
  readonly surplus: number
  readonly kind: CreditKind
  readonly amount: Cents
  readonly currency: string
  readonly at: Instant
  /** The order whose money it is, or that it paid for. */
  readonly order: PublicId<'order'>
  readonly number: string
}

/** All that became of somebody's credit, the newest first. */
export const creditEntriesOf = (database: Database, holder: Holder): Promise<CreditEntry[]> =>
  entriesIn(database, sql`select surplus.id from ${ofHolder(holder)}`)

/** All that became of these surpluses, the newest first. */
export const creditEntriesOfSurpluses = (database: Database, surpluses: readonly number[]): Promise<CreditEntry[]> =>
  entriesIn(database, sql`select unnest(${surpluses}::bigint[])`)

const entriesIn = async (database: Database, surpluses: RawBuilder<unknown>): Promise<CreditEntry[]> => {
  const { rows } = await sql<Omit<CreditEntry, 'order'> & { uuid: string }>`
    select entry.surplus_id as surplus, entry.kind, entry.amount, shop.currency, entry.happened_at as at, ordered.uuid, shop.number
    from sales.credit_entry entry join sales.surplus surplus on surplus.id = entry.surplus_id
    join sales.shop_order shop on shop.order_id = coalesce(entry.order_id, surplus.order_id)
    join sales."order" ordered on ordered.id = shop.order_id
    where entry.surplus_id in (${surpluses}) and entry.amount <> 0 order by entry.id desc`.execute(database)
  return rows.map(({ uuid, ...row }) => ({ ...row, order: publicIdOf('order', uuid) }))
}
