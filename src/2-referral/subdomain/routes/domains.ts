import { answered } from '#ground/http'
import { text, z } from '#ground/http/schema.ts'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { addDomain, removeDomain, verifyDomain } from '../store.ts'
import { addressOf, addressSchema, exampleAddress, no } from './answers.ts'
import type { Routes, SubdomainNeeds } from './answers.ts'

const body = z.strictObject({ host: text('The domain.', 'berger.example') })

const common = {
  tag: 'addresses',
  params: contactPath,
  body,
  reply: addressSchema,
  examples: { body: { host: 'berger.example' }, reply: exampleAddress },
}

/** POST /contacts/{id}/domains */
export const addingDomain = ({ command }: Routes, { now, baseHost }: SubdomainNeeds) =>
  command({
    ...common,
    name: 'addDomain',
    path: '/contacts/{id}/domains',
    summary: 'Add a domain of his own',
    description: 'The answer holds the TXT record that proves it. It leads to his page once the record was seen.',
    run: async ({ database, params, body: { host } }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const { number } = contact.body
      const added = await addDomain(database, { partner: number, host, at: now(), baseHost })
      return added.is === 'refused' ? no(added.because) : answered(await addressOf(database, number, baseHost))
    },
  })

/** POST /contacts/{id}/domains/check */
export const checkingDomain = ({ command }: Routes, { now, baseHost, resolveTxt }: SubdomainNeeds) =>
  command({
    ...common,
    name: 'checkDomain',
    path: '/contacts/{id}/domains/check',
    summary: 'Look for the record of a domain',
    description:
      'Asks the name servers now. A refusal is kept under its key like every answer: look again with another key. Whoever shows the record last has the domain.',
    run: async ({ database, params, body: { host } }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const { number } = contact.body
      const checked = await verifyDomain(database, { partner: number, host, at: now() }, resolveTxt)
      return checked.is === 'refused' ? no(checked.because) : answered(await addressOf(database, number, baseHost))
    },
  })

/** POST /contacts/{id}/domains/removal */
export const removingDomain = ({ command }: Routes, { baseHost }: SubdomainNeeds) =>
  command({
    ...common,
    name: 'removeDomain',
    path: '/contacts/{id}/domains/removal',
    summary: 'Forget a domain of his own',
    description: 'It leads nowhere any more. A domain he never asked for is forgotten already.',
    run: async ({ database, params, body: { host } }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      await removeDomain(database, { partner: contact.body.number, host })
      return answered(await addressOf(database, contact.body.number, baseHost))
    },
  })
