import type { Database } from '#ground/database'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { readSetting } from '#ground/setting/store.ts'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { guestByUuid, guestsOf, keeperOf, partyByNumber, type Party } from '#referral/party/store.ts'
import { shippingPolicy } from '#sales/cart'
import { isMarket, markets } from '#sales/catalogue'
import { listOffered } from '#sales/catalogue/store.ts'
import { ordersByNumber } from '#sales/order/store.ts'
import { partyOrderPolicy, type SlipContent } from '#sales/party-order'
import {
  collectedBy,
  dropSlip,
  settleSlip,
  slipByUuid,
  slipsOf,
  takeSlip,
  type Slip,
} from '#sales/party-order/store.ts'
import { paymentsOffered } from '#sales/payment/store.ts'
import type { DeskParties, PartyCounter, PartyView, SlipId, SlipTold, SlipView } from '../../parties.ts'
import { carryOut } from '../carry-out.ts'
import { ordersFor } from './orders.ts'
import { knownTo, ownParty, shopOf, type PartyNeeds } from './rows.ts'

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
      return party === undefined ? [] : slipViews(database, await slipsOf(database, party.number))
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

/** More than any company offers. */
const mostProducts = 10_000

type Counter = { readonly party: Party; readonly view: PartyView }

const counterOf = async (
  { database, clock, providers }: PartyNeeds,
  viewer: ContactNumber,
  { party, view }: Counter,
): Promise<PartyCounter> => {
  const people = await contactsByNumber(database, [viewer, party.host])
  const own = people.get(viewer)!.country
  const country = isMarket(own) ? own : 'DE'
  const market = { country, group: 'customer', at: clock() } as const
  const asked = { market, search: '', category: undefined, page: 1, size: mostProducts }
  return {
    party: view,
    country,
    currency: markets[country].currency,
    products: (await listOffered(database, asked)).rows,
    payments: await paymentsOffered(database, providers),
    shipping: await readSetting(database, shippingPolicy),
    rules: await readSetting(database, partyOrderPolicy),
    reaches: { host: hasAddress(people.get(party.host)!), partner: hasAddress(people.get(viewer)!) },
  }
}

const hasAddress = ({ street, postalCode, city }: Contact): boolean =>
  street !== null && postalCode !== null && city !== null

const slipViews = async (database: Database, slips: readonly Slip[]): Promise<SlipView[]> => {
  const orders = await ordersByNumber(
    database,
    slips.flatMap(({ order }) => order ?? []),
  )
  const parties = [...new Set(slips.map(({ party }) => party))]
  const guests = (await Promise.all(parties.map(party => guestsOf(database, party)))).flat()
  return slips.map(slip => {
    const { id, commandId, content, takenAt, receivedAt, state, because, droppedBecause } = slip
    const order = slip.order === null ? undefined : orders.get(slip.order)!
    const guest = guests.find(({ number }) => number === content.guest)?.id ?? null
    const placed = order === undefined ? null : { id: order.id, number: order.reference! }
    return { ...content, guest, id, commandId, takenAt, receivedAt, state, because, droppedBecause, order: placed }
  })
}

const viewOfSlip = async (database: Database, slip: Slip): Promise<SlipView> => (await slipViews(database, [slip]))[0]!

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

/** The slip, if it is of a party that is this partner's now. */
const ownSlip = async (database: Database, id: SlipId, partner: ContactNumber): Promise<Slip | undefined> => {
  const uuid = uuidOf('slip', id)
  const slip = uuid === undefined ? undefined : await slipByUuid(database, uuid)
  const party = slip && (await partyByNumber(database, slip.party))
  return party !== undefined && (await keeperOf(database, party)) === partner ? slip : undefined
}
