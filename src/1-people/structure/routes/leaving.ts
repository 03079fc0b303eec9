import type { Database } from '#ground/database'
import { answered, invalid, refused, type Reply } from '#ground/http'
import { text, z } from '#ground/http/schema.ts'
import {
  contactAt,
  contactById,
  contactGiven,
  contactNamed,
  contactPath,
  contactSchema,
  exampleContact,
  exampleRef,
  refOf,
  refSchema,
} from '#people/contact/routes.ts'
import { contactsByNumber, mergedContacts, type Contact } from '#people/contact/store.ts'
import type { Heir, Moves } from '../index.ts'
import { holdStill, leave, previewLeaving } from '../store.ts'
import { described, fromGiven, no, reasonGiven, type Changes, type Routes } from './answers.ts'

const movesSchema = z.array(
  z.object({
    to: refSchema,
    count: z.int().openapi({ description: 'How many move there, each with everybody below him.' }),
    first: z.array(refSchema).openapi({ description: 'The first 50 of them.' }),
  }),
)

const describedMoves = async (database: Database, moves: readonly Moves[]): Promise<z.input<typeof movesSchema>> => {
  // Whoever was merged goes along and is no person more.
  const merged = await mergedContacts(database)
  const persons = moves.map(({ to, contacts }) => ({ to, contacts: contacts.filter(contact => !merged.has(contact)) }))
  const shown = persons.map(({ to, contacts }) => ({ to, count: contacts.length, first: contacts.slice(0, 50) }))
  const known = await contactsByNumber(
    database,
    shown.flatMap(({ to, first }) => [to, ...first]),
  )
  return shown.map(({ to, count, first }) => ({
    to: refOf(known.get(to)!),
    count,
    first: first.map(contact => refOf(known.get(contact)!)),
  }))
}

const leavingSchema = z.object({ contact: contactSchema, moves: movesSchema }).openapi('Leaving')

const exampleMoves = [
  { to: exampleRef, count: 1, first: [{ ...exampleRef, reference: 'K-1042', role: 'customer' as const }] },
]

const heirWords = 'Where goes who stands directly below him: to his `sponsor`, to the `house`'

/** GET /contacts/{id}/leaving */
export const previewing = ({ read }: Routes) =>
  read({
    name: 'previewLeaving',
    path: '/contacts/{id}/leaving',
    tag: 'contacts',
    summary: 'Preview what moves when a partner leaves',
    description: 'What POST to the same path would move now. Nothing is changed.',
    problems: [409],
    params: contactPath,
    query: z.strictObject({
      heir: text(`${heirWords}, or to a successor, by his public id.`, 'sponsor').default('sponsor'),
    }),
    reply: leavingSchema,
    example: { contact: { ...exampleContact, role: 'partner' }, moves: exampleMoves },
    run: async ({ database, params, query: { heir: word } }) => {
      const partner = await contactAt(database, params.id)
      if (partner.is === 'refused') return partner
      const successor = word === 'sponsor' || word === 'house' ? undefined : await contactById(database, word)
      if (word !== 'sponsor' && word !== 'house' && successor === undefined)
        return refused(invalid({ parameter: 'heir', detail: 'expected sponsor, house, or the id of a contact' }))
      const refusal = refusalOfLeaving(partner.body, successor)
      if (refusal !== undefined) return no(refusal)
      const heir = successor === undefined ? (word as Heir) : { successor: successor.number }
      const { moves } = await previewLeaving(database, { partner: partner.body.number, heir })
      const contact = await described(database, partner.body.number)
      return answered({ contact, moves: await describedMoves(database, moves) })
    },
  })

const refusalOfLeaving = (partner: Contact, successor: Contact | undefined): string | undefined => {
  if (partner.role !== 'partner') return 'not a partner'
  if (successor === undefined) return undefined
  return successor.role !== 'partner' || successor.number === partner.number ? 'successor is no partner' : undefined
}

const heirGiven = z
  .union([z.enum(['sponsor', 'house']), contactGiven], {
    error: 'expected "sponsor", "house", {"id": "con_…"} or {"reference": "…"}',
  })
  .openapi({ description: `${heirWords}, or to a successor.`, example: 'sponsor' })

/** POST /contacts/{id}/leaving */
export const leaving = ({ command }: Routes, { now, isBookedSince }: Changes) =>
  command({
    name: 'leave',
    path: '/contacts/{id}/leaving',
    tag: 'contacts',
    summary: 'A partner leaves',
    description:
      'He becomes a former partner, and everybody directly below him moves to the heir from the same moment. What is booked stays booked.',
    params: contactPath,
    body: z.strictObject({
      heir: heirGiven,
      at: fromGiven(now),
      reason: reasonGiven,
    }),
    reply: leavingSchema,
    examples: {
      body: { heir: 'sponsor', reason: 'gave notice' },
      reply: { contact: { ...exampleContact, role: 'former partner' }, moves: exampleMoves },
    },
    run: async ({ database, params, body }) => {
      const partner = await contactAt(database, params.id)
      if (partner.is === 'refused') return partner
      const heir = await heirNamed(database, body.heir)
      if (heir.is === 'refused') return heir
      const { number } = partner.body
      await holdStill(database, number)
      if (body.at !== undefined && (await isBookedSince(database, { contact: number, by: 'role', since: body.at })))
        return no('already booked')
      const leaver = { partner: number, heir: heir.body, at: body.at ?? now(), reason: body.reason ?? '' }
      const left = await leave(database, leaver)
      if (left.is === 'refused') return no(left.because)
      const contact = await described(database, number)
      return answered({ contact, moves: await describedMoves(database, left.moves) })
    },
  })

const heirNamed = async (database: Database, given: z.output<typeof heirGiven>): Promise<Reply<Heir>> => {
  if (typeof given === 'string') return answered(given)
  const successor = await contactNamed(database, given, '#/heir')
  return successor.is === 'refused' ? successor : answered({ successor: successor.body.number })
}
