import type { Database } from '#ground/database'
import { invalid, notFound, type Fault, type Reply } from '#ground/http'
import { orRefuse } from '#ground/http/operation.ts'
import { moment, orNull, z } from '#ground/http/schema.ts'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { isoOf } from '#ground/period'
import { roles } from '../index.ts'
import { contactByReference, contactByUuid, contactsByNumber, keptAs, type Contact } from '../store.ts'

const id = (example = 'con_01hzx3v2k8e9rtb5m6n7p8q9rs') =>
  z.string().openapi({ description: "The contact's public id.", example })

export const roleSchema = z.enum(roles).openapi('Role', {
  description:
    'What a contact is to the company: the house (the company itself), a prospect (registered, no completed order), a customer, a partner, or a former partner.',
})

/** Enough of a contact to name it and ask for it. */
export const refSchema = z
  .object({
    id: id(),
    reference: z.string().openapi({ description: "The company's own number for the contact.", example: 'P-17' }),
    name: z
      .string()
      .openapi({ description: 'Person or firm; the reference where neither is known.', example: 'Anna Berger' }),
    role: roleSchema,
  })
  .openapi('ContactRef')

const field = (description: string, example: string) => z.string().nullable().openapi({ description, example })

export const contactSchema = z
  .object({
    ...refSchema.shape,
    kind: z.enum(['person', 'firm']),
    givenName: field('Given name.', 'Anna'),
    familyName: field('Family name.', 'Berger'),
    firmName: field('Name of the firm.', 'Berger OHG'),
    email: field('E-mail address.', 'anna@berger.example'),
    phone: field('Telephone number.', '+49 30 123456'),
    street: field('Street and number.', 'Lindenallee 5'),
    postalCode: field('Postal code.', '10115'),
    city: field('City.', 'Berlin'),
    country: z.string().openapi({ description: 'Two letters, ISO 3166.', example: 'DE' }),
    language: z.enum(['de', 'en']),
    joinedAt: moment('When he became known to the company.'),
    sponsor: orNull(refSchema).openapi({ description: 'Who stands directly above him now; null for the house.' }),
    mergedInto: orNull(refSchema).openapi({
      description: 'The contact he turned out to be; null for whoever was not merged.',
    }),
  })
  .openapi('Contact')

export const exampleRef = {
  id: 'con_01hzx3v2k8e9rtb5m6n7p8q9rs',
  reference: 'P-17',
  name: 'Anna Berger',
  role: 'partner' as const,
}

export const exampleContact = {
  id: 'con_01hzx4a7c2f3g4h5j6k7m8n9pq',
  reference: 'K-1042',
  name: 'Cem Yılmaz',
  role: 'customer' as const,
  kind: 'person' as const,
  givenName: 'Cem',
  familyName: 'Yılmaz',
  firmName: null,
  email: 'cem@example.org',
  phone: null,
  street: 'Hauptstraße 1',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
  language: 'de' as const,
  joinedAt: '2026-02-10T09:30:00.000Z',
  sponsor: exampleRef,
  mergedInto: null,
}

/** How a request names a contact. */
export const contactGiven = z
  .union([z.strictObject({ id: z.string() }), z.strictObject({ reference: z.string() })], {
    error: 'expected {"id": "con_…"} or {"reference": "…"}',
  })
  .openapi({ description: 'A contact, by public id or by your reference.', example: { reference: 'P-17' } })

/** A contact in a path. */
export const contactPath = z.object({ id: id() })

export const contactById = (database: Database, id: string): Promise<Contact | undefined> => {
  const uuid = uuidOf('contact', id)
  return uuid === undefined ? Promise.resolve(undefined) : contactByUuid(database, uuid)
}

/** The contact of a path, refused where there is none. */
export const contactAt = async (database: Database, id: string): Promise<Reply<Contact>> =>
  orRefuse(await contactById(database, id), notFound('contact'))

/** The contact that a body names, or whom he was merged into; `pointer` says where, should there be none. */
export const contactNamed = async (
  database: Database,
  given: z.output<typeof contactGiven>,
  pointer: `#/${string}`,
): Promise<Reply<Contact>> => {
  const found =
    'id' in given ? await contactById(database, given.id) : await contactByReference(database, given.reference)
  const fault: Fault = { pointer, detail: 'there is no such contact' }
  return orRefuse(found && (await keptAs(database, found)), invalid(fault))
}

export const refOf = ({ id, reference, displayName, role }: Contact): z.input<typeof refSchema> => ({
  id,
  reference,
  name: displayName,
  role,
})

/** Who stands directly above each contact now. Structure knows it, which is a room above this one. */
export type SponsorsOf = (
  database: Database,
  contacts: readonly ContactNumber[],
) => Promise<ReadonlyMap<ContactNumber, ContactNumber>>

/** Contacts as the interface tells them, in the order given. */
export const describeContacts = async (
  database: Database,
  contacts: readonly Contact[],
  sponsorsOf: SponsorsOf,
): Promise<z.input<typeof contactSchema>[]> => {
  const sponsors = await sponsorsOf(
    database,
    contacts.map(contact => contact.number),
  )
  const merged = contacts.flatMap(({ mergedInto }) => mergedInto ?? [])
  const known = await contactsByNumber(database, [...sponsors.values(), ...merged])
  const refTo = (number: ContactNumber | null | undefined) => {
    const contact = known.get(number ?? (0 as ContactNumber))
    return contact === undefined ? null : refOf(contact)
  }
  return contacts.map(contact => ({
    ...refOf(contact),
    ...masterData(contact),
    sponsor: refTo(sponsors.get(contact.number)),
    mergedInto: refTo(contact.mergedInto),
  }))
}

const masterData = ({ number: _number, displayName: _displayName, joinedAt, mergedInto: _into, ...rest }: Contact) => ({
  ...rest,
  joinedAt: isoOf(joinedAt),
})

/** Whom a contact looks like. */
export const similarSchema = z
  .object({
    contact: refSchema,
    score: z.number().openapi({ description: 'From 0 to 1: how much speaks for one person.', example: 0.84 }),
    because: z.array(z.string()).openapi({ description: 'What agrees, and what does not.', example: ['same e-mail'] }),
  })
  .openapi('Similar')

export const exampleSimilar = { contact: exampleRef, score: 0.84, because: ['same phone', 'same name'] }

type Similar = { readonly contact: Contact; readonly score: number; readonly because: readonly string[] }

export const describeSimilar = (found: readonly Similar[]): z.input<typeof similarSchema>[] =>
  found.map(({ contact, score, because }) => ({ contact: refOf(contact), score, because: [...because] }))
