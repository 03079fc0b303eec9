import type { Database } from '#ground/database'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { guestByUuid, partyByNumber, type Party } from '#referral/party/store.ts'
import type { SlipContent } from '#sales/party-order'
import { collectedBy, dropSlip, settleSlip, slipsOf, takeSlip } from '#sales/party-order/store.ts'
import type { DeskParties, PartyView, SlipTold } from '../../parties.ts'
import { carryOut } from '../carry-out.ts'
import { counterOf } from './counter.ts'
import { ordersFor } from './orders.ts'
import { knownTo, ownParty, shopOf, type PartyNeeds } from './rows.ts'
import { ownSlip, slipViews, viewOfSlip } from './slips.ts'

type Selling = Pick<DeskParties, 'counter' | 'orders' | 'slips' | 'slip' | 'take' | 'settle' | 'drop' | 'collected'>

type ViewOf = (party: Party) => Promise<PartyView>

/** Taking orders at a partner's parties. */
export const deskSelling = (needs: PartyNeeds, viewer: ContactNumber, viewOf: ViewOf): Selling => {
  const { database } = needs
  return {
    counter: async id => {
      const party = await ownParty(database, id, viewer)
      return party === undefined ? null : counterOf(needs, viewer, { party, view: await viewOf(party) })
    },
    orders: ordersFor(needs, {
      partyOf: (inside, id) => ownParty(inside, id, viewer),
      knows: contacts => knownTo(needs, viewer, contacts),
    }),
    slips: async id => {
      const party = await ownParty(database, id, viewer)
      return party === undefined ? [] : slipViews(database, party, await slipsOf(database, party.number))
    },
    slip: async id => {
      const slip = await ownSlip(database, id, viewer)
      const party = slip && (await partyByNumber(database, slip.party))
      return party === undefined ? null : { slip: await viewOfSlip(database, slip!), party: party.id }
    },
    collected: () => collectedBy(database, viewer),
    ...taking(needs, viewer),
  }
}

const taking = (needs: PartyNeeds, viewer: ContactNumber): Pick<Selling, 'take' | 'settle' | 'drop'> => {
  const { database, providers, clock, zone, actor } = needs
  const doing = { database, providers }
  const shared = async () => {
    const shop = await shopOf(needs, viewer)
    return { at: clock(), zone, by: await actor(), orderUrl: (token: string) => `${shop}/orders/${token}` }
  }
  return {
    take: async ({ commandId, party: id, slip, takenAt: toldAt }) => {
      const party = await ownParty(database, id, viewer)
      if (party === undefined) return { is: 'refused', because: 'no such party' }
      const content = await contentOf(database, party.number, slip)
      const told = { party: party.number, partner: viewer, commandId, content, toldAt }
      const taken = await takeSlip(doing, { ...told, ...(await shared()) })
      return taken.is === 'refused' ? taken : { is: 'taken', slip: await viewOfSlip(database, taken.slip) }
    },
    settle: async ({ commandId, id, slip: told, countsFor }) => {
      const { by, ...rest } = await shared()
      const sent = { actor: by, commandId, request: 'settle a slip', content: { id, told, countsFor } }
      return carryOut(database, sent, async inside => {
        const slip = await ownSlip(inside, id, viewer)
        if (slip === undefined) return { is: 'refused', because: 'no such slip' }
        const content = await contentOf(inside, slip.party, told)
        const settling = { ...rest, by, slip: slip.number, content, countsFor }
        const settled = await settleSlip({ database: inside, providers }, settling)
        return settled.is === 'refused' ? settled : { is: 'settled', slip: await viewOfSlip(inside, settled.slip) }
      })
    },
    drop: async ({ commandId, id, because }) => {
      const by = await actor()
      const sent = { actor: by, commandId, request: 'drop a slip', content: { id, because } }
      return carryOut(database, sent, async inside => {
        const slip = await ownSlip(inside, id, viewer)
        if (slip === undefined) return { is: 'refused', because: 'no such slip' }
        return dropSlip(inside, { slip: slip.number, because, at: clock(), by })
      })
    },
  }
}

const contentOf = async (database: Database, party: number, { guest, ...told }: SlipTold): Promise<SlipContent> => {
  const uuid = guest === null ? undefined : uuidOf('guest', guest)
  return { ...told, guest: (uuid && (await guestByUuid(database, party, uuid))) ?? null } as SlipContent
}
