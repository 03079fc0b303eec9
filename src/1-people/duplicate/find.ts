import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { identityKeys, likeness, worthALook, type Likeness, type Person } from '#people/likeness'

/** Somebody known who may be the person asked for, whatever his role. Who was merged is found as the contact he is kept as. */
export type Candidate = Likeness & { readonly contact: Contact }

type Options = {
  /** Contacts who are not meant: usually the person himself. */
  readonly except?: readonly ContactNumber[]
}

/** Everybody known who may be this person, the likeliest first. */
export const findLike = async (
  database: Database,
  person: Person,
  { except = [] }: Options = {},
): Promise<Candidate[]> => {
  const [found] = await findLikeEach(database, [{ person, except }])
  return found!
}

type Asked = { readonly person: Person; readonly except: readonly ContactNumber[] }

/** By everything, or by keys alone: several times as fast, but a name misspelt at a misspelt address stays hidden. */
type By = 'everything' | 'keys'

/** As `findLike`, for many persons at once, in their order. Cost: some look-ups by index for each. */
export const findLikeEach = async (
  database: Database,
  asked: readonly Asked[],
  by: By = 'everything',
): Promise<Candidate[][]> => {
  const pairs = await pairsToCompare(database, asked, by)
  const contacts = await contactsByNumber(
    database,
    pairs.flatMap(({ found, kept }) => [found, kept]),
  )
  const byAsked = Map.groupBy(pairs, pair => pair.asked)
  return asked.map(({ person, except }, position) =>
    best(
      (byAsked.get(position) ?? [])
        .filter(({ kept }) => !except.includes(kept))
        .map(({ found, kept }) => ({ contact: contacts.get(kept)!, ...likeness(person, contacts.get(found)!) })),
    ),
  )
}

// One for each contact, by what speaks most for him.
const best = (candidates: readonly Candidate[]): Candidate[] => {
  const found = new Map<ContactNumber, Candidate>()
  for (const candidate of candidates.filter(({ score }) => score >= worthALook)) {
    const known = found.get(candidate.contact.number)
    if (known === undefined || known.score < candidate.score) found.set(candidate.contact.number, candidate)
  }
  return [...found.values()].sort((a, b) => b.score - a.score || a.contact.number - b.contact.number)
}

type Pair = { readonly asked: number; readonly found: ContactNumber; readonly kept: ContactNumber }

// A key that more have is no key of a person: the address of a hostel, the telephone of an office.
const mostOfKey = 50

// Who shares a key, and who lives under the same postal code by a similar name.
const pairsToCompare = async (database: Database, asked: readonly Asked[], by: By): Promise<Pair[]> => {
  const keys = asked.flatMap(({ person }, position) => identityKeys(person).map(key => ({ position, ...key })))
  const named = asked.flatMap(({ person }, position) => {
    const name = [person.givenName, person.familyName, person.firmName].filter(Boolean).join(' ').toLowerCase()
    const place = (person.postalCode ?? '').toLowerCase().replaceAll(/[\\%_]/gu, '')
    return by === 'keys' || name === '' || place === '' ? [] : [{ position, name, place: `%${place}%` }]
  })
  const { rows } = await sql<Pair>`
    with alike as (
      select asked.n, same.contact_id as found
      from unnest(${keys.map(key => key.position)}::int[], ${keys.map(key => key.kind)}::text[], ${keys.map(key => key.key)}::text[])
        as asked (n, kind, key)
      cross join lateral (select contact_id from people.identity_key
        where kind = asked.kind and key = asked.key limit ${mostOfKey}) same
      union
      select asked.n, near.id
      from unnest(${named.map(each => each.position)}::int[], ${named.map(each => each.name)}::text[], ${named.map(each => each.place)}::text[])
        as asked (n, name, place)
      cross join lateral (select id from people.contact
        where search like asked.place and asked.name <% search limit ${mostOfKey}) near
    )
    select n as asked, found, people.kept_as(found) as kept from alike`.execute(database)
  return rows
}
