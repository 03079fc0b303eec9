import type { Database } from '#ground/database'
import { dayOf, type Zone } from '#ground/period'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { standingsAt } from '#people/structure/store.ts'
import { refusalOfStep, stateOn, type PartyPolicy, type PartyStep } from '#referral/party'
import { keeperOf, partyByNumber, partyByUuid, type Party } from '#referral/party/store.ts'
import { companyShop, ownHost } from '#referral/subdomain'
import { nameOf } from '#referral/subdomain/store.ts'
import type { PartyWay } from '#sales/party-order'
import type { Providers } from '#sales/payment/store.ts'
import type { Base } from '../../hosts.ts'
import type { PartyId, PartyRow, PartyView } from '../../parties.ts'
import type { CommandNeeds } from '../carry-out.ts'

export type PartyNeeds = CommandNeeds & { readonly zone: Zone; readonly site: Base; readonly providers: Providers }

export const todayOf = ({ clock, zone }: Pick<PartyNeeds, 'clock' | 'zone'>): string => dayOf(clock(), zone)

export const partyRow = (party: Party, today: string): PartyRow => {
  const { id, title, place, heldOn, beginsAt, closesOn, graceUntil, hostName } = party
  return { id, title, place, heldOn, beginsAt, closesOn, graceUntil, hostName, state: stateOn(party, today) }
}

/** A party, if the reader may know of it. */
export type PartyOf = (database: Database, id: PartyId) => Promise<Party | undefined>

/** The company knows all. */
export const anyParty: PartyOf = async (database, id) => {
  const uuid = uuidOf('party', id)
  return uuid === undefined ? undefined : partyByUuid(database, uuid)
}

/** The party, if it is this partner's now. */
export const ownParty = async (database: Database, id: PartyId, partner: ContactNumber): Promise<Party | undefined> => {
  const party = await anyParty(database, id)
  return party !== undefined && (await keeperOf(database, party)) === partner ? party : undefined
}

const steps: readonly PartyStep[] = ['open', 'close', 'reopen', 'settle', 'cancel']

export const refusalsOf = (party: Party, today: string, policy: PartyPolicy): PartyView['refusals'] =>
  Object.fromEntries(
    steps.flatMap(step => {
      const refusal = refusalOfStep(party, step, { today, policy })
      return refusal === undefined ? [] : [[step, refusal]]
    }),
  )

/** By which way an order was taken, if it counts for a party that is this partner's now. */
export const ownPartyOrder = async (
  database: Database,
  order: number,
  partner: ContactNumber,
): Promise<{ readonly way: PartyWay } | undefined> => {
  const counted = await database
    .selectFrom('sales.party_order')
    .select(['party_id', 'way'])
    .where('order_id', '=', order)
    .executeTakeFirst()
  const party = counted && (await partyByNumber(database, counted.party_id))
  return party !== undefined && (await keeperOf(database, party)) === partner ? counted : undefined
}

/** The partner's own shop, or where she has no name the company's. */
export const shopOf = async (
  { database, site }: Pick<PartyNeeds, 'database' | 'site'>,
  keeper: ContactNumber,
): Promise<string> => {
  const name = await nameOf(database, keeper)
  return site.addressOf(name === undefined ? companyShop(site.host) : ownHost(name, site.host))
}

/** Where a party's pages are: at the partner's own shop, or where she has no name at the company's. */
export const addressesOf = async (
  { database, site }: Pick<PartyNeeds, 'database' | 'site'>,
  { slug, hostSlug }: Party,
  keeper: ContactNumber,
) => {
  const shop = await shopOf({ database, site }, keeper)
  return { guestsAddress: `${shop}/party/${slug}`, hostAddress: `${shop}/host/${hostSlug}` }
}

/** Whom of these a partner may know by name: herself, and whose turnover is hers now. */
export const knownTo = async (
  { database, clock }: Pick<PartyNeeds, 'database' | 'clock'>,
  partner: ContactNumber,
  contacts: readonly ContactNumber[],
): Promise<ReadonlySet<ContactNumber>> => {
  const at = clock()
  const standings = await standingsAt(
    database,
    contacts.map(contact => ({ contact, at })),
  )
  return new Set(
    contacts.filter((contact, index) => contact === partner || standings[index]!.owners.nearest === partner),
  )
}
