import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { selectColumns } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant, type Interval } from '#ground/period'
import { owns, roles } from '#people/contact'
import { house } from './house.ts'
import type { Structure } from './index.ts'

/** The structure at one moment by contact number, with each contact's role as a position in `roles` (255: not there yet). */
export type StructureThen = Structure & { readonly house: ContactNumber; readonly roles: Uint8Array }

const nobody = 255
const list = roles.map(role => `'${role}'`).join(', ')

// Who joins later than the moment stands below the sponsor he joins with, and is nobody.
const placesThen = (until: Instant, which: string) => {
  const then = `from_at < '${isoOf(until)}' and until_at >= '${isoOf(until)}'`
  return {
    query: `select contact.id,
        coalesce(sponsorship.sponsor_id, (select sponsor_id from people.sponsorship first
          where first.contact_id = contact.id order by from_at limit 1), -1) as sponsor,
        coalesce(array_position(array[${list}], role.role) - 1, ${nobody}) as role
      from people.contact
      left join (select contact_id, sponsor_id from people.sponsorship where ${then}) sponsorship on sponsorship.contact_id = contact.id
      left join (select contact_id, role from people.role where ${then}) role on role.contact_id = contact.id
      where ${which} order by contact.id`,
    columns: { id: 'int4', sponsor: 'int4', role: 'int4' },
  } as const
}

/**
 * The structure just before a moment: what began before it and had not ended. Who joins later stands below the sponsor he joins
 * with, numbers no contact has stand below the house; both as nobody. Linear in the contacts.
 */
export const structureBefore = async (database: Database, until: Instant): Promise<StructureThen> => {
  const found = await selectColumns(database, placesThen(until, 'true'))
  const top = await house(database)
  const size = found.id.reduce((most, id) => Math.max(most, id), 0) + 1
  const sponsors = new Int32Array(size).fill(top)
  const rolesThen = new Uint8Array(size).fill(nobody)
  for (const [row, id] of found.id.entries()) {
    sponsors[id] = found.sponsor[row]!
    rolesThen[id] = found.role[row]!
  }
  sponsors[top] = -1
  return { house: top, sponsors, roles: rolesThen, owners: rolesThen.map(role => Number(owns(roles[role]))) }
}

export type Newcomer = { readonly contact: number; readonly sponsor: number; readonly owns: boolean }

type Since = { readonly after: number; readonly missing: Iterable<number> }

/** Whoever has a number after the last one known, or one that was nobody's so far, as he stands just before a moment; in the order of numbers. */
export const newcomersBefore = async (
  database: Database,
  until: Instant,
  { after, missing }: Since,
): Promise<Newcomer[]> => {
  const which = `(contact.id > ${after} or contact.id = any('{${[...missing].join(',')}}'))`
  const found = await selectColumns(database, placesThen(until, which))
  return Array.from(found.id, (contact, row) => ({
    contact,
    sponsor: found.sponsor[row]!,
    owns: owns(roles[found.role[row]!]),
  }))
}

/** The numbers up to the last one that no contact has. */
export const missingNumbers = async (database: Database): Promise<number[]> => {
  const found = await selectColumns(database, {
    query: `select number as id from generate_series(0, (select max(id) from people.contact)) as number
      where not exists (select from people.contact where contact.id = number) order by 1`,
    columns: { id: 'int4' },
  })
  return [...found.id]
}

/** Who first brought each contact, by contact number; -1 for the house and for numbers nobody has. */
export const recruiters = async (database: Database, size: number): Promise<Int32Array> => {
  const found = await selectColumns(database, {
    query: `select distinct on (contact_id) contact_id as contact, sponsor_id as sponsor
      from people.sponsorship order by contact_id, from_at`,
    columns: { contact: 'int4', sponsor: 'int4' },
  })
  const first = new Int32Array(size).fill(-1)
  for (const [row, contact] of found.contact.entries()) first[contact] = found.sponsor[row]!
  return first
}

/** Everybody who was a partner at any moment of the interval. */
export const partnersWithin = async (database: Database, { from, until }: Interval): Promise<ContactNumber[]> => {
  const { rows } = await sql<{ contact_id: ContactNumber }>`
    select distinct contact_id from people.role
    where role = 'partner' and from_at < ${timestamp(until)} and until_at > ${timestamp(from)}`.execute(database)
  return rows.map(row => row.contact_id)
}
