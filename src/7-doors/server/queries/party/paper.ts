import type { ContactNumber } from '#ground/identity'
import { letterFor } from '#doors/mail'
import { paperOf, sceneIn } from '#doors/mail/store.ts'
import { companyShop } from '#referral/subdomain'
import { printOrder } from '#sales/checkout/store.ts'
import { papersOfParty } from '#sales/party-order/store.ts'
import type { DeskParties } from '../../parties.ts'
import { orderNumberOf } from '../orders.ts'
import { ownParty, ownPartyOrder, type PartyNeeds } from './rows.ts'

/** Papers for guests of a partner's parties who have no mailbox. */
export const deskPapers = (needs: PartyNeeds, viewer: ContactNumber): Pick<DeskParties, 'papers' | 'paper'> => ({
  papers: async id => {
    const party = await ownParty(needs.database, id, viewer)
    return party === undefined ? [] : papersOfParty(needs.database, party.number)
  },
  paper: async id => {
    const { database, clock, site, actor } = needs
    const order = await orderNumberOf(database, id)
    if (order === undefined || (await ownPartyOrder(database, order, viewer)) === undefined) return null
    const at = clock()
    const printed = await printOrder(database, { order, at, by: await actor() })
    if (printed === undefined) return null
    const { to, language, facts } = printed
    const scene = await sceneIn(database, site.addressOf(companyShop(site.host)))
    const letter = letterFor({ kind: 'order on paper', language, facts }, scene)!
    return { name: `${facts.number}.pdf`, content: await paperOf({ letter, scene, to, language, at }) }
  },
})
