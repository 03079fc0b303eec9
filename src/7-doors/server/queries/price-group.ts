import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { always } from '#ground/period'
import { roleNow } from '#people/structure/store.ts'
import { priceGroupFor } from '#sales/price-group'
import { givePriceGroups, groupsGiven } from '#sales/price-group/store.ts'
import type { PriceGroupOffice, PriceGroupShown } from '../price-group.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { numberOf } from './refs.ts'

const byOf = (actor: string): PriceGroupShown['history'][number]['by'] => {
  if (actor.startsWith('import')) return 'import'
  return actor.startsWith('user:') ? 'office' : 'interface'
}

const shownOf = async (database: Database, contact: ContactNumber): Promise<PriceGroupShown> => {
  const given = await groupsGiven(database, contact)
  const role = (await roleNow(database, contact)) ?? 'prospect'
  return {
    given: given.find(({ until }) => until === always.until)?.group ?? null,
    byRole: priceGroupFor({ role, given: null }),
    history: given.map(({ until, by, ...row }) => ({
      ...row,
      until: until === always.until ? null : until,
      by: byOf(by),
    })),
  }
}

/** Whose prices a contact pays, as the company sees and decides it. */
export const priceGroupOffice = ({ database, clock, actor }: CommandNeeds): PriceGroupOffice => ({
  of: async id => {
    const contact = await numberOf(database, id)
    return contact === undefined ? null : shownOf(database, contact)
  },
  give: async ({ commandId, ...content }) => {
    const number = await numberOf(database, content.contact)
    if (number === undefined) return null
    const by = await actor()
    await carryOut(database, { actor: by, commandId, request: 'give price group', content }, async inside => {
      await givePriceGroups(inside, [{ contact: number, group: content.group }], { at: clock(), by })
      return { is: 'given' }
    })
    return 'given'
  },
})
