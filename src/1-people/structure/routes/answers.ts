import type { Database } from '#ground/database'
import { answered, conflict, refused, type Actor, type Reply } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { pastGiven, text, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { contactGiven, contactNamed, contactSchema, describeContacts } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { house, sponsorsNow } from '../store.ts'

export type Routes = ReturnType<typeof routesOn>

export type IsBookedSince = (
  database: Database,
  asked: { readonly contact: ContactNumber; readonly by: 'place' | 'role'; readonly since: Instant },
) => Promise<boolean>

/** The clock, and what must not be belied by a change that is dated back. */
export type Changes = { readonly now: () => Instant; readonly isBookedSince: IsBookedSince }

export const sponsorGiven = z
  .union([z.literal('house'), contactGiven], { error: 'expected "house", {"id": "con_…"} or {"reference": "…"}' })
  .openapi({ description: 'Who is to stand directly above: a contact, or the house.', example: { reference: 'P-17' } })

export const sponsorNamed = async (
  database: Database,
  given: z.output<typeof sponsorGiven>,
): Promise<Reply<ContactNumber>> => {
  if (given === 'house') return answered(await house(database))
  const named = await contactNamed(database, given, '#/sponsor')
  return named.is === 'refused' ? named : answered(named.body.number)
}

export const reasonGiven = text('Why, in words; kept with the change.', 'asked for it by telephone').optional()

export const fromGiven = (now: () => Instant) => pastGiven('From when on; now, where it is left out.', now).optional()

/** What decided a change that came over the interface. */
export const evidence = (actor: Actor, reason: string | undefined) => ({
  reason: reason ?? '',
  facts: { by: 'interface', actor: actor.id },
})

/** The contact as he is after a change. */
export const described = async (database: Database, number: ContactNumber): Promise<z.input<typeof contactSchema>> => {
  const contacts = await contactsByNumber(database, [number])
  return (await describeContacts(database, [...contacts.values()], sponsorsNow))[0]!
}

const whyNot: Readonly<Record<string, string>> = {
  'unknown contact': 'There is no such contact.',
  'role step not allowed': 'From his present role he cannot take this one.',
  'not after the last change':
    'His role or place changed at this moment or later; a change can only follow the last one.',
  'already booked':
    'Turnover since this moment is booked by his role and place of then, or its month is closed; a change can only follow both.',
  'the house has no sponsor': 'The company stands at the top of the structure.',
  'would close a cycle': 'The new sponsor stands below him, now or at a later moment.',
  'not a partner': 'Only a partner can leave.',
  'successor is no partner': 'The successor must be another partner.',
}

/** The refusal of a rule, with what it means. */
export const no = (because: string) => refused(conflict(because, whyNot[because] ?? because))
