import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { usualWords, type Channel } from '#people/consent'
import { giveConsents } from '#people/consent/store.ts'
import { roles } from '#people/contact'
import { changeMasterData, contactsByNumber, type Contact } from '#people/contact/store.ts'
import type { StructureThen } from '#people/structure/store.ts'
import type { Dice } from './dice.ts'

type Asked = { readonly structure: StructureThen; readonly at: Instant; readonly dice: Dice }

/** Invents who of the customers allowed whom to write to him, and three customers who came twice. */
export const keepDemoConsents = async (database: Database, { structure, at, dice }: Asked): Promise<void> => {
  const customers = customersIn(structure)
  const named = await contactsByNumber(
    database,
    customers.flatMap(({ contact, sponsor }) => [contact, sponsor, structure.house]),
  )
  const allowed = (contact: ContactNumber, sender: ContactNumber, channel: Channel) => ({
    contact,
    sender,
    channel,
    text: usualWords('en', { sender: named.get(sender)!.displayName, channel }),
    proof: 'invented: ticked on the order form',
    by: 'demo generator',
    at,
  })
  const consents = customers.flatMap(({ contact, sponsor }) => [
    ...(dice.chance(0.42) ? [allowed(contact, structure.house, 'email')] : []),
    ...(dice.chance(0.18) ? [allowed(contact, structure.house, 'post')] : []),
    ...(dice.chance(0.35) ? [allowed(contact, sponsor, 'email')] : []),
    ...(dice.chance(0.2) ? [allowed(contact, sponsor, 'phone')] : []),
  ])
  await giveConsents(database, consents)
  const persons = customers.map(({ contact }) => named.get(contact)!).filter(contact => contact.kind === 'person')
  for (const change of secondTimes) await comeTwice(database, [dice.pick(persons), dice.pick(persons)], change)
}

/** Customers directly below a partner. */
const customersIn = ({ sponsors, owners, roles: roleThen }: StructureThen) => {
  const found: { readonly contact: ContactNumber; readonly sponsor: ContactNumber }[] = []
  sponsors.forEach((sponsor, contact) => {
    // A number that no contact has stands below the house, too.
    if (sponsor >= 0 && roles[roleThen[contact]!] === 'customer' && owners[sponsor] === 1)
      found.push({ contact: contact as ContactNumber, sponsor: sponsor as ContactNumber })
  })
  return found
}

type SecondTime = (first: Contact) => Parameters<typeof changeMasterData>[2]

// How the same person looks the second time: shortened, at the same mailbox, at the same telephone.
const secondTimes: readonly SecondTime[] = [
  ({ givenName, familyName, street, postalCode, city, country }) => ({
    givenName: `${(givenName ?? 'A').charAt(0)}.`,
    familyName,
    street,
    postalCode,
    city,
    country,
  }),
  ({ givenName, familyName, email }) => ({ givenName, familyName, email: email?.replace('@', '+shop@') ?? null }),
  ({ givenName, familyName, phone, country }) => ({ givenName, familyName, phone, country }),
]

const comeTwice = async (
  database: Database,
  [first, second]: readonly [Contact, Contact],
  change: SecondTime,
): Promise<void> => {
  if (first.number !== second.number) await changeMasterData(database, second.number, change(first))
}
