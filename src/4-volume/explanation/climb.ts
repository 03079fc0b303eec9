import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import type { WhoseCustomers } from '#people/structure'
import { evidenceOf, type Climbed } from './chain.ts'

export type ClimbAsked = { readonly contact: ContactNumber; readonly at: Instant }

type Row = {
  readonly n: number
  readonly contact_id: ContactNumber
  readonly sponsor_id: ContactNumber
  readonly from_at: Instant
  readonly reason: string
  readonly evidence: Readonly<Record<string, unknown>>
  readonly owns: boolean
}

// Before somebody joined counts the sponsor he joined with, as in the rule `sponsorAt`.
const edgeAbove = (contact: RawBuilder<unknown>, whose: WhoseCustomers) => sql`lateral (
  select * from people.sponsorship where contact_id = ${contact}
  order by ${whose === 'recruited' ? sql`` : sql`(from_at <= climber.at and until_at > climber.at) desc,`} from_at limit 1) edge`

/**
 * For each question the steps upward as they stood at its moment, the lowest first: to the nearest partner or the house, or
 * for the readings that look no further the one step to the sponsor or the recruiter.
 * Cost: a few index look-ups for each non-partner climbed.
 */
export const climb = async (
  database: Database,
  questions: readonly ClimbAsked[],
  whose: WhoseCustomers,
): Promise<Climbed[][]> => {
  const { rows } = await sql<Row>`
    with recursive question as (
      select n::int, contact_id, at
      from unnest(${questions.map(question => question.contact)}::int[], ${questions.map(question => isoOf(question.at))}::timestamptz[])
        with ordinality as q (contact_id, at, n)
    ), climb as (
      select n, at, 1 as depth, edge.contact_id, edge.sponsor_id, edge.from_at, edge.reason, edge.evidence,
        people.owns(edge.sponsor_id, at) as owns
      from question climber cross join ${edgeAbove(sql`climber.contact_id`, whose)}
      union all
      select n, at, depth + 1, edge.contact_id, edge.sponsor_id, edge.from_at, edge.reason, edge.evidence,
        people.owns(edge.sponsor_id, at)
      from climb climber cross join ${edgeAbove(sql`climber.sponsor_id`, whose)}
      where not climber.owns and ${whose === 'nearest'}::boolean
    )
    select n, contact_id, sponsor_id, from_at, reason, evidence, owns from climb order by n, depth`.execute(database)
  const steps = Map.groupBy(rows, row => row.n)
  return questions.map((_, position) => (steps.get(position + 1) ?? []).map(climbedOf))
}

const climbedOf = (row: Row): Climbed => ({
  step: {
    contact: row.contact_id,
    sponsor: row.sponsor_id,
    since: row.from_at,
    evidence: evidenceOf({ reason: row.reason, facts: row.evidence }),
  },
  isOwner: row.owns,
})
