import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { ordersByNumber } from '#sales/order/store.ts'
import { describeRule } from '#earnings/plan'
import { missing, stepsTo } from '#earnings/rank'
import type { Told } from '#earnings/scalar'
import {
  behindLine,
  lineTeller,
  pathOf,
  placesOf,
  type Behind,
  type ComputedMonth,
  type ToldLine,
} from '#earnings/run/store.ts'
import type { CommissionLine, OpenedLine, PartnerEarnings } from '../../runs.ts'
import { refsOf, type Refs } from '../refs.ts'
import { monthAndRun, stateOf } from './rows.ts'

/** What of a month whoever looks may be told. */
export type Sight = {
  readonly isHis: (line: ToldLine) => boolean
  readonly mayName: (contact: ContactNumber) => boolean
  readonly maySeeBehind: (line: ToldLine, behind: Behind) => boolean
}

/** The company's: everything. */
export const allSight = (): Sight => ({ isHis: () => true, mayName: () => true, maySeeBehind: () => true })

type Asking = { readonly period: Period; readonly sightOf: (computed: ComputedMonth) => Sight }

/** A partner's month: what he reached, and every commission; null where no plan holds or he was no partner at its end. */
export const partnerEarnings = async (
  database: Database,
  partner: ContactNumber,
  { period, sightOf }: Asking,
): Promise<PartnerEarnings | null> => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { run, computed, asOf } = found
  const tell = await lineTeller(database, computed)
  const sight = sightOf(computed)
  const lines = placesOf(computed, partner).map(place => seen(tell(place), sight))
  if (computed.facts.partners[partner] !== 1 && lines.length === 0) return null
  const refs = await refsOf(database, [partner, ...lines.flatMap(({ from }) => from ?? [])])
  const own = lines.filter(({ corrects }) => corrects === null)
  return {
    contact: refs(partner),
    period,
    state: stateOf(run),
    asOf,
    plan: { version: computed.version.version, name: computed.version.name },
    ...standingOf(computed, partner),
    rules: computed.terms.plan.bonuses.map(rule => {
      const his = own.filter(line => line.rule === rule.name)
      const needs = 'needs' in rule ? rule.needs : undefined
      return {
        name: rule.name,
        words: withoutName(rule.name, describeRule(rule)),
        amount: totalOf(his),
        lines: his.map(line => lineOf(line, refs)),
        nothing: his.length > 0 || needs === undefined ? [] : missing(needs, computed.month.standing, partner),
      }
    }),
    takenBack: lines.filter(({ corrects }) => corrects !== null).map(line => lineOf(line, refs)),
    total: totalOf(lines),
  }
}

const seen = (line: ToldLine, { mayName }: Sight): ToldLine =>
  line.from === null || mayName(line.from) ? line : { ...line, from: null }

// The name stands above it.
const withoutName = (name: string, { de, en }: Told): Told => ({
  de: de.slice(name.length + 2),
  en: en.slice(name.length + 2),
})

const totalOf = (lines: readonly ToldLine[]) => lines.reduce((total, { amount }) => total + amount, 0) as Cents

const standingOf = ({ month, terms }: ComputedMonth, partner: ContactNumber) => {
  const { standing, columns } = month
  const rank = standing.ranks[partner] ?? -1
  const next = terms.plan.ranks[rank + 1]
  return {
    isActive: standing.active[partner] === 1,
    rank: terms.plan.ranks[rank]?.name ?? null,
    next:
      next === undefined
        ? null
        : {
            rank: next.name,
            missing: missing(next.needs, standing, partner),
            steps: stepsTo(next.needs, standing, partner),
          },
    volumes: [...columns].map(([name, { unit, values, isCount }]) => ({
      name,
      value: values[partner] ?? 0,
      unit: isCount === true ? ('count' as const) : unit,
    })),
  }
}

const lineOf = (line: ToldLine, refs: Refs): CommissionLine => ({
  place: line.place,
  rule: line.rule,
  reason: line.reason,
  from: line.from === null ? null : refs(line.from),
  base: line.base,
  unit: line.unit,
  rate: line.rate,
  amount: line.amount,
  isRounded: line.isRounded,
  corrects: line.corrects,
})

/** A line opened: the way up, and what it was paid on, down to the orders. Null where the month has no such line, or not of his. */
export const openedLine = async (
  database: Database,
  place: number,
  { period, sightOf }: Asking,
): Promise<OpenedLine | null> => {
  const found = await monthAndRun(database, period)
  if (found === null || place >= found.computed.lines.amount.length) return null
  const { computed } = found
  const line = (await lineTeller(database, computed))(place)
  const sight = sightOf(computed)
  if (!sight.isHis(line)) return null
  const told = seen(line, sight)
  const way = pathOf(computed, place)
  const path = way.every(sight.mayName) ? way : []
  const there = behindLine(computed, place)
  const behind = there === undefined || !sight.maySeeBehind(line, there) ? undefined : there
  const behindIt = (behind?.rows ?? []).map(({ contact }) => contact)
  const refs = await refsOf(database, [line.partner, ...(told.from === null ? [] : [told.from]), ...path, ...behindIt])
  return {
    ...lineOf(told, refs),
    partner: refs(line.partner),
    period,
    path: path.map(refs),
    behind: behind === undefined ? null : await behindOf(database, behind, refs),
  }
}

const behindOf = async (database: Database, behind: Behind, refs: Refs): Promise<OpenedLine['behind']> => {
  if (behind.is === 'partners')
    return { is: 'partners', rows: behind.rows.map(({ contact, base }) => ({ contact: refs(contact), base })) }
  const orders = await ordersByNumber(
    database,
    behind.rows.flatMap(({ order }) => order ?? []),
  )
  return {
    is: 'orders',
    rows: behind.rows.map(({ order, contact, net, points }) => {
      const known = order === null ? undefined : orders.get(order)
      return {
        order: known === undefined ? null : { id: known.id, reference: known.reference, placedAt: known.placedAt },
        contact: refs(contact),
        net: net as Cents,
        points,
      }
    }),
  }
}
