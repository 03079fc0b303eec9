import type { Database } from '#ground/database'
import { conflict, refused } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { moment, text, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { always, isoOf, type Instant } from '#ground/period'
import { ownHost } from '../index.ts'
import { domainsOf, nameOf, namesOf, pageOfPartner, type ResolveTxt } from '../store.ts'

export type Routes = ReturnType<typeof routesOn>

export type SubdomainNeeds = {
  readonly database: Database
  readonly now: () => Instant
  /** What the company's hosts end in, without a port. */
  readonly baseHost: string
  readonly resolveTxt: ResolveTxt
}

const sentences: Readonly<Record<string, string>> = {
  'too short': 'A name has at least 3 letters.',
  'too long': 'A name has at most 40 letters.',
  letters: 'A name is made of a to z, 0 to 9 and single hyphens within, and has a letter.',
  punycode: 'Two hyphens after the second letter mark names in other alphabets.',
  reserved: 'The name is reserved, or carries a brand.',
  'looks like reserved': 'The name looks like one that is reserved.',
  blacklisted: 'The name is on the list of names that the company gives to nobody.',
  taken: 'Somebody else has the name, or had it less than twelve months ago.',
  'looks like taken': 'The name looks like one that somebody else has.',
  'not a partner': 'Only partners have a name.',
  'same name': 'He has this name already.',
  'too many names': 'He had five names in the last twelve months.',
  'no name': 'He needs a name first.',
  'no domain': "This is no domain, or it is one of the company's own.",
  'too many domains': 'Three domains are enough.',
  'unknown domain': 'He asked for no such domain.',
  'no record': 'There is no TXT record at that name yet; new records may take hours to be seen.',
  'another record': 'There is a TXT record at that name, but it says something else.',
  'no answer': 'The name servers of the domain did not answer.',
}

/** A "no" of the rules as a problem. */
export const no = (because: string) => refused(conflict(because, sentences[because] ?? `${because}.`))

const recordSchema = z
  .object({
    name: z.string().openapi({ example: '_stamm.berger.example' }),
    value: z.string().openapi({ example: 'stamm-proof=3f1c…' }),
  })
  .openapi('TxtRecord', { description: 'The TXT record that proves a domain.' })

const greetingGiven = (language: string) =>
  z
    .string()
    .trim()
    .max(1000)
    .nullable()
    .openapi({ description: `What visitors read in ${language}; plain text.`, example: 'Schön, dass Sie da sind!' })

/** What a partner settles about his page. */
export const pageFields = {
  greeting: z.strictObject({ de: greetingGiven('German'), en: greetingGiven('English') }),
  showsEmail: z.boolean().openapi({ description: 'Whether visitors see his e-mail address.' }),
  showsPhone: z.boolean().openapi({ description: 'Whether visitors see his telephone number.' }),
}

export const nameGiven = text('As he likes to write it: "Jürgen Müller" becomes "juergen-mueller".', 'anna-berger')

const name = z.string().openapi({ example: 'anna' })

export const addressSchema = z
  .object({
    name: name.nullable().openapi({ description: 'His name now; null where he has none.' }),
    host: z.string().nullable().openapi({ description: 'Where his page is.', example: 'anna.shop.example' }),
    formerNames: z.array(
      z.object({
        name,
        until: moment('Until when it was his.'),
        redirectsUntil: moment('Until when it leads to the present one.'),
      }),
    ),
    domains: z.array(
      z.object({
        host: z.string().openapi({ example: 'berger.example' }),
        record: recordSchema,
        checkedAt: moment('When the record was looked for last.').nullable(),
        verifiedAt: moment('When the record was seen; null as long as it was not.').nullable(),
      }),
    ),
    ...pageFields,
    photo: z
      .string()
      .nullable()
      .openapi({ description: 'The path of his photo.', example: '/pictures/partners/9f86d0…' }),
  })
  .openapi('Address')

export const exampleAddress = {
  name: 'anna-berger',
  host: 'anna-berger.shop.example',
  formerNames: [{ name: 'anna', until: '2026-03-01T09:00:00.000Z', redirectsUntil: '2026-08-28T09:00:00.000Z' }],
  domains: [
    {
      host: 'berger.example',
      record: { name: '_stamm.berger.example', value: 'stamm-proof=3f1c' },
      checkedAt: null,
      verifiedAt: null,
    },
  ],
  greeting: { de: 'Schön, dass Sie da sind!', en: null },
  showsEmail: true,
  showsPhone: false,
  photo: null,
}

const isoOrNull = (at: Instant | null) => (at === null ? null : isoOf(at))

export const addressOf = async (
  database: Database,
  partner: ContactNumber,
  baseHost: string,
): Promise<z.input<typeof addressSchema>> => {
  const present = (await nameOf(database, partner)) ?? null
  const former = (await namesOf(database, partner)).filter(({ until }) => until < always.until)
  const { photo, ...page } = await pageOfPartner(database, partner)
  const domains = await domainsOf(database, partner)
  return {
    name: present,
    host: present === null ? null : ownHost(present, baseHost),
    formerNames: former.map(({ name, until, redirectsUntil }) => ({
      name,
      until: isoOf(until),
      redirectsUntil: isoOf(redirectsUntil),
    })),
    domains: domains.map(({ host, record, checkedAt, verifiedAt }) => ({
      host,
      record,
      checkedAt: isoOrNull(checkedAt),
      verifiedAt: isoOrNull(verifiedAt),
    })),
    ...page,
    photo: photo?.path ?? null,
  }
}
