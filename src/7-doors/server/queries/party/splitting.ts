import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { splitCollective } from '#sales/party-order/store.ts'
import { holdersOf } from '#sales/order/store.ts'
import { isClosedIn } from '#volume/ledger/store.ts'
import type { DeskParties, SplittableLine } from '../../parties.ts'
import type { OrderId } from '../../records.ts'
import { carryOut } from '../carry-out.ts'
import { orderNumberOf } from '../orders.ts'
import { numberOf } from '../refs.ts'
import { knownTo, ownPartyOrder, type PartyNeeds } from './rows.ts'

/** Splitting a partner's collective orders to guests who registered. */
export const deskSplitting = (needs: PartyNeeds, viewer: ContactNumber): Pick<DeskParties, 'splittable' | 'split'> => {
  const { database, clock, zone, actor } = needs
  return {
    splittable: async id => {
      const order = await ownCollective(database, id, viewer)
      return order === undefined ? null : splittableLines(database, order)
    },
    split: async ({ commandId, ...content }) => {
      const by = await actor()
      const sent = { actor: by, commandId, request: 'split a collective order', content }
      return carryOut(database, sent, async inside => {
        const order = await ownCollective(inside, content.order, viewer)
        if (order === undefined) return { is: 'refused', because: 'no such order' }
        const to = await numberOf(inside, content.to)
        if (to === undefined || !(await knownTo({ ...needs, database: inside }, viewer, [to])).has(to))
          return { is: 'refused', because: 'guest unknown' }
        const splitting = { order, pieces: content.pieces, to, at: clock(), by, isClosed: isClosedIn(zone) }
        const answer = await splitCollective(inside, splitting)
        if (answer.is === 'split') return answer
        const { because } = answer
        const isGone = because === 'unknown order' || because === 'no collective order'
        return { is: 'refused', because: isGone ? 'no such order' : because }
      })
    },
  }
}

/** The number of a collective order of a party that is this partner's now. */
const ownCollective = async (database: Database, id: OrderId, partner: ContactNumber): Promise<number | undefined> => {
  const order = await orderNumberOf(database, id)
  const counted = order === undefined ? undefined : await ownPartyOrder(database, order, partner)
  return counted?.way === 'collective' ? order : undefined
}

const splittableLines = async (database: Database, order: number): Promise<SplittableLine[]> => {
  const holders = Map.groupBy(await holdersOf(database, [order]), ({ position }) => position)
  return [...holders].map(([position, own]) => {
    const rest = own.find(({ split }) => split === null)
    const quantity = own.reduce((all, holder) => all + holder.quantity, 0)
    const left = rest === undefined ? 0 : rest.quantity - rest.returned.quantity
    return { position, name: own[0]!.description, quantity, left }
  })
}
