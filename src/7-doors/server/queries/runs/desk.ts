import type { ContactNumber } from '#ground/identity'
import type { Period } from '#ground/period'
import { describePlan } from '#earnings/plan'
import { planFor, planOf } from '#earnings/plan/store.ts'
import { computedMonth, type ComputedMonth } from '#earnings/run/store.ts'
import type { ContactId } from '../../records.ts'
import type { CommissionLine, EarningsDesk, OpenedLine, PartnerEarnings } from '../../runs.ts'
import type { DeskContext } from '../desk.ts'
import { numberOf } from '../refs.ts'
import { openedLine, partnerEarnings } from './earnings.ts'

/** What a partner's pages ask about his commissions. */
export const earningsDesk = ({ database, viewer }: DeskContext): EarningsDesk => ({
  month: async period => {
    const earnings = await partnerEarnings(database, period, viewer)
    return earnings === null ? null : toldTo({ database, viewer }, period, earnings)
  },
  line: async (period, place) => {
    const line = await openedLine(database, period, place)
    if (line === null || (await numberOf(database, line.partner.id)) !== viewer) return null
    return openedTo({ database, viewer }, period, line)
  },
  plan: async period => {
    const version = await planFor(database, period)
    if (version === undefined) return null
    return { version: version.version, name: version.name, from: version.from, words: describePlan(planOf(version)) }
  },
})

type Looking = Pick<DeskContext, 'database' | 'viewer'>

type MayName = (contact: ContactNumber) => boolean

// Partners are known by name throughout the structure below; of customers a partner knows only his own.
const namesFor = ({ facts, month }: ComputedMonth, viewer: ContactNumber): MayName => {
  const { above } = month.standing.lineage
  return contact => contact === viewer || facts.partners[contact] === 1 || above[contact] === viewer
}

const toldTo = async (looking: Looking, period: Period, earnings: PartnerEarnings): Promise<PartnerEarnings> => {
  const mayName = namesFor((await computedMonth(looking.database, period))!, looking.viewer)
  const lines = [...earnings.rules.flatMap(rule => rule.lines), ...earnings.takenBack]
  // Many lines are of the same people: each is looked up once.
  const ids = [...new Set(lines.flatMap(({ from }) => from?.id ?? []))]
  const named = new Set(
    (await Promise.all(ids.map(async id => ((await isNamed(looking, mayName, id)) ? [id] : [])))).flat(),
  )
  const told = (own: readonly CommissionLine[]) =>
    own.map(line => (line.from === null || named.has(line.from.id) ? line : { ...line, from: null }))
  return {
    ...earnings,
    rules: earnings.rules.map(rule => ({ ...rule, lines: told(rule.lines) })),
    takenBack: told(earnings.takenBack),
  }
}

const isNamed = async ({ database }: Looking, mayName: MayName, id: ContactId): Promise<boolean> => {
  const number = await numberOf(database, id)
  return number !== undefined && mayName(number)
}

const lineTo = async <L extends CommissionLine>(looking: Looking, mayName: MayName, line: L): Promise<L> =>
  line.from === null || (await isNamed(looking, mayName, line.from.id)) ? line : { ...line, from: null }

const openedTo = async (looking: Looking, period: Period, line: OpenedLine): Promise<OpenedLine> => {
  const { database, viewer } = looking
  const computed = (await computedMonth(database, period))!
  const mayName = namesFor(computed, viewer)
  const told = await lineTo(looking, mayName, line)
  const named = await Promise.all(line.path.map(({ id }) => isNamed(looking, mayName, id)))
  const from = line.from === null ? undefined : await numberOf(database, line.from.id)
  const isTold = line.behind?.is === 'partners' ? isBelow(computed, from, viewer) : from === viewer
  return {
    ...told,
    path: named.every(Boolean) ? line.path : [],
    // Whose orders another's turnover is made of is between him and his customers.
    behind: isTold ? line.behind : null,
  }
}

const isBelow = ({ month }: ComputedMonth, contact: ContactNumber | undefined, top: ContactNumber): boolean => {
  const { above } = month.standing.lineage
  let position: number = contact ?? -1
  while (position >= 0 && position !== top) position = above[position]!
  return position === top
}
