import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { Role } from '#people/contact'
import type { Owners } from './index.ts'

export type StandingQuestion = { readonly contact: ContactNumber; readonly at: Instant }
export type StandingAnswer = { readonly role: Role | undefined; readonly owners: Owners }

/**
 * Role and owners at each moment asked, in the order asked: the rule `ownersAt` in SQL, held to it by a test on random histories.
 * Cost: a few index look-ups for each question and for each non-partner climbed.
 */
export const standingsAt = async (
  database: Database,
  questions: readonly StandingQuestion[],
): Promise<StandingAnswer[]> => {
  const contacts = questions.map(question => question.contact)
  const moments = questions.map(question => isoOf(question.at))
  const { rows } = await standings(contacts, moments).execute(database)
  return rows.map(({ role, ...owners }) => ({ role: role ?? undefined, owners }))
}

type Row = Owners & { readonly role: Role | null }

const standings = (contacts: readonly ContactNumber[], moments: readonly string[]) => sql<Row>`
    with recursive question as (
      select n::int, q.contact_id, q.at, role.role
      from unnest(${contacts}::int[], ${moments}::timestamptz[])
        with ordinality as q (contact_id, at, n)
      left join people.role on role.contact_id = q.contact_id and role.from_at <= q.at and role.until_at > q.at
    ), house as (
      select contact_id as id from people.role where role = 'house'
    ), climb (n, at, id, owns, depth) as (
      select n, at, contact_id, coalesce(role in ('partner', 'house'), false), 0 from question
      union all
      select n, at, above.id, coalesce(role.role in ('partner', 'house'), false), depth + 1
      from climb
      cross join lateral (
        -- Before he joined: the sponsor he joined with.
        select sponsor_id as id from people.sponsorship edge where edge.contact_id = climb.id
        order by (edge.from_at <= climb.at and edge.until_at > climb.at) desc, edge.from_at limit 1
      ) above
      left join people.role on role.contact_id = above.id and role.from_at <= climb.at and role.until_at > climb.at
      where not climb.owns
    ), recruiter as (
      select n, first.id, coalesce(role.role in ('partner', 'house'), false) as owns
      from question
      left join lateral (
        select sponsor_id as id from people.sponsorship where contact_id = question.contact_id order by from_at limit 1
      ) first on true
      left join people.role on role.contact_id = first.id and role.from_at <= question.at and role.until_at > question.at
    )
    select question.role,
      coalesce(nearest.id, house.id) as nearest,
      case when nearest.depth <= 1 then nearest.id else house.id end as direct,
      case when nearest.depth = 0 then nearest.id when recruiter.owns then recruiter.id else house.id end as recruited
    from question cross join house join recruiter using (n) left join climb nearest on nearest.n = question.n and nearest.owns
    order by question.n`

/** What a contact is now; undefined when there is no such contact. */
export const roleNow = async (database: Database, contact: ContactNumber): Promise<Role | undefined> => {
  const { rows } = await sql<{ role: Role }>`
    select role from people.role where contact_id = ${contact} and until_at = 'infinity'`.execute(database)
  return rows[0]?.role
}
