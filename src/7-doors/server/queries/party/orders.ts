import { leftOf, listPartyOrders, type PartyOrder } from '#sales/party-order/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { OfficeParties, PartyOrderRow } from '../../parties.ts'
import type { ContactRef } from '../../records.ts'
import { pageOfFound, pageSize, placeOf } from '../pages.ts'
import { refsOf } from '../refs.ts'
import type { PartyNeeds, PartyOf } from './rows.ts'

/** Whom of the buyers the reader may know by name; whose orders he may open with it. */
type Knowing = (contacts: readonly ContactNumber[]) => Promise<ReadonlySet<ContactNumber>>

type Reader = { readonly partyOf: PartyOf; readonly knows: Knowing }

/** The orders of the parties that a reader knows. */
export const ordersFor =
  ({ database }: Pick<PartyNeeds, 'database'>, { partyOf, knows }: Reader): OfficeParties['orders'] =>
  async (id, { way, cursor }) => {
    const party = await partyOf(database, id)
    if (party === undefined) return null
    const place = placeOf(cursor, ['moment', 'number'])
    const after = place && { takenAt: place[0], order: place[1] }
    const found = await listPartyOrders(database, { party: party.number, way, after, limit: pageSize + 1 })
    const { rows, next } = pageOfFound(found, order => [order.takenAt, order.order])
    const known = await knows([...new Set(rows.map(({ contact }) => contact))])
    const refs = await refsOf(database, known)
    return { rows: rows.map(order => rowOf(order, known.has(order.contact) ? refs(order.contact) : null)), next }
  }

const rowOf = (order: PartyOrder, buyer: ContactRef | null): PartyOrderRow => {
  const { id, number, way, state, payment, deliveredTo, takenAt, pieces, currency, toldGuests } = order
  const left = leftOf(order)
  const facts = { id, number, way, buyer, state, payment, deliveredTo, takenAt, pieces, currency, toldGuests }
  return { ...facts, left: left.gross, net: left.net, isOpen: buyer !== null }
}
