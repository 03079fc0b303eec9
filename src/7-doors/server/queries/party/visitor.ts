import type { Database } from '#ground/database'
import { dayOf, type Zone } from '#ground/period'
import type { Signals } from '#referral/attribution'
import { refusalOfOrder } from '#referral/party'
import { partyBySlug, type Party } from '#referral/party/store.ts'
import type { Evidence } from '../shop/signals.ts'

type Visitor = Pick<Evidence, 'database' | 'jar' | 'at'>

export const zoneOf = async (database: Database): Promise<Zone> =>
  (await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()).zone as Zone

const invitedTo = async ({ database, jar }: Visitor): Promise<Party | undefined> => {
  const slug = jar.read('party')
  return slug === undefined ? undefined : partyBySlug(database, slug)
}

/** The party by whose invitation the visitor came, as long as it takes orders. */
export const partyOfVisitor = async (visitor: Visitor): Promise<Party | undefined> => {
  const { database, at } = visitor
  const party = await invitedTo(visitor)
  if (party === undefined) return undefined
  const today = dayOf(at, await zoneOf(database))
  return refusalOfOrder(party, { at, on: today, arrivesOn: today }) === undefined ? party : undefined
}

/** What speaks for the partner of a party: the visitor came by its invitation, whether or not it takes orders now. */
export const partySignal = async (visitor: Visitor): Promise<Signals['party']> => {
  const party = await invitedTo(visitor)
  return party === undefined || party.cancelledAt !== null ? undefined : { partner: party.partner, party: party.title }
}
