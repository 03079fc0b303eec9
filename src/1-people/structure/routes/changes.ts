import { answered } from '#ground/http'
import { z } from '#ground/http/schema.ts'
import { contactAt, contactPath, contactSchema, exampleContact } from '#people/contact/routes.ts'
import { changeRole } from '#people/contact/store.ts'
import { lockStructure, move } from '../store.ts'
import {
  described,
  evidence,
  fromGiven,
  no,
  reasonGiven,
  sponsorGiven,
  sponsorNamed,
  type Changes,
  type Routes,
} from './answers.ts'

/** POST /contacts/{id}/role */
export const changingRole = ({ command }: Routes, { now, isBookedSince }: Changes) =>
  command({
    name: 'changeRole',
    path: '/contacts/{id}/role',
    tag: 'contacts',
    summary: "Change a contact's role",
    description:
      'Prospect → customer → partner; a former partner may become customer or partner again. From the moment given, turnover is attributed by the new role; what is booked stays booked. A partner leaves by /leaving.',
    params: contactPath,
    body: z.strictObject({
      role: z.enum(['customer', 'partner']),
      at: fromGiven(now),
      reason: reasonGiven,
    }),
    reply: contactSchema,
    examples: { body: { role: 'partner' }, reply: { ...exampleContact, role: 'partner' } },
    run: async ({ database, params, body: { role, at, reason } }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      await lockStructure(database)
      if (at !== undefined && (await isBookedSince(database, { contact: contact.body.number, by: 'role', since: at })))
        return no('already booked')
      const change = { contact: contact.body.number, to: role, at: at ?? now(), reason: reason ?? '' }
      const changed = await changeRole(database, change)
      if (changed.is === 'refused') return no(changed.because)
      return answered(await described(database, contact.body.number))
    },
  })

/** POST /contacts/{id}/sponsor */
export const moving = ({ command }: Routes, { now, isBookedSince }: Changes) =>
  command({
    name: 'moveContact',
    path: '/contacts/{id}/sponsor',
    tag: 'contacts',
    summary: 'Move a contact to another sponsor',
    description:
      'From the moment given he stands, with everybody below him, under the new sponsor. What is booked stays booked.',
    params: contactPath,
    body: z.strictObject({
      sponsor: sponsorGiven,
      at: fromGiven(now),
      reason: reasonGiven,
    }),
    reply: contactSchema,
    examples: { body: { sponsor: 'house', reason: 'moved to another region' }, reply: exampleContact },
    run: async ({ database, params, body: { sponsor, at, reason }, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const to = await sponsorNamed(database, sponsor)
      if (to.is === 'refused') return to
      const { number } = contact.body
      await lockStructure(database)
      if (at !== undefined && (await isBookedSince(database, { contact: number, by: 'place', since: at })))
        return no('already booked')
      const step = { contact: number, to: to.body, at: at ?? now(), because: evidence(actor, reason) }
      const moved = await move(database, step)
      return moved.is === 'refused' ? no(moved.because) : answered(await described(database, number))
    },
  })
