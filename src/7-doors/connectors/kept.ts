import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Role } from '#people/contact'
import type { MasterData } from '#people/contact/store.ts'
import type { Milestone } from '#sales/order'
import { linesWithReturns, type LineWithReturns } from '#sales/order/store.ts'
import type { KnownContact } from './contact-plan.ts'
import type { KnownReturn } from './return-comparison.ts'
import { referenceOfRest } from './return-plan.ts'

// What the database keeps of the numbers a file names. All questions are asked for many at once.

/** Runs over the portions of a list. */
export const inPortions = function* <T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}

/** The contacts who are there already, by reference, with all they were and all above whom they stood. */
export const knownContacts = async (
  database: Database,
  references: readonly string[],
): Promise<Map<string, KnownContact>> => {
  const { rows } = await sql<MasterData & Omit<KnownContact, 'data'> & { reference: string }>`
    select contact.reference, contact.id as number, contact.joined_at as "joinedAt", contact.kind,
      contact.given_name as "givenName", contact.family_name as "familyName", contact.firm_name as "firmName", contact.email,
      contact.phone, contact.street, contact.postal_code as "postalCode", contact.city, contact.country, contact.language,
      array(select role from people.role where contact_id = contact.id order by from_at) as roles,
      array(select sponsor.reference from people.sponsorship join people.contact sponsor on sponsor.id = sponsor_id
        where contact_id = contact.id order by from_at) as sponsors,
      (select price_group from sales.contact_price_group where contact_id = contact.id and until_at = 'infinity') as "priceGroup",
      (select giver.reference from referral.lead_giver decided join people.contact giver on giver.id = decided.giver_id
        where decided.contact_id = contact.id order by decided.id desc limit 1) as giver,
      above.reference as "placedBelow", named.place as "placedAt"
    from people.contact contact left join earnings.named_place named on named.contact_id = contact.id and named.replaced_at is null
      left join people.contact above on above.id = named.below_id where contact.reference = any(${references}::text[])`.execute(
    database,
  )
  return new Map(
    rows.map(({ reference, number, joinedAt, roles, sponsors, priceGroup, giver, placedBelow, placedAt, ...data }) => [
      reference,
      { number, joinedAt, roles, sponsors, priceGroup, giver, placedBelow, placedAt, data },
    ]),
  )
}

export type Standing = { readonly number: ContactNumber; readonly role: Role; readonly joinedAt: Instant }

/** The contacts behind references, with their roles now and since when they are there. */
export const contactsNow = async (
  database: Database,
  references: readonly string[],
): Promise<Map<string, Standing>> => {
  const found = new Map<string, Standing>()
  for (const some of inPortions(references, 10_000)) {
    const { rows } = await sql<Standing & { reference: string }>`
      select reference, id as number, role, joined_at as "joinedAt" from people.contact
      join people.role on contact_id = id and until_at = 'infinity'
      where reference = any(${some}::text[])`.execute(database)
    for (const { reference, ...standing } of rows) found.set(reference, standing)
  }
  return found
}

export type KeptOrder = {
  readonly number: number
  readonly reference: string
  readonly contact: string
  readonly placedAt: Instant
  readonly paidAt: Instant | null
  readonly shippedAt: Instant | null
  readonly volumeWhen: Milestone
  /** How many lines its returns have. */
  readonly returnLines: number
  readonly lines: readonly (LineWithReturns & { readonly vatRate: number })[]
}

/** The orders that are there already, by reference, with what was taken back of their lines. */
export const keptOrders = async (
  database: Database,
  references: readonly string[],
): Promise<Map<string, KeptOrder>> => {
  const { rows } = await sql<Omit<KeptOrder, 'lines'>>`
    select kept.id as number, kept.reference, contact.reference as contact, placed_at as "placedAt", paid_at as "paidAt",
      shipped_at as "shippedAt", volume_when as "volumeWhen",
      (select count(*)::int from sales.return taken join sales.return_line on return_id = taken.id where taken.order_id = kept.id)
        as "returnLines"
    from sales."order" kept join people.contact on contact.id = contact_id
    where kept.reference = any(${references}::text[])`.execute(database)
  const lines =
    rows.length === 0
      ? []
      : await linesWithReturns(
          database,
          rows.map(row => row.number),
        )
  const byOrder = Map.groupBy(lines, line => line.order_id)
  return new Map(
    rows.map(row => {
      const own = (byOrder.get(row.number) ?? []).map(line => Object.assign(line, { vatRate: line.vat_rate }))
      return [row.reference, Object.assign(row, { lines: own })]
    }),
  )
}

/** The returns that are there already, by reference; with what of them stands without order. */
export const keptReturns = async (
  database: Database,
  references: readonly string[],
): Promise<Map<string, KnownReturn>> => {
  const found = new Map<string, KnownReturn>()
  for (const some of inPortions(references, 5_000)) {
    const rests = some.map(referenceOfRest)
    const { rows } = await sql<KnownReturn>`
      select asked.reference, max(sold.reference) as "order", min(contact.reference) as contact, min(happened_at) as at,
        sum(line.net)::bigint as net, sum(line.points)::bigint as points, min(kept.reason_class) as "reasonClass"
      from unnest(${some}::text[], ${rests}::text[]) as asked (reference, rest)
      join sales.return kept on kept.reference in (asked.reference, asked.rest)
      join people.contact on contact.id = kept.contact_id
      join sales.return_line line on line.return_id = kept.id
      left join sales."order" sold on sold.id = kept.order_id
      group by asked.reference`.execute(database)
    for (const row of rows) found.set(row.reference, row)
  }
  return found
}
