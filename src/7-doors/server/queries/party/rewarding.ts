import { uuidOf, type ContactNumber } from '#ground/identity'
import { partyByUuid } from '#referral/party/store.ts'
import { redeemReward, rewardOfParty } from '#sales/host-reward/store.ts'
import type { DeskParties, OfficeParties } from '../../parties.ts'
import { carryOut } from '../carry-out.ts'
import { ownParty, type PartyNeeds } from './rows.ts'

/** The rewards of a partner's hosts. */
export const deskRewarding = (needs: PartyNeeds, viewer: ContactNumber): Pick<DeskParties, 'reward' | 'redeem'> => {
  const { database, clock, zone, actor } = needs
  return {
    reward: async id => {
      const party = await ownParty(database, id, viewer)
      return party === undefined ? null : rewardOfParty(database, party, { at: clock(), zone })
    },
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

/** What hosts get. */
export const officeRewarding = ({ database, clock, zone }: PartyNeeds): Pick<OfficeParties, 'reward'> => ({
  reward: async id => {
    const uuid = uuidOf('party', id)
    const party = uuid === undefined ? undefined : await partyByUuid(database, uuid)
    return party === undefined ? null : rewardOfParty(database, party, { at: clock(), zone })
  },
})
