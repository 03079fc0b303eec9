import type { ContactNumber } from '#ground/identity'
import { describePlan } from '#earnings/plan'
import { planFor, planOf } from '#earnings/plan/store.ts'
import type { ComputedMonth } from '#earnings/run/store.ts'
import type { EarningsDesk } from '../../runs.ts'
import type { DeskContext } from '../desk.ts'
import { openedLine, partnerEarnings } from './earnings.ts'
import { ruleLines, type Sight } from './lines.ts'

/** What a partner's pages ask about his commissions. */
export const earningsDesk = ({ database, viewer }: DeskContext): EarningsDesk => {
  const sightOf = (computed: ComputedMonth) => sightOfPartner(computed, viewer)
  return {
    month: period => partnerEarnings(database, viewer, { period, sightOf }),
    lines: (period, asked) => ruleLines(database, viewer, { period, sightOf, ...asked }),
    line: (period, place) => openedLine(database, place, { period, sightOf }),
    plan: async period => {
      const version = await planFor(database, period)
      if (version === undefined) return null
      return { version: version.version, name: version.name, from: version.from, words: describePlan(planOf(version)) }
    },
  }
}

// Partners are known by name throughout the structure below; of customers a partner knows only his own. Whose orders another's turnover is
// made of is between him and his customers.
const sightOfPartner = (computed: ComputedMonth, viewer: ContactNumber): Sight => {
  const { above } = computed.month.standing.lineage
  return {
    isHis: ({ partner }) => partner === viewer,
    mayName: contact => contact === viewer || computed.facts.partners[contact] === 1 || above[contact] === viewer,
    maySeeBehind: ({ from }, { is }) => (is === 'partners' ? isBelow(above, from ?? -1, viewer) : from === viewer),
  }
}

const isBelow = (above: Int32Array, contact: number, top: ContactNumber): boolean => {
  let position = contact
  while (position >= 0 && position !== top) position = above[position]!
  return position === top
}
