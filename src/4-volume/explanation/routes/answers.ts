import type { Database } from '#ground/database'
import { answered, notFound, problem, refused, type Actor, type Reply } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { money, orNull, parsed, periodGiven, points, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { decimalOfCents, decimalOfPoints } from '#ground/money'
import type { Period, Zone } from '#ground/period'
import { contactById, exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import type { Contact } from '#people/contact/store.ts'
import { parseReading, printReading, type Reading } from '#volume/kinds'
import { volumesOf, type MonthColumns, type Turnover } from '../index.ts'
import { explainedMonth, type ExplainedMonth } from '../store.ts'

export type Routes = ReturnType<typeof routesOn>

const readingWords =
  "How Eigenumsatz is read: whose customers count as a partner's (`direct`: those directly below him; `nearest`: also customers of customers with no partner between; `recruited`: those he first brought, whoever is sponsor now), and which moment decides (`order`: that of the order; `period-end`: the end of the period)."

const readingPattern = '^(direct|nearest|recruited)/(order|period-end)$'

const readingGiven = parsed(parseReading, 'a reading such as nearest/order or direct/period-end', {
  description: `${readingWords} Left out: the company's own reading, the only one that partners may ask for.`,
  example: 'nearest/order',
  pattern: readingPattern,
})

export const readingShown = z
  .string()
  .openapi({ description: readingWords, example: 'nearest/order', pattern: readingPattern })

export const asked = { reading: readingGiven.optional() }

export const periodPath = z.object({ period: periodGiven })
export const contactPath = z.object({
  period: periodGiven,
  id: z.string().openapi({ description: "The contact's public id.", example: exampleRef.id }),
})

export const periodShown = z.string().openapi({ description: 'The month.', example: '2026-02' })

export const turnoverSchema = z
  .object({ net: money('Net of VAT.', '115.30'), points: points('Points of the compensation plan.', '115.300') })
  .openapi('Turnover')

const kind = (description: string) => orNull(turnoverSchema).openapi({ description })

export const volumesSchema = z
  .object({
    contact: refSchema,
    personal: kind(
      'Personal volume: what the address itself generated, whatever its role. Null where the asker may see sums only.',
    ),
    customers: kind(
      'Customer volume: the part of `own` that other addresses generated. Null for whoever was no partner.',
    ),
    own: kind(
      'Eigenumsatz: what he generated while partner, and the whole personal volume of his customers. Null for whoever was no partner.',
    ),
    team: kind("Sum of `own` over the partner and everybody below him, by the structure at the period's end."),
    firstLine: kind('Sum of `own` of the partners directly below him in the tree of partners.'),
  })
  .openapi('Volumes')

export const exampleVolumes = {
  contact: exampleRef,
  personal: { net: '100.00', points: '100.000' },
  customers: { net: '15.30', points: '15.300' },
  own: { net: '115.30', points: '115.300' },
  team: { net: '615.30', points: '615.300' },
  firstLine: { net: '500.00', points: '500.000' },
}

export const shown = ({ net, points }: Turnover): z.input<typeof turnoverSchema> => ({
  net: decimalOfCents(net),
  points: decimalOfPoints(points),
})

const shownOrNull = (turnover: Turnover | null) => (turnover === null ? null : shown(turnover))

export type Asking = {
  readonly period: Period
  readonly reading: Reading | undefined
  readonly zone: Zone
  readonly actor: Actor
}

const notForPartners = problem(
  403,
  'reading not open to partners',
  "A partner is told volumes under the company's own reading only; leave `reading` out.",
)

/**
 * The month under the reading that is asked for, or the company's own. Whose customer somebody is depends on the reading, so a
 * partner who could choose it would be told of customers who are somebody else's.
 */
export const monthAsked = async (
  database: Database,
  { period, reading, zone, actor }: Asking,
): Promise<Reply<ExplainedMonth>> => {
  const usual = await companyReading(database)
  const isUsual = reading === undefined || printReading(reading) === printReading(usual)
  if (actor.role === 'partner' && !isUsual) return refused(notForPartners)
  return answered(await explainedMonth(database, { period, reading: reading ?? usual, zone }))
}

/** How the company reads Eigenumsatz. */
export const companyReading = async (database: Database): Promise<Reading> => {
  const company = await database
    .selectFrom('company')
    .select(['reading_whose', 'reading_moment'])
    .executeTakeFirstOrThrow()
  return { whose: company.reading_whose, moment: company.reading_moment }
}

/** Which month it is, and under which reading: every answer says it. */
export const headOf = ({ period, reading }: ExplainedMonth) => ({ period, reading: printReading(reading) })

/** How much of a contact's volumes the asker may see: a partner sees himself, and sums of the partners below him. */
export type Sight = 'everything' | 'sums' | 'nothing'

export const sightOf = (month: MonthColumns, actor: Actor, contact: ContactNumber): Sight => {
  if (actor.role === 'company' || actor.contact === contact) return 'everything'
  const { above } = month.tree
  let partner = above[contact] ?? -1
  while (partner >= 0 && partner !== actor.contact) partner = above[partner]!
  return partner === actor.contact ? 'sums' : 'nothing'
}

export type Shown = { readonly contact: Contact; readonly sight: Sight }

/** A contact's volumes as far as the asker may see them. */
export const describeVolumes = (month: MonthColumns, { contact, sight }: Shown): z.input<typeof volumesSchema> => {
  const { personal, customers, own, team, firstLine } = volumesOf(month, contact.number)
  const isWhole = sight === 'everything'
  return {
    contact: refOf(contact),
    personal: isWhole ? shown(personal) : null,
    customers: isWhole ? shownOrNull(customers) : null,
    own: shownOrNull(own),
    team: shownOrNull(team),
    firstLine: shownOrNull(firstLine),
  }
}

type InMonth = {
  readonly month: ExplainedMonth
  readonly actor: Actor
  readonly id: string
  /** What the asker must at least be allowed to see. */
  readonly sight: Exclude<Sight, 'nothing'>
}

/** The contact of a path, refused where there is none or the asker may not see so much of him. */
export const contactSeen = async (
  database: Database,
  { month, actor, id, ...needed }: InMonth,
): Promise<Reply<Shown>> => {
  const contact = await contactById(database, id)
  const sight = contact === undefined ? 'nothing' : sightOf(month, actor, contact.number)
  const isEnough = sight === 'everything' || sight === needed.sight
  return contact !== undefined && isEnough ? answered({ contact, sight }) : refused(notFound('contact'))
}
