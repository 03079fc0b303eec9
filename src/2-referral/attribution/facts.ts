import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Role } from '#people/contact'
import { house, upline } from '#people/structure/store.ts'
import { signalKinds, type Candidate, type Signals } from './index.ts'

/** Everybody whom the signals name. */
const namedBy = (signals: Signals): ContactNumber[] => [
  ...new Set(signalKinds.flatMap(kind => signals[kind]?.partner ?? [])),
]

/**
 * What everybody whom the signals name is now, and who has the people of those who left. Nobody of them can leave until the transaction
 * ends (see structure's `holdStill`), so that nobody is given to a partner who has just left.
 */
export const candidatesFor = async (
  database: Database,
  signals: Signals,
  contact: ContactNumber | undefined,
): Promise<Map<ContactNumber, Candidate>> => {
  const found = new Map<ContactNumber, Candidate>()
  const top = await house(database)
  for (let asked = namedBy(signals); asked.length > 0;) {
    const roles = await rolesHeldStill(database, asked)
    const heirs = new Map<ContactNumber, ContactNumber | null>()
    for (const [number, { role, since }] of roles)
      heirs.set(number, role === 'former partner' ? await heirOf(database, { partner: number, since, top }) : null)
    for (const [number, { role }] of roles) {
      const isBelow = contact !== undefined && (await upline(database, number)).includes(contact)
      found.set(number, { role, heir: heirs.get(number) ?? null, isBelow })
    }
    asked = [...heirs.values()].filter(heir => heir !== null).filter(heir => !found.has(heir))
  }
  return found
}

type Held = { readonly role: Role; readonly since: Instant }

const rolesHeldStill = async (
  database: Database,
  numbers: readonly ContactNumber[],
): Promise<Map<ContactNumber, Held>> => {
  await sql`select from people.contact where id = any(${numbers}::int[]) order by id for key share`.execute(database)
  const rows = await database
    .selectFrom('people.role')
    .select(['contact_id', 'role', 'from_at'])
    .where('contact_id', '=', sql<ContactNumber>`any(${numbers}::int[])`)
    .where(sql<boolean>`until_at = 'infinity'`)
    .execute()
  return new Map(rows.map(row => [row.contact_id, { role: row.role, since: row.from_at }]))
}

type Left = { readonly partner: ContactNumber; readonly since: Instant; readonly top: ContactNumber }

/** Who has the people of a partner who left: whom most of them went to, or the partner above him; null for the house. */
const heirOf = async (database: Database, { partner, since, top }: Left): Promise<ContactNumber | null> => {
  let [heir, left] = [await successorOf(database, partner, since), since as Instant | undefined]
  // As often as there are partners who left, one after the other.
  for (const seen = new Set([partner]); heir !== undefined && !seen.has(heir);) {
    seen.add(heir)
    left = await leftSince(database, heir)
    if (left === undefined) return heir === top ? null : heir
    heir = await successorOf(database, heir, left)
  }
  return null
}

const successorOf = async (
  database: Database,
  partner: ContactNumber,
  since: Instant,
): Promise<ContactNumber | undefined> => {
  const { rows } = await sql<{ heir: ContactNumber }>`
    select next.sponsor_id as heir
    from people.sponsorship ended
    join people.sponsorship next on next.contact_id = ended.contact_id and next.from_at = ended.until_at
    where ended.sponsor_id = ${partner} and ended.until_at = ${timestamp(since)}
    group by next.sponsor_id order by count(*) desc, next.sponsor_id limit 1`.execute(database)
  return rows[0]?.heir ?? (await upline(database, partner))[0]
}

/** Since when somebody does not own turnover; undefined for partners and the house. */
const leftSince = async (database: Database, contact: ContactNumber): Promise<Instant | undefined> => {
  const held = (await rolesHeldStill(database, [contact])).get(contact)
  return held === undefined || held.role === 'partner' || held.role === 'house' ? undefined : held.since
}
