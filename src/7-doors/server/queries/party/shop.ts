import { dayOf } from '#ground/period'
import { inTransaction } from '#ground/database/store.ts'
import { refusalOfOrder, type GuestAnswer } from '#referral/party'
import { guestsOf, keeperOf, listGuest, partyByHostSlug, partyBySlug, type Party } from '#referral/party/store.ts'
import type { InvitationView, ShopParties } from '../../parties.ts'
import type { Evidence } from '../shop/signals.ts'
import { addressesOf, partyRow } from './rows.ts'
import { partyOfVisitor, zoneOf } from './visitor.ts'

type Found = { readonly party: Party; readonly today: string }

/** A partner's parties as a visitor of a shop sees them who has the link. */
export const shopParties = (evidence: Evidence): ShopParties => {
  const { database, jar, base, at } = evidence
  const found = async (party: Party | undefined): Promise<Found | undefined> =>
    party && { party, today: dayOf(at, await zoneOf(database)) }
  const list = (party: Party | undefined, told: Telling) =>
    party === undefined
      ? ({ is: 'refused', because: 'no such party' } as const)
      : inTransaction(database, async inside => {
          const listed = await listGuest(inside, { ...told, party: party.number, at })
          return listed.is === 'refused' ? listed : ({ is: 'listed' } as const)
        })
  return {
    invitation: async slug => {
      const invited = await found(await partyBySlug(database, slug))
      if (invited === undefined) return null
      const view = invitationOf(invited, at)
      if (view.state === 'planned' || view.takesOrders) jar.keep('party', slug, daysKept)
      return view
    },
    answer: async (slug, { name, answer }) => list(await partyBySlug(database, slug), { name, answer, by: 'guest' }),
    host: async slug => {
      const hosted = await found(await partyByHostSlug(database, slug))
      if (hosted === undefined) return null
      const { party, today } = hosted
      const { guestsAddress } = await addressesOf({ database, site: base }, party, await keeperOf(database, party))
      const guests = (await guestsOf(database, party.number)).map(({ name, answer }) => ({ name, answer }))
      return { ...shown(party, today), guests, guestsAddress }
    },
    hostListsGuest: async (slug, name) =>
      list(await partyByHostSlug(database, slug), { name, answer: 'invited', by: 'host' }),
    current: async () => {
      const party = await partyOfVisitor(evidence)
      return party === undefined ? null : { title: party.title, hostName: party.hostName }
    },
  }
}

type Telling = { readonly name: string; readonly answer: GuestAnswer; readonly by: 'guest' | 'host' }

// An invitation may come some weeks before its party.
const daysKept = 60

const shown = (party: Party, today: string) => {
  const { id: _id, graceUntil: _grace, ...row } = partyRow(party, today)
  return row
}

const invitationOf = ({ party, today }: Found, at: Evidence['at']): InvitationView => ({
  ...shown(party, today),
  takesOrders: refusalOfOrder(party, { at, on: today, arrivesOn: today }) === undefined,
})
