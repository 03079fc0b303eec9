import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import { describeLine, type Plan } from '#earnings/plan'
import { missing } from '#earnings/rank'
import { decimalRate, type Language } from '#earnings/scalar'
import { sortedLines, type Month } from '#earnings/month'
import { cell } from './output.ts'

type Ids = readonly string[]

/** What contacts and orders are called. */
type Named = { readonly ids: Ids; readonly orderOf: (order: number) => string }

const byId = (ids: Ids) => (a: number, b: number) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : 0)

/** The commissions of a month as CSV, by partner in the order of code units, then by rule and by whose turnover it is. Rates in percent. */
export function* linesCsv(plan: Plan, month: Month, { ids, orderOf }: Named): Generator<string> {
  const compare = byId(ids)
  const lines = sortedLines(month).sort(
    (a, b) => compare(a.partner, b.partner) || a.rule - b.rule || compare(Math.max(a.from, 0), Math.max(b.from, 0)),
  )
  yield 'partner,rule,base,rate,amount,from,reason\n'
  for (const line of lines) {
    const rule = plan.bonuses[line.rule]!
    const base = line.unit === 'money' ? decimalOfCents(line.base as Cents) : decimalOfPoints(line.base as Points)
    const from = line.from < 0 ? '' : ids[line.from]!
    const reason = describeLine(plan, line, orderOf).en
    const cells = [
      ids[line.partner]!,
      rule.name,
      base,
      decimalRate(line.rate),
      decimalOfCents(line.amount),
      from,
      reason,
    ]
    yield `${cells.map(cell).join(',')}\n`
  }
}

type Asked = { readonly ids: Ids; readonly language: Language }

/** Every partner's rank of the month as CSV, and what the next one lacks. */
export function* ranksCsv(plan: Plan, { standing }: Month, { ids, language }: Asked): Generator<string> {
  const partners = [...ids.keys()].filter(contact => standing.lineage.partners[contact] === 1).sort(byId(ids))
  yield 'partner,active,rank,next,missing\n'
  for (const partner of partners) {
    const rank = standing.ranks[partner]!
    const next = plan.ranks[rank + 1]
    const lacks = next === undefined ? [] : missing(next.needs, standing, partner).map(told => told[language])
    const active = standing.active[partner] === 1 ? 'yes' : 'no'
    yield `${[ids[partner]!, active, plan.ranks[rank]?.name ?? '', next?.name ?? '', lacks.join('; ')].map(cell).join(',')}\n`
  }
}
