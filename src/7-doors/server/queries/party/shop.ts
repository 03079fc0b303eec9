import { dayOf } from '#ground/period'
import { inTransaction } from '#ground/database/store.ts'
import { confirmHimself, enteredAndUnconfirmed } from '#people/consent/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { refusalOfOrder, type GuestAnswer } from '#referral/party'
import { guestsOf, keeperOf, listGuest, partyByHostSlug, partyBySlug, type Party } from '#referral/party/store.ts'
import { rewardOfParty } from '#sales/host-reward/store.ts'
import { isOfPaper, orderByToken } from '#sales/checkout/store.ts'
import type { InvitationView, ShopParties } from '../../shop-parties.ts'
import type { Evidence } from '../shop/signals.ts'
import { addressesOf, partyRow } from './rows.ts'
import { partyOfVisitor, zoneOf } from './visitor.ts'

/** A partner's parties as a visitor of a shop sees them who has the link. */
export const shopParties = (evidence: Evidence): ShopParties => ({
  ...invitationPage(evidence),
  ...hostPage(evidence),
  ...confirming(evidence),
  current: async () => {
    const party = await partyOfVisitor(evidence)
    return party === undefined ? null : { title: party.title, hostName: party.hostName }
  },
})

const invitationPage = (evidence: Evidence): Pick<ShopParties, 'invitation' | 'answer'> => ({
  invitation: async slug => {
    const party = await partyBySlug(evidence.database, slug)
    if (party === undefined) return null
    const view = await invitationOf(evidence, party)
    if (view.state === 'planned' || view.takesOrders) evidence.jar.keep('party', slug, daysKept)
    return view
  },
  answer: async (slug, { name, answer }) =>
    list(evidence, await partyBySlug(evidence.database, slug), { name, answer, by: 'guest' }),
})

// An invitation may come some weeks before its party.
const daysKept = 60

const hostPage = (evidence: Evidence): Pick<ShopParties, 'host' | 'hostListsGuest'> => ({
  host: async slug => {
    const { database, base } = evidence
    const party = await partyByHostSlug(database, slug)
    if (party === undefined) return null
    const { guestsAddress } = await addressesOf({ database, site: base }, party, await keeperOf(database, party))
    const guests = (await guestsOf(database, party.number)).map(({ name, answer }) => ({ name, answer }))
    const now = { at: evidence.at, zone: await zoneOf(database) }
    const { entries: _entries, ...reward } = await rewardOfParty(database, party, now)
    return { ...shown(party, await todayOf(evidence)), guests, guestsAddress, reward }
  },
  hostListsGuest: async (slug, name) =>
    list(evidence, await partyByHostSlug(evidence.database, slug), { name, answer: 'invited', by: 'host' }),
})

const confirming = (evidence: Evidence): Pick<ShopParties, 'entered' | 'confirm'> => ({
  entered: async token => {
    const { database, at } = evidence
    const order = await orderByToken(database, { token, at })
    const by = order && (await enteredAndUnconfirmed(database, order.contact))
    return by === undefined ? null : { by: (await contactsByNumber(database, [by])).get(by)!.displayName }
  },
  confirm: async token => {
    const { database, at } = evidence
    const order = await orderByToken(database, { token, at })
    if (order === undefined) return
    const how = (await isOfPaper(database, token)) ? 'paper' : 'order page'
    await confirmHimself(database, { contact: order.contact, at, how })
  },
})

const todayOf = async ({ database, at }: Evidence): Promise<string> => dayOf(at, await zoneOf(database))

type Telling = { readonly name: string; readonly answer: GuestAnswer; readonly by: 'guest' | 'host' }

const list = ({ database, at }: Evidence, party: Party | undefined, told: Telling): ReturnType<ShopParties['answer']> =>
  party === undefined
    ? Promise.resolve({ is: 'refused', because: 'no such party' })
    : inTransaction(database, async inside => {
        const listed = await listGuest(inside, { ...told, party: party.number, at })
        return listed.is === 'refused' ? listed : { is: 'listed' }
      })

const shown = (party: Party, today: string) => {
  const { id: _id, graceUntil: _grace, ...row } = partyRow(party, today)
  return row
}

const invitationOf = async (evidence: Evidence, party: Party): Promise<InvitationView> => {
  const [today, { at }] = [await todayOf(evidence), evidence]
  const takesOrders = refusalOfOrder(party, { at, on: today, arrivesOn: today }) === undefined
  return { ...shown(party, today), takesOrders }
}
