import type { Database } from '#ground/database'
import { countOpenSurpluses, decideSurplus, surpluses, type KeptSurplus } from '#sales/checkout/store.ts'
import { creditEntriesOfSurpluses } from '#sales/credit/store.ts'
import type { SurplusOffice, SurplusRow } from '../surplus.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { orderNumberOf } from './orders.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { refsOf } from './refs.ts'

const shown = async (database: Database, kept: readonly KeptSurplus[]): Promise<SurplusRow[]> => {
  const refs = await refsOf(
    database,
    kept.map(({ contact }) => contact),
  )
  const entries = await creditEntriesOfSurpluses(
    database,
    kept.map(({ position }) => position),
  )
  return kept.map(({ position, orderId, contact, ...row }) => ({
    ...row,
    order: orderId,
    buyer: refs(contact),
    entries: entries.filter(({ surplus }) => surplus === position),
  }))
}

/** What the company's pages ask about money that nobody owed, and what becomes of it. */
export const surplusOffice = ({ database, clock, actor }: CommandNeeds): SurplusOffice => ({
  list: async ({ which, cursor }) => {
    const place = placeOf(cursor, ['moment', 'number'])
    const after = place && { cameAt: place[0], position: place[1] }
    const found = await surpluses(database, { which, after, limit: pageSize + 1 })
    const { rows, next } = pageOfFound(found, ({ cameAt, position }) => [cameAt, position])
    return { rows: await shown(database, rows), next }
  },
  open: () => countOpenSurpluses(database),
  ofOrder: async id => {
    const order = await orderNumberOf(database, id)
    return order === undefined ? [] : shown(database, await surpluses(database, { which: { order }, limit: pageSize }))
  },
  decide: async ({ commandId, ...content }) => {
    const by = await actor()
    return carryOut(database, { actor: by, commandId, request: 'decide surplus', content }, inside =>
      decideSurplus(inside, { id: content.surplus, decision: content.decision, at: clock(), by }),
    )
  },
})
