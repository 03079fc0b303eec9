import { answered } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { text, z } from '#ground/http/schema.ts'
import { changeMasterData, contactsByNumber } from '../store.ts'
import { contactAt, contactPath, contactSchema, describeContacts, exampleContact, type SponsorsOf } from './answers.ts'

const field = (description: string, example: string) => text(description, example).nullable().optional()

const dataGiven = z
  .strictObject({
    kind: z.enum(['person', 'firm']).optional(),
    givenName: field('Given name.', 'Cem'),
    familyName: field('Family name.', 'Yılmaz'),
    firmName: field('Name of the firm.', 'Yılmaz OHG'),
    email: z.email().max(200).nullable().optional().openapi({ example: 'cem@example.org' }),
    phone: field('Telephone number.', '+49 30 123456'),
    street: field('Street and number.', 'Hauptstraße 1'),
    postalCode: field('Postal code.', '10115'),
    city: field('City.', 'Berlin'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'expected two capital letters, such as DE')
      .optional()
      .openapi({ description: 'Two letters, ISO 3166.', example: 'DE' }),
    language: z.enum(['de', 'en']).optional(),
  })
  .refine(data => Object.keys(data).length > 0, 'expected at least one field to change')
  .openapi('MasterData', { minProperties: 1 })

/** POST /contacts/{id}/data */
export const changingData = ({ command }: ReturnType<typeof routesOn>, sponsorsOf: SponsorsOf) =>
  command({
    name: 'changeData',
    path: '/contacts/{id}/data',
    tag: 'contacts',
    summary: "Change a contact's name, address or language",
    description:
      'Fields that are left out stay as they are; null forgets what was known. Role and place in the structure have commands of their own.',
    params: contactPath,
    body: dataGiven,
    reply: contactSchema,
    examples: {
      body: { familyName: 'Yılmaz-Berger', street: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin' },
      reply: { ...exampleContact, familyName: 'Yılmaz-Berger', name: 'Cem Yılmaz-Berger' },
    },
    run: async ({ database, params, body }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const { number } = contact.body
      await changeMasterData(database, number, body)
      const changed = await contactsByNumber(database, [number])
      return answered((await describeContacts(database, [...changed.values()], sponsorsOf))[0]!)
    },
  })
