import { periodAfter } from '#ground/period'
import { amountOf, lineBook, type Context, type Line, type LineBook, type Lines, type Payment } from '#earnings/bonus'
import { bonusOf, type Plan } from '#earnings/plan'
import type { Kept } from '#earnings/scalar'
import { decide, ranksAfter, ranksReachBack, testOf, type Standing } from '#earnings/rank'
import { columnsOf, lineageOf, singleOf, volumesAfter, type Columns, type Facts } from '#earnings/volume'
import { byOrder } from './by-order.ts'
import type { State } from './state.ts'

export { amongPartners, type Among } from './among.ts'
export { explainPartner } from './explain.ts'
export type { State } from './state.ts'

export type Month = {
  readonly columns: Columns
  readonly standing: Standing
  readonly lines: Lines
  readonly after: State
}

/**
 * What everybody has reached and earns in a month: the same for the same facts, in whatever order the entries come. `before` is what the
 * month before left; months are computed one after the other.
 * @throws Error when the structure has a cycle, or the month does not follow the one before; RangeError when a sum leaves the safe range.
 */
export const computeMonth = (plan: Plan, facts: Facts, before?: State): Month => {
  if (before !== undefined && periodAfter(before.period) !== facts.period)
    throw new Error(`${facts.period} does not follow ${before.period}`)
  const lineage = lineageOf(facts.sponsors, facts.partners)
  const rules = new Map(Object.entries(plan.volumes))
  const columns = columnsOf(rules, { facts, lineage, before: before?.volumes })
  const standing = decide({ facts, columns, lineage, ...conditionsOf(plan), before: before?.ranks })
  const [lines, bonuses] = [lineBook(), new Map<string, Kept>()]
  const context = contextOf(plan, { facts, columns, standing, lines, before, bonuses })
  for (const number of plan.bonuses.keys()) payRule(plan, number, { context, lines })
  const after = {
    period: facts.period,
    ranks: ranksAfter(standing),
    volumes: volumesAfter(columns),
    bonuses: Object.fromEntries(bonuses),
  }
  return { columns, standing, lines, after }
}

const conditionsOf = ({ active, ranks, ladder, bonuses }: Plan) => {
  const later = bonuses.flatMap(rule => ('needs' in rule && rule.needs !== undefined ? [rule.needs] : []))
  return { active, ranks, ladder, later }
}

type Computed = Pick<Month, 'columns' | 'standing' | 'lines'> & {
  readonly facts: Facts
  readonly before: State | undefined
  readonly bonuses: Map<string, Kept>
}

const contextOf = (plan: Plan, { facts, columns, standing, lines, before, bonuses }: Computed): Context => {
  let recruiters: Standing['lineage'] | undefined
  const byRecruiter = () => (recruiters ??= lineageOf(facts.recruiters, facts.partners))
  const size = facts.sponsors.length
  return {
    facts,
    columns,
    standing,
    lineageOf: upline => (upline === 'sponsor' ? standing.lineage : byRecruiter()),
    entriesOf: volume => singleOf(plan.volumes[volume]!, facts),
    test: condition => (condition === undefined ? () => true : testOf(condition, standing)),
    price: (rule, base, rate) =>
      amountOf(base, rate, { unit: bonusOf(rule).unitOf(rule, columns), pointValue: plan['point value'] }),
    earnedSoFar: () => lines.sumOf('all', size),
    rules: plan.bonuses,
    earned: rule =>
      lines.sumOf(
        plan.bonuses.findIndex(({ name }) => name === rule),
        size,
      ),
    kept: ({ name }) => before?.bonuses[name],
    keep: ({ name }, kept) => bonuses.set(name, kept),
  }
}

type Paying = { readonly context: Context; readonly lines: LineBook }

const payRule = (plan: Plan, number: number, { context, lines }: Paying): void => {
  const rule = plan.bonuses[number]!
  const bonus = bonusOf(rule)
  const worth = { unit: bonus.unitOf(rule, context.columns), pointValue: plan['point value'] }
  const write = lines.open(number, worth.unit)
  const pay = (payment: Payment) => write(payment, payment.amount ?? amountOf(payment.base, payment.rate, worth))
  if (!isByOrder(rule)) return bonus.pay(rule, context, pay)
  const ordered = byOrder(bonus, rule, { context, pay })
  bonus.pay(rule, ordered.context, ordered.pay)
  ordered.finish()
}

const isByOrder = (rule: Plan['bonuses'][number]): boolean => 'when' in rule && rule.when === 'order'

/** Whether a month of this plan depends on the months before it, so that it has to be computed from the plan's first month on. */
export const outlastsMonths = (plan: Plan): boolean =>
  ranksReachBack(conditionsOf(plan)) ||
  Object.values(plan.volumes).some(({ over }) => over !== undefined) ||
  plan.bonuses.some(rule => bonusOf(rule).outlastsMonths === true || isByOrder(rule))

const inOrder = (a: Line, b: Line): number =>
  a.partner - b.partner || a.rule - b.rule || a.from - b.from || a.level - b.level || a.rate - b.rate

/** All lines of a month, by partner, rule, whose turnover it is and level: in one order, whatever order they came in. */
export const sortedLines = ({ lines }: Pick<Month, 'lines'>): Line[] =>
  Array.from({ length: lines.length() }, (_, place) => lines.at(place)).sort(inOrder)

/** A partner's lines of a month, in the same order; nobody else's are made. */
export const linesOfPartner = ({ lines }: Pick<Month, 'lines'>, partner: number): Line[] =>
  lines
    .placesOf(partner)
    .map(place => lines.at(place))
    .sort(inOrder)
