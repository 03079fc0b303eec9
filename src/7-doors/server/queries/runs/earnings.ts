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
  placesOf,
  type Behind,
  type ComputedMonth,
  type ToldLine,
} from '#earnings/run/store.ts'
import type { CommissionLine, OpenedLine, PartnerEarnings } from '../../runs.ts'
import { refsOf, type Refs } from '../refs.ts'
import { monthAndRun, stateOf } from './rows.ts'

/** A partner's month: what he reached, and every commission; null where no plan holds or he was no partner at its end. */
export const partnerEarnings = async (
  database: Database,
  period: Period,
  partner: ContactNumber,
): Promise<PartnerEarnings | null> => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { run, computed } = found
  const tell = await lineTeller(database, computed)
  const lines = placesOf(computed, partner).map(tell)
  if (computed.facts.partners[partner] !== 1 && lines.length === 0) return null
  const refs = await refsOf(database, [partner, ...lines.flatMap(({ from }) => from ?? [])])
  const own = lines.filter(({ corrects }) => corrects === null)
  return {
    contact: refs(partner),
    period,
    state: stateOf(run),
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

/** A line opened: the way up, and what it was paid on, down to the orders. Null where the month has no such line. */
export const openedLine = async (database: Database, period: Period, place: number): Promise<OpenedLine | null> => {
  const found = await monthAndRun(database, period)
  if (found === null || place >= found.computed.lines.amount.length) return null
  const tell = await lineTeller(database, found.computed)
  const line = tell(place)
  const behind = behindLine(found.computed, place)
  const refs = await refsOf(database, [
    line.partner,
    ...(line.from === null ? [] : [line.from]),
    ...line.path,
    ...(behind?.rows ?? []).map(({ contact }) => contact),
  ])
  return {
    ...lineOf(line, refs),
    partner: refs(line.partner),
    period,
    path: line.path.map(refs),
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
