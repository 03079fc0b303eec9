import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { partyByNumber } from '#referral/party/store.ts'
import { openGoods, redeemReward, rewardOfParty, shipGoods, undoGoods } from '#sales/host-reward/store.ts'
import type { DeskParties, EndAnswer, GoodsToShip, OfficeParties, PartyId } from '../../parties.ts'
import { carryOut } from '../carry-out.ts'
import { refsOf } from '../refs.ts'
import { anyParty, ownParty, type PartyNeeds, type PartyOf } from './rows.ts'

/** What hosts get, of the parties that `partyOf` knows. */
const rewardsOf = (needs: PartyNeeds, partyOf: PartyOf): Pick<OfficeParties, 'reward' | 'undo'> => ({
  reward: async id => {
    const { database, clock, zone } = needs
    const party = await partyOf(database, id)
    return party === undefined ? null : rewardOfParty(database, party, { at: clock(), zone })
  },
  undo: ({ commandId, ...content }) => {
    const sent = { commandId, request: 'undo what a host took', content }
    return end(needs, { partyOf, sent }, (inside, ending) => undoGoods(inside, { ...ending, reason: content.reason }))
  },
})

type Sent = {
  readonly commandId: string
  readonly request: string
  readonly content: { readonly party: PartyId; readonly place: number }
}

const end = async (
  { database, clock, actor }: PartyNeeds,
  { partyOf, sent }: { readonly partyOf: PartyOf; readonly sent: Sent },
  doIt: (inside: Database, ending: Parameters<typeof shipGoods>[1]) => Promise<EndAnswer>,
): Promise<EndAnswer> => {
  const by = await actor()
  return carryOut(database, { actor: by, ...sent }, async inside => {
    const party = await partyOf(inside, sent.content.party)
    if (party === undefined) return { is: 'refused', because: 'no such party' }
    return doIt(inside, { party: party.number, place: sent.content.place, at: clock(), by })
  })
}

/** The rewards of a partner's hosts. */
export const deskRewarding = (
  needs: PartyNeeds,
  viewer: ContactNumber,
): Pick<DeskParties, 'reward' | 'redeem' | 'undo'> => {
  const { database, clock, zone, actor } = needs
  return {
    ...rewardsOf(needs, (inside, id) => ownParty(inside, id, viewer)),
    redeem: async ({ commandId, ...content }) => {
      const by = await actor()
      const sent = { actor: by, commandId, request: 'redeem a reward', content }
      return carryOut(database, sent, async inside => {
        const party = await ownParty(inside, content.party, viewer)
        if (party === undefined) return { is: 'refused', because: 'no such party' }
        const { goods } = content
        const redeemed = await redeemReward(inside, { party: party.number, goods, at: clock(), zone, by })
        return redeemed.is === 'refused' ? redeemed : { is: 'redeemed' }
      })
    },
  }
}

/** What hosts get, and what is to be sent to them. */
export const officeRewarding = (needs: PartyNeeds): Pick<OfficeParties, 'reward' | 'undo' | 'ship' | 'toShip'> => ({
  ...rewardsOf(needs, anyParty),
  ship: ({ commandId, ...content }) =>
    end(needs, { partyOf: anyParty, sent: { commandId, request: 'ship what a host took', content } }, shipGoods),
  toShip: most => toShip(needs.database, most),
})

const toShip = async (database: Database, most: number): Promise<GoodsToShip[]> => {
  const open = await openGoods(database, most)
  const parties = await Promise.all(open.map(({ party }) => partyByNumber(database, party)))
  const refs = await refsOf(
    database,
    parties.map(party => party!.host),
  )
  return open.map((goods, index) => {
    const { id, title, host } = parties[index]!
    return { ...goods, party: { id, title, host: refs(host) } }
  })
}
