import { amountOf, lineBook, type Context, type Line, type LineBook, type Payment } from '#earnings/bonus'
import { bonusOf, type Plan } from '#earnings/plan'
import { decide, testOf, type RankHistory, type Standing } from '#earnings/rank'
import { columnsOf, lineageOf, type Columns, type Entries } from '#earnings/volume'

export { explainPartner } from './explain.ts'

/** A month as it ended. Everything by position of contacts; -1 is the sponsor and the recruiter of the house. */
export type Facts = {
  readonly sponsors: Int32Array
  readonly recruiters: Int32Array
  /** 1 for each partner; the house is none. */
  readonly partners: Uint8Array
  readonly entries: Entries
}

/** What later months need of this one. */
export type State = { readonly ranks: RankHistory }

export type Month = {
  readonly columns: Columns
  readonly standing: Standing
  readonly lines: LineBook
  readonly after: State
}

/**
 * What everybody has reached and earns in a month: the same for the same facts, in whatever order the entries come.
 * @throws Error when the structure has a cycle, RangeError when a sum leaves the safe range.
 */
export const computeMonth = (plan: Plan, facts: Facts, before?: State): Month => {
  const lineage = lineageOf(facts.sponsors, facts.partners)
  const columns = columnsOf(new Map(Object.entries(plan.volumes)), { entries: facts.entries, lineage })
  const standing = decide({ columns, lineage, active: plan.active, ranks: plan.ranks, before: before?.ranks })
  const lines = lineBook()
  const context = contextOf(plan, facts, { columns, standing, lines })
  for (const number of plan.bonuses.keys()) payRule(plan, number, { context, lines })
  return { columns, standing, lines, after: { ranks: standing.history } }
}

const contextOf = (plan: Plan, facts: Facts, { columns, standing, lines }: Omit<Month, 'after'>): Context => {
  let recruiters: Standing['lineage'] | undefined
  const byRecruiter = () => (recruiters ??= lineageOf(facts.recruiters, facts.partners))
  return {
    columns,
    standing,
    lineageOf: upline => (upline === 'sponsor' ? standing.lineage : byRecruiter()),
    test: condition => (condition === undefined ? () => true : testOf(condition, standing)),
    price: (rule, base, rate) =>
      amountOf(base, rate, { unit: bonusOf(rule).unitOf(rule, columns), pointValue: plan['point value'] }),
    earnedSoFar: () => lines.sumOf('all', facts.sponsors.length),
    earned: rule =>
      lines.sumOf(
        plan.bonuses.findIndex(({ name }) => name === rule),
        facts.sponsors.length,
      ),
  }
}

type Paying = { readonly context: Context; readonly lines: LineBook }

const payRule = (plan: Plan, number: number, { context, lines }: Paying): void => {
  const rule = plan.bonuses[number]!
  const bonus = bonusOf(rule)
  const unit = bonus.unitOf(rule, context.columns)
  const pay = ({ level = 0, passed = 0, less = 0, ...payment }: Payment) => {
    const amount = payment.amount ?? context.price(rule, payment.base, payment.rate)
    if (amount !== 0) lines.add({ ...payment, level, passed, less, rule: number, unit, amount })
  }
  bonus.pay(rule, context, pay)
}

/** All lines of a month, by partner, rule, whose turnover it is and level: in one order, whatever order they came in. */
export const sortedLines = ({ lines }: Month): Line[] =>
  Array.from({ length: lines.length() }, (_, place) => lines.at(place)).sort(
    (a, b) => a.partner - b.partner || a.rule - b.rule || a.from - b.from || a.level - b.level || a.rate - b.rate,
  )
