import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { sum, type Cents } from '#ground/money'
import { ordersByNumber } from '#sales/order/store.ts'
import { describeRule } from '#earnings/plan'
import { missing, stepsTo, type Condition } from '#earnings/rank'
import type { Told } from '#earnings/scalar'
import { behindLine, lineTeller, pathOf, type Behind, type ComputedMonth } from '#earnings/run/store.ts'
import type { LinesOf, OpenedLine, PartnerEarnings } from '../../runs.ts'
import { refsOf, type Refs } from '../refs.ts'
import { lineOf, linesBy, linesShown, placesShown, seen, type Asking } from './lines.ts'
import { monthAndRun, stateOf } from './rows.ts'

/** A partner's month: what he reached, and every commission; null where no plan holds or he was no partner at its end. */
export const partnerEarnings = async (
  database: Database,
  partner: ContactNumber,
  { period, sightOf }: Asking,
): Promise<PartnerEarnings | null> => {
  const found = await monthAndRun(database, period)
  if (found === null) return null
  const { run, computed, asOf } = found
  const { bonuses } = computed.terms.plan
  const linesOf = linesBy(computed, partner)
  const kinds = [...bonuses.keys(), 'taken back' as const]
  if (computed.facts.partners[partner] !== 1 && kinds.every(of => linesOf(of).places.length === 0)) return null
  const [tell, sight] = [await lineTeller(database, computed), sightOf(computed)]
  const told = new Map(
    kinds.map(of => [of, placesShown(computed, linesOf(of)).map(place => seen(tell(place), sight))] as const),
  )
  const refs = await refsOf(database, [partner, ...[...told.values()].flat().flatMap(({ from }) => from ?? [])])
  const shown = (of: LinesOf) => linesShown(linesOf(of), told.get(of)!, refs)
  return {
    contact: refs(partner),
    period,
    state: stateOf(run),
    asOf,
    plan: { version: computed.version.version, name: computed.version.name },
    ...standingOf(computed, partner),
    rules: bonuses.map((rule, number) => ({
      name: rule.name,
      words: withoutName(rule.name, describeRule(rule)),
      amount: linesOf(number).amount,
      ...shown(number),
      nothing: whyNothing(computed, partner, { rule, count: linesOf(number).places.length }),
    })),
    takenBack: shown('taken back'),
    total: sum(kinds.map(of => linesOf(of).amount)),
  }
}

type Paying = { readonly rule: object; readonly count: number }

const whyNothing = ({ month }: ComputedMonth, partner: ContactNumber, { rule, count }: Paying): Told[] => {
  const needs = 'needs' in rule ? (rule.needs as Condition | undefined) : undefined
  return count > 0 || needs === undefined ? [] : missing(needs, month.standing, partner)
}

// The name stands above it.
const withoutName = (name: string, { de, en }: Told): Told => ({
  de: de.slice(name.length + 2),
  en: en.slice(name.length + 2),
})

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
