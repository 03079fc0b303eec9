import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { house, roleNow } from '#people/structure/store.ts'
import { postcodeDistance, type Policy, type Signals } from './index.ts'

/**
 * Who gets somebody whom nobody brought, by the company's rule; the house, where no partner can. A partner's turn counts when the
 * transaction is committed, and until then nobody else gets one.
 */
export const whoGets = async (database: Database, policy: Policy, signals: Signals): Promise<ContactNumber> => {
  const { alone, noTurn } = policy
  if (alone === 'house') return house(database)
  if (alone === 'postcode' && signals.postcode === undefined) return house(database)
  // The guard of fairness.
  const { rows } = await sql<{ turns: number }>`update referral.rotation set turns = turns + 1 returning turns`.execute(
    database,
  )
  const waiting = await waitingPartners(database, noTurn)
  const next = alone === 'rotation' ? waiting[0] : nearest(waiting, signals)
  if (next === undefined) return house(database)
  await sql`insert into referral.turn (partner_id, turn) values (${next.partner}, ${rows[0]!.turns})
    on conflict (partner_id) do update set turn = excluded.turn`.execute(database)
  // The turn holds him; he may have left until it did.
  return (await roleNow(database, next.partner)) === 'partner' ? next.partner : whoGets(database, policy, signals)
}

type Waiting = {
  readonly partner: ContactNumber
  readonly country: string
  readonly postcode: string | null
}

/** Active partners, who waits longest first. */
const waitingPartners = async (database: Database, noTurn: readonly ContactNumber[]): Promise<Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select contact.id as partner, contact.country, contact.postal_code as postcode
    from people.role join people.contact on contact.id = role.contact_id left join referral.turn on turn.partner_id = contact.id
    where role.role = 'partner' and role.until_at = 'infinity' and contact.id <> all(${noTurn}::int[])
    order by turn.turn nulls first, contact.id`.execute(database)
  return rows
}

/** The nearest by postcode in the same country; among equally near ones who waits longest. */
const nearest = (waiting: readonly Waiting[], { postcode, country }: Signals): Waiting | undefined => {
  let [found, distance] = [undefined as Waiting | undefined, Infinity]
  for (const each of waiting) {
    if (each.postcode === null || (country !== undefined && each.country !== country)) continue
    const away = postcodeDistance(postcode!, each.postcode)
    if (away < distance) [found, distance] = [each, away]
  }
  return found
}
