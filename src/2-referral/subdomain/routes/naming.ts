import { answered, maySee, notFound, refused } from '#ground/http'
import { z } from '#ground/http/schema.ts'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { askForName, choose, keepPage, nameOf, rename } from '../store.ts'
import { addressOf, addressSchema, exampleAddress, nameGiven, no, pageFields } from './answers.ts'
import type { Routes, SubdomainNeeds } from './answers.ts'

/** GET /contacts/{id}/address */
export const readingAddress = ({ read }: Routes, { baseHost }: SubdomainNeeds) =>
  read({
    name: 'getAddress',
    path: '/contacts/{id}/address',
    tag: 'addresses',
    summary: "Get a partner's address on the web",
    description:
      'His name, the names he had, domains of his own, and what his page shows. A partner may ask for himself.',
    access: 'partners too',
    params: contactPath,
    reply: addressSchema,
    example: exampleAddress,
    run: async ({ database, params, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      if (!maySee(actor, contact.body.number)) return refused(notFound('contact'))
      return answered(await addressOf(database, contact.body.number, baseHost))
    },
  })

const askedSchema = z
  .object({
    name: z.string().nullable().openapi({
      description: 'As it would be kept; null where it cannot be a name.',
      example: 'juergen-mueller',
    }),
    isFree: z.boolean(),
    because: z.string().nullable().openapi({ description: 'Why it is not free.', example: 'taken' }),
  })
  .openapi('NameAsked')

/** GET /names/{name} */
export const askingForName = ({ read }: Routes, { now }: SubdomainNeeds) =>
  read({
    name: 'askForName',
    path: '/names/{name}',
    tag: 'addresses',
    summary: 'Ask whether a name is free',
    description: 'For the form in which a partner picks his name. It may be gone a moment later.',
    params: z.object({ name: nameGiven }),
    reply: askedSchema,
    example: { name: 'juergen-mueller', isFree: true, because: null },
    run: async ({ database, params }) => {
      const asked = await askForName(database, { partner: null, name: params.name, at: now() })
      return asked.is === 'free'
        ? answered({ name: asked.name, isFree: true, because: null })
        : answered({ name: null, isFree: false, because: asked.because })
    },
  })

/** POST /contacts/{id}/name */
export const naming = ({ command }: Routes, { now, baseHost }: SubdomainNeeds) =>
  command({
    name: 'nameContact',
    path: '/contacts/{id}/name',
    tag: 'addresses',
    summary: 'Give a partner a name, or another one',
    description:
      "It works at once. The old name leads to the new one for the days the company set, and is given to nobody else for twelve months. Refused are names that look like another partner's, too.",
    params: contactPath,
    body: z.strictObject({ name: nameGiven }),
    reply: addressSchema,
    examples: { body: { name: 'anna-berger' }, reply: exampleAddress },
    run: async ({ database, params, body }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const { number } = contact.body
      const give = (await nameOf(database, number)) === undefined ? choose : rename
      const named = await give(database, { partner: number, name: body.name, at: now() })
      return named.is === 'refused' ? no(named.because) : answered(await addressOf(database, number, baseHost))
    },
  })

/** POST /contacts/{id}/page */
export const changingPage = ({ command }: Routes, { baseHost }: SubdomainNeeds) =>
  command({
    name: 'changePage',
    path: '/contacts/{id}/page',
    tag: 'addresses',
    summary: "Change what a partner's page shows",
    description: 'Greetings in German and English, and which ways to reach him visitors see.',
    params: contactPath,
    body: z.strictObject(pageFields),
    reply: addressSchema,
    examples: {
      body: { greeting: { de: 'Schön, dass Sie da sind!', en: null }, showsEmail: true, showsPhone: false },
      reply: exampleAddress,
    },
    run: async ({ database, params, body }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      if (contact.body.role !== 'partner') return no('not a partner')
      await keepPage(database, contact.body.number, body)
      return answered(await addressOf(database, contact.body.number, baseHost))
    },
  })
