import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { insertRows } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { Role } from '#people/contact'
import type { PriceGroup } from '#sales/catalogue'
import { priceGroupFor } from './index.ts'

/** A time in which a contact was in a group because the company put him there. */
export type Given = {
  readonly group: PriceGroup
  readonly from: Instant
  readonly until: Instant
  readonly by: string
}

/** What the company decided about a contact and whoever was merged into him, the newest first. */
export const groupsGiven = async (database: Database, contact: ContactNumber): Promise<Given[]> => {
  const { rows } = await sql<Given>`
    select price_group as "group", from_at as "from", until_at as until, given_by as by from sales.contact_price_group
    where contact_id in (select people.same_person(people.kept_as(${contact}))) order by from_at desc, contact_id desc`.execute(
    database,
  )
  return rows
}

type Buying = { readonly contact: ContactNumber; readonly role: Role }

/** The price group of a contact now. Where he was merged, what was decided last holds. */
export const priceGroupOf = async (database: Database, { contact, role }: Buying): Promise<PriceGroup> =>
  priceGroupFor({ role, given: (await presentOf(database, [contact]))[0]!.given })

type Present = { readonly kept: ContactNumber; readonly given: PriceGroup | null }

/** Who is kept of each contact, and the group the company put him into; in the order given. */
const presentOf = async (database: Database, contacts: readonly ContactNumber[]): Promise<Present[]> => {
  const { rows } = await sql<Present>`
    select kept, (select price_group from sales.contact_price_group where until_at = 'infinity'
      and contact_id in (select people.same_person(kept)) order by from_at desc limit 1) as given
    from (select people.kept_as(contact) as kept, position
      from unnest(${contacts}::int[]) with ordinality as asked (contact, position)) asked order by position`.execute(
    database,
  )
  return rows
}

export type Giving = {
  readonly contact: ContactNumber
  /** Null: as his role says. */
  readonly group: PriceGroup | null
}

type Deciding = { readonly at: Instant; readonly by: string }

/**
 * Puts contacts into price groups from now on, or leaves them to their roles again; where that is so already, nothing changes. Two
 * who decide about one contact at once come one after the other: the guard is the contact's row. Call it in a transaction.
 */
export const givePriceGroups = async (
  transaction: Database,
  givings: readonly Giving[],
  { at, by }: Deciding,
): Promise<void> => {
  const contacts = givings.map(({ contact }) => contact)
  await sql`select from people.contact where id in (select people.kept_as(contact) from unnest(${contacts}::int[]) contact)
    order by id for no key update`.execute(transaction)
  const present = await presentOf(transaction, contacts)
  const others = givings.flatMap(({ group }, position) => {
    const { kept, given } = present[position]!
    return given === group ? [] : [{ kept, group }]
  })
  const kept = others.map(other => other.kept)
  await endGiven(transaction, kept, { at, by })
  const rows = others.filter(({ group }) => group !== null).map(other => rowOf(other, { at, by }))
  await insertRows(transaction, 'sales.contact_price_group', rows)
}

const rowOf = (
  { kept, group }: { readonly kept: ContactNumber; readonly group: PriceGroup | null },
  { at, by }: Deciding,
) => ({
  contact_id: kept,
  price_group: group,
  from_at: isoOf(at),
  until_at: 'infinity',
  given_by: by,
})

// What began at this very moment held for no time and is no history.
const endGiven = async (transaction: Database, kept: readonly ContactNumber[], { at, by }: Deciding): Promise<void> => {
  const open = sql`until_at = 'infinity' and contact_id in (
    select people.same_person(kept) from unnest(${kept}::int[]) kept)`
  await sql`delete from sales.contact_price_group where from_at >= ${timestamp(at)} and ${open}`.execute(transaction)
  await sql`update sales.contact_price_group set until_at = ${timestamp(at)}, ended_by = ${by} where ${open}`.execute(
    transaction,
  )
}
