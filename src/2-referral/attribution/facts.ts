import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Role } from '#people/contact'
import { heirNow, house, upline } from '#people/structure/store.ts'
import { signalKinds, type Candidate, type Signals } from './index.ts'

/** Everybody whom the signals name. */
const namedBy = (signals: Signals): ContactNumber[] => [
  ...new Set(signalKinds.flatMap(kind => signals[kind]?.partner ?? [])),
]

/**
 * What everybody whom the signals name is now, and who takes the place of those who left. Nobody of them can leave until the transaction
 * ends (see structure's `holdStill`), so that nobody is given to a partner who has just left.
 */
export const candidatesFor = async (
  database: Database,
  signals: Signals,
  contact: ContactNumber | undefined,
): Promise<Map<ContactNumber, Candidate>> => {
  const named = await rolesHeldStill(database, namedBy(signals))
  const heirs = new Map<ContactNumber, ContactNumber | null>()
  const top = await house(database)
  for (const [number, role] of named) {
    const heir = role === 'former partner' ? await heirNow(database, number) : top
    heirs.set(number, heir === top ? null : heir)
  }
  const inherited = [...heirs.values()].filter(heir => heir !== null)
  const everybody = new Map([...(await rolesHeldStill(database, inherited)), ...named])
  const found = new Map<ContactNumber, Candidate>()
  for (const [number, role] of everybody) {
    const isBelow = contact !== undefined && (await upline(database, number)).includes(contact)
    found.set(number, { role, heir: heirs.get(number) ?? null, isBelow })
  }
  return found
}

const rolesHeldStill = async (
  database: Database,
  numbers: readonly ContactNumber[],
): Promise<Map<ContactNumber, Role>> => {
  if (numbers.length === 0) return new Map()
  const asked = sql<ContactNumber>`any(${numbers}::int[])`
  await sql`select from people.contact where id = ${asked} order by id for key share`.execute(database)
  const rows = await database
    .selectFrom('people.role')
    .select(['contact_id', 'role'])
    .where('contact_id', '=', asked)
    .where(sql<boolean>`until_at = 'infinity'`)
    .execute()
  return new Map(rows.map(row => [row.contact_id, row.role]))
}
