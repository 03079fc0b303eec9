import { answered } from '#ground/http'
import { moment, z } from '#ground/http/schema.ts'
import { always, isoOf, type Instant } from '#ground/period'
import { contactAt, contactPath, exampleRef, refOf, refSchema, roleSchema } from '#people/contact/routes.ts'
import { contactsByNumber, rolesOf } from '#people/contact/store.ts'
import { sponsorshipsOf } from '../store.ts'
import type { Routes } from './answers.ts'

const until = (at: Instant) => (at >= always.until ? null : isoOf(at))

const interval = {
  from: moment('From this moment on.'),
  until: moment('Until this moment, which does not belong to it; null while it is in force.').nullable(),
  reason: z.string().openapi({ description: 'Why, in words; may be empty.', example: 'wrote his name on the card' }),
}

const historySchema = z
  .object({
    roles: z.array(z.object({ role: roleSchema, ...interval })),
    sponsors: z.array(z.object({ sponsor: refSchema, ...interval })),
  })
  .openapi('History')

const exampleInterval = { from: '2026-02-10T09:30:00.000Z', until: null, reason: 'wrote his name on the card' }

/** GET /contacts/{id}/history */
export const readingHistory = ({ read }: Routes) =>
  read({
    name: 'getHistory',
    path: '/contacts/{id}/history',
    tag: 'contacts',
    summary: "Get a contact's history",
    description: 'His roles and sponsors through time, oldest first. At any moment he has exactly one of each.',
    params: contactPath,
    reply: historySchema,
    example: {
      roles: [{ role: 'customer', ...exampleInterval }],
      sponsors: [{ sponsor: exampleRef, ...exampleInterval }],
    },
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const roles = await rolesOf(database, contact.body.number)
      const sponsors = await sponsorshipsOf(database, contact.body.number)
      const known = await contactsByNumber(
        database,
        sponsors.map(each => each.sponsor),
      )
      return answered({
        roles: roles.map(({ role, reason, ...each }) => ({
          role,
          reason,
          from: isoOf(each.from),
          until: until(each.until),
        })),
        sponsors: sponsors.map(({ sponsor, because, ...each }) => ({
          sponsor: refOf(known.get(sponsor)!),
          reason: because.reason,
          from: isoOf(each.from),
          until: until(each.until),
        })),
      })
    },
  })
