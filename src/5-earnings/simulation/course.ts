import { cents, sum, type Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { distributionOf, rowOf, type Distribution } from '#earnings/distribution'
import { amongPartners, computeMonth, type Month, type State } from '#earnings/month'
import type { Facts } from '#earnings/volume'
import type { Plan } from '#earnings/plan'

/** What a plan pays in a month. */
export type CourseMonth = {
  readonly period: Period
  /** All turnover of the month, net of VAT. */
  readonly turnover: Cents
  readonly cost: Cents
  /** By place of the rule in the plan. */
  readonly costs: readonly Cents[]
  /** Over everybody who was a partner at the month's end. */
  readonly spread: Distribution
}

/** What a plan pays month after month. Columns by position of contacts. */
export type Course = {
  readonly months: readonly CourseMonth[]
  readonly earned: Float64Array
  /** In how many of the months each was a partner at the end. */
  readonly monthsAsPartner: Int32Array
  /** The highest rank each had in any of the months, as a place in the plan's list; -1 for none. */
  readonly ranks: Int16Array
}

export type Running = {
  /** Computes the next month. */
  readonly add: (facts: Facts) => CourseMonth
  readonly course: () => Course
}

/** A plan that is run month after month, among those who matter for it: each month finds what the one before left. */
export const runPlan = (plan: Plan): Running => {
  const months: CourseMonth[] = []
  let state: State | undefined
  let contacts: Int32Array | undefined
  let columns: Omit<Course, 'months'> = {
    earned: new Float64Array(0),
    monthsAsPartner: new Int32Array(0),
    ranks: new Int16Array(0),
  }
  const add = (facts: Facts): CourseMonth => {
    const among = amongPartners(facts, contacts)
    const month = computeMonth(plan, among.facts, state)
    const earned = month.lines.sumOf('all', among.contacts.length)
    state = month.after
    contacts = among.contacts
    columns = grown(columns, facts.sponsors.length)
    addUp(columns, { month, earned, contacts })
    const told = tell(plan, { facts: among.facts, month, earned })
    months.push(told)
    return told
  }
  return { add, course: () => ({ months, ...columns }) }
}

type Columns = Omit<Course, 'months'>

const grown = ({ earned, monthsAsPartner, ranks }: Columns, size: number): Columns => {
  if (size <= earned.length) return { earned, monthsAsPartner, ranks }
  const longer = { earned: new Float64Array(size), monthsAsPartner: new Int32Array(size), ranks: new Int16Array(size) }
  longer.earned.set(earned)
  longer.monthsAsPartner.set(monthsAsPartner)
  longer.ranks.fill(-1).set(ranks)
  return longer
}

type Added = { readonly month: Month; readonly earned: Float64Array; readonly contacts: Int32Array }

// Nobody earns at the first position, where the other customers are.
const addUp = (columns: Columns, { month: { standing }, earned, contacts }: Added): void => {
  for (let position = 1; position < contacts.length; position += 1) {
    const contact = contacts[position]!
    columns.earned[contact]! += earned[position]!
    if (standing.lineage.partners[position] !== 1) continue
    columns.monthsAsPartner[contact]! += 1
    columns.ranks[contact] = Math.max(columns.ranks[contact]!, standing.ranks[position]!)
  }
}

type Told = { readonly facts: Facts; readonly month: Month; readonly earned: Float64Array }

const tell = ({ bonuses }: Plan, { facts, month, earned }: Told): CourseMonth => {
  const costs = bonuses.map((_, rule) => cents(month.lines.sumOf(rule, earned.length).reduce(add, 0)))
  return {
    period: facts.period,
    turnover: cents(facts.entries.net.reduce(add, 0)),
    cost: sum(costs),
    costs,
    spread: distributionOf(rowOf(earned, position => facts.partners[position] === 1)),
  }
}

const add = (total: number, each: number) => total + each
