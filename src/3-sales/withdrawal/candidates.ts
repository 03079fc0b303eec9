import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, uuidOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import { identityKeys } from '#people/likeness'
import { spellingsOf } from './index.ts'
import type { Withdrawal } from './reading.ts'

/** An order that a withdrawal may be about, and what speaks for it. */
export type Candidate = {
  readonly number: number
  readonly id: PublicId<'order'>
  readonly reference: string | null
  readonly contact: ContactNumber
  readonly placedAt: Instant
  readonly shippedAt: Instant | null
  readonly because: readonly ('order number' | 'e-mail')[]
}

const mostCandidates = 5

type Row = {
  readonly id: number
  readonly uuid: string
  readonly reference: string | null
  readonly contact_id: ContactNumber
  readonly placed_at: Instant
  readonly shipped_at: Instant | null
  readonly byNumber: boolean
  readonly byEmail: boolean
}

/** The orders that a withdrawal may be about, the likeliest first. Only the company asks this, never the form. */
export const candidatesFor = async (
  database: Database,
  { order, email }: Pick<Withdrawal, 'order' | 'email'>,
): Promise<Candidate[]> => {
  const spellings = spellingsOf(order)
  const keys = mailboxKeysOf(email)
  const uuids = spellings.flatMap(text => uuidOf('order', text) ?? [])
  const { rows } = await sql<Row>`
    with of_email as (
      select ordered.id from people.identity_key known
      cross join lateral (select id from sales."order" where contact_id = known.contact_id
        order by placed_at desc, id desc limit ${mostCandidates}) ordered
      where known.kind in ('email', 'dotless') and known.key = any(${keys}::text[]) limit ${mostCandidates}
    ), of_number as (
      select id from sales."order" where reference = any(${spellings}::text[])
      union select id from sales."order" where uuid = any(${uuids}::uuid[])
    )
    select ordered.id, ordered.uuid, ordered.reference, ordered.contact_id, ordered.placed_at, ordered.shipped_at,
      ordered.id in (select id from of_number) as "byNumber", ordered.id in (select id from of_email) as "byEmail"
    from sales."order" ordered
    where ordered.id in (select id from of_number union select id from of_email)
    order by "byNumber" desc, "byEmail" desc, placed_at desc, id desc limit ${mostCandidates}`.execute(database)
  return rows.map(candidateOf)
}

/** The order that is called so: by its number in any usual spelling, or by its public id. */
export const orderWritten = async (database: Database, written: string): Promise<number | undefined> => {
  const [found] = await candidatesFor(database, { order: written, email: '' })
  return found?.number
}

// However it is written: without plus-tag, dots and case. Whoever looks is told where it might be somebody else's.
const mailboxKeysOf = (email: string): string[] =>
  identityKeys({ ...nobody, email })
    .filter(({ kind }) => kind === 'email' || kind === 'dotless')
    .map(({ key }) => key)

const nobody = {
  givenName: null,
  familyName: null,
  firmName: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  country: 'DE',
}

const candidateOf = (row: Row): Candidate => ({
  number: row.id,
  id: publicIdOf('order', row.uuid),
  reference: row.reference,
  contact: row.contact_id,
  placedAt: row.placed_at,
  shippedAt: row.shipped_at,
  because: [...(row.byNumber ? (['order number'] as const) : []), ...(row.byEmail ? (['e-mail'] as const) : [])],
})
