import { cents, share, sum, type Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { boundsFor, classesOf, distributionOf, rowOf, type Class, type Distribution } from '#earnings/distribution'
import type { Plan } from '#earnings/plan'
import type { Rate } from '#earnings/scalar'
import type { Course, CourseMonth } from './course.ts'

/** The plan as it is, and the one it is compared with. */
export type Sides<T> = { readonly present: T; readonly other: T }

/** What a plan costs, as money and as a share of turnover in millionths; null where there was no turnover. */
export type Cost = { readonly cost: Cents; readonly ratio: Rate | null; readonly spread: Distribution }

export type ComparedMonth = { readonly period: Period; readonly turnover: Cents } & Sides<Cost>

/** Whom the other plan pays more, and whom less, of those who had the rank under the present plan. */
export type RankRow = {
  /** Null for no rank. */
  readonly rank: string | null
  readonly partners: number
  readonly winners: number
  readonly losers: number
  readonly won: Cents
  /** Not above nothing. */
  readonly lost: Cents
} & Sides<Cents>

/** What a rule costs; null where a plan has no rule of this name. */
export type RuleRow = { readonly rule: string } & Sides<Cents | null>

/** A partner's difference: what the other plan pays him less what the present one does. */
export type PartnerRow = { readonly contact: number; readonly difference: Cents } & Sides<Cents>

export type Comparison = {
  readonly months: readonly ComparedMonth[]
  /** All months together; the spread is over everybody who was a partner at the end of any of them. */
  readonly whole: { readonly turnover: Cents } & Sides<Cost>
  /** Classes of what a partner was paid in all months, with the same bounds for both plans. */
  readonly classes: Sides<readonly Class[]>
  /** From the highest rank down; no rank at the end. */
  readonly ranks: readonly RankRow[]
  readonly rules: readonly RuleRow[]
  readonly winners: number
  readonly losers: number
  /** Whom the other plan pays most more, and most less. */
  readonly most: { readonly won: readonly PartnerRow[]; readonly lost: readonly PartnerRow[] }
}

const mostShown = 20

/** Compares two plans that were run over the same months. */
export const compare = (plans: Sides<Plan>, courses: Sides<Course>): Comparison => {
  const partners = partnersOf(courses)
  const rows = {
    present: rowOf(courses.present.earned, contact => isPartner(courses, contact)),
    other: rowOf(courses.other.earned, contact => isPartner(courses, contact)),
  }
  const spreads = { present: distributionOf(rows.present), other: distributionOf(rows.other) }
  const bounds = boundsFor(cents(Math.max(spreads.present.highest, spreads.other.highest)))
  return {
    months: courses.present.months.map((month, place) => comparedMonth(month, courses.other.months[place]!)),
    whole: wholeOf(courses, spreads),
    classes: { present: classesOf(rows.present, bounds), other: classesOf(rows.other, bounds) },
    ranks: rankRows(plans.present, courses, partners),
    rules: ruleRows(plans, courses),
    winners: partners.filter(({ difference }) => difference > 0).length,
    losers: partners.filter(({ difference }) => difference < 0).length,
    most: mostOf(partners),
  }
}

const isPartner = ({ present }: Sides<Course>, contact: number) => present.monthsAsPartner[contact]! > 0

/** Everybody who was a partner at the end of any month, by position. */
export const partnersOf = (courses: Sides<Course>): PartnerRow[] => {
  const { present, other } = courses
  const rows: PartnerRow[] = []
  for (let contact = 0; contact < present.earned.length; contact += 1) {
    if (!isPartner(courses, contact)) continue
    const [before, after] = [cents(present.earned[contact]!), cents(other.earned[contact]!)]
    rows.push({ contact, present: before, other: after, difference: cents(after - before) })
  }
  return rows
}

const ratioOf = (cost: Cents, turnover: Cents): Rate | null =>
  turnover <= 0 ? null : share(1_000_000 as Cents, { numerator: cost, denominator: turnover })

const costOf = ({ cost, turnover, spread }: Pick<CourseMonth, 'cost' | 'turnover' | 'spread'>): Cost => ({
  cost,
  ratio: ratioOf(cost, turnover),
  spread,
})

const comparedMonth = (present: CourseMonth, other: CourseMonth): ComparedMonth => {
  if (present.period !== other.period) throw new Error(`${present.period} was compared with ${other.period}`)
  return { period: present.period, turnover: present.turnover, present: costOf(present), other: costOf(other) }
}

const wholeOf = ({ present, other }: Sides<Course>, spreads: Sides<Distribution>): Comparison['whole'] => {
  const turnover = sum(present.months.map(month => month.turnover))
  const side = ({ months }: Course, spread: Distribution) =>
    costOf({ turnover, cost: sum(months.map(({ cost }) => cost)), spread })
  return { turnover, present: side(present, spreads.present), other: side(other, spreads.other) }
}

const rankRows = ({ ranks }: Plan, { present }: Sides<Course>, partners: readonly PartnerRow[]): RankRow[] => {
  const byRank = Map.groupBy(partners, ({ contact }) => present.ranks[contact]!)
  return [...byRank]
    .sort(([a], [b]) => b - a)
    .map(([rank, rows]) => {
      const [won, lost] = [rows.filter(row => row.difference > 0), rows.filter(row => row.difference < 0)]
      return {
        rank: ranks[rank]?.name ?? null,
        partners: rows.length,
        winners: won.length,
        losers: lost.length,
        won: sum(won.map(({ difference }) => difference)),
        lost: sum(lost.map(({ difference }) => difference)),
        present: sum(rows.map(row => row.present)),
        other: sum(rows.map(row => row.other)),
      }
    })
}

const ruleRows = (plans: Sides<Plan>, courses: Sides<Course>): RuleRow[] => {
  const [present, other] = [costsByRule(plans.present, courses.present), costsByRule(plans.other, courses.other)]
  return [...new Set([...present.keys(), ...other.keys()])].map(rule => ({
    rule,
    present: present.get(rule) ?? null,
    other: other.get(rule) ?? null,
  }))
}

const costsByRule = ({ bonuses }: Plan, { months }: Course): ReadonlyMap<string, Cents> =>
  new Map(bonuses.map(({ name }, rule) => [name, sum(months.map(({ costs }) => costs[rule]!))]))

const mostOf = (partners: readonly PartnerRow[]): Comparison['most'] => {
  const sorted = partners.filter(({ difference }) => difference !== 0).sort((a, b) => b.difference - a.difference)
  return {
    won: sorted.slice(0, mostShown).filter(({ difference }) => difference > 0),
    lost: sorted
      .slice(-mostShown)
      .reverse()
      .filter(({ difference }) => difference < 0),
  }
}
