import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { sum } from '#ground/money'
import type { Period } from '#ground/period'
import { bookedAtParty, guestsOf, partiesOf, type Party } from '#referral/party/store.ts'
import { rewardCosts, type RewardCost } from '#sales/host-reward/store.ts'
import { partyWays } from '#sales/party-order'
import { figuresOfParties, hasOrders, hiddenByMonth, type PartyFigures } from '#sales/party-order/store.ts'
import type { DeskParties, OfficeParties, PartyFiguresView, PartyMonth } from '../../parties.ts'
import { anyParty, ownParty, type PartyNeeds } from './rows.ts'

/** What came of a partner's parties. */
export const deskFigures = (needs: PartyNeeds, viewer: ContactNumber): Pick<DeskParties, 'figures' | 'months'> => {
  const { database } = needs
  return {
    figures: async id => {
      const party = await ownParty(database, id, viewer)
      return party === undefined ? null : figuresOf(database, party)
    },
    months: async () => monthsOf(database, await partiesOf(database, viewer)),
  }
}

/** What came of the company's parties, and whom it does not know. */
export const officeFigures = ({ database }: PartyNeeds): Pick<OfficeParties, 'figures' | 'hidden'> => ({
  figures: async id => {
    const party = await anyParty(database, id)
    return party === undefined ? null : figuresOf(database, party)
  },
  hidden: asked => hiddenByMonth(database, asked),
})

const figuresOf = async (database: Database, { number }: Party): Promise<PartyFiguresView> => {
  const booked = (await bookedAtParty(database, number)).filter(({ cancelledAt }) => cancelledAt === null)
  const held = await Promise.all(booked.map(each => hasOrders(database, each.number)))
  const rows = booked.map(({ id, title, heldOn }, index) => ({ id, title, heldOn, hasOrders: held[index]! }))
  return {
    ...(await figuresOfParties(database, [number])).get(number)!,
    listed: (await guestsOf(database, number)).length,
    bookings: booked.length,
    held: held.filter(Boolean).length,
    booked: rows,
    reward: (await rewardCosts(database, [number])).get(number)!,
  }
}

type Counted = { readonly period: Period; readonly figures: PartyFigures; readonly cost: RewardCost }

const shownMonths = 12

const monthOfParty = ({ heldOn }: Party): Period => heldOn.slice(0, 7) as Period

/** What a partner's parties brought in the last months that had one. They come as `partiesOf` tells them. */
export const monthsOf = async (database: Database, parties: readonly Party[]): Promise<PartyMonth[]> => {
  const all = parties.filter(({ cancelledAt }) => cancelledAt === null)
  // The latest first, as they come.
  const months = [...new Set(all.map(monthOfParty))].slice(0, shownMonths)
  const held = all.filter(party => months.includes(monthOfParty(party)))
  const numbers = held.map(({ number }) => number)
  const [figures, costs] = [await figuresOfParties(database, numbers), await rewardCosts(database, numbers)]
  const counted = held.map(party => ({
    period: monthOfParty(party),
    figures: figures.get(party.number)!,
    cost: costs.get(party.number)!,
  }))
  const byMonth = Map.groupBy(counted, ({ period }) => period)
  return months.map(period => monthOf(period, byMonth.get(period)!)).toReversed()
}

const monthOf = (period: Period, all: readonly Counted[]): PartyMonth => {
  const count = (field: 'guests' | 'newCustomers' | 'told' | 'untold') =>
    all.reduce((total, { figures }) => total + figures[field], 0)
  const ways = partyWays.map(way => {
    const each = all.map(({ figures }) => figures.ways[way])
    const orders = each.reduce((total, { orders }) => total + orders, 0)
    const pieces = each.reduce((total, { pieces }) => total + pieces, 0)
    return [way, { orders, pieces, net: sum(each.map(({ net }) => net)) }] as const
  })
  return {
    period,
    parties: all.length,
    ways: Object.fromEntries(ways) as PartyMonth['ways'],
    guests: count('guests'),
    newCustomers: count('newCustomers'),
    told: count('told'),
    untold: count('untold'),
    rewards: sum(all.map(({ cost }) => cost.credit)),
  }
}
