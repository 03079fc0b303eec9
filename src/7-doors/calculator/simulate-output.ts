import { cents, decimalOfCents, type Cents } from '#ground/money'
import { spreadsheetLine } from '#ground/table'
import { partnersOf, type Comparison, type Course, type Cost, type Sides } from '#earnings/simulation'
import type { Plan } from '#earnings/plan'
import { decimalRate, type Rate } from '#earnings/scalar'
import type { Shown } from './simulate-options.ts'

/** What was simulated, and how contacts are called. */
export type Simulated = {
  readonly plans: Sides<Plan>
  readonly courses: Sides<Course>
  readonly compared: Comparison
  readonly ids: readonly string[]
}

/** The table that was asked for, as CSV. Shares in percent of turnover. */
export function* tableOf(simulated: Simulated, show: Exclude<Shown, 'plan'>): Generator<string> {
  for (const row of tables[show](simulated)) yield spreadsheetLine(row)
}

type Rows = Iterable<readonly string[]>

const percent = (ratio: Rate | null) => (ratio === null ? '' : `${ratio < 0 ? '-' : ''}${decimalRate(Math.abs(ratio))}`)

const amounts = (present: Cents, other: Cents) =>
  [present, other, cents(other - present)].map(amount => decimalOfCents(amount))

const monthColumns = [
  'month',
  'turnover',
  'cost',
  'other cost',
  'difference',
  'share',
  'other share',
  'partners',
  'earn nothing',
  'median',
  'other earn nothing',
  'other median',
]

const monthRow = (month: string, { turnover, present, other }: { readonly turnover: Cents } & Sides<Cost>) => [
  month,
  decimalOfCents(turnover),
  ...amounts(present.cost, other.cost),
  percent(present.ratio),
  percent(other.ratio),
  String(present.spread.people),
  ...[present, other].flatMap(({ spread }) => [String(spread.nothing), decimalOfCents(spread.median)]),
]

const monthsTable = ({ compared: { months, whole } }: Simulated): Rows => [
  monthColumns,
  ...months.map(month => monthRow(month.period, month)),
  monthRow('all', whole),
]

const ranksTable = ({ compared }: Simulated): Rows => [
  ['rank', 'partners', 'winners', 'losers', 'won', 'lost', 'paid', 'other paid', 'difference'],
  ...compared.ranks.map(({ rank, partners, winners, losers, won, lost, present, other }) => [
    rank ?? '',
    ...[partners, winners, losers].map(String),
    decimalOfCents(won),
    decimalOfCents(lost),
    ...amounts(present, other),
  ]),
]

const rulesTable = ({ compared }: Simulated): Rows => [
  ['rule', 'cost', 'other cost', 'difference'],
  ...compared.rules.map(({ rule, present, other }) => {
    const [cost, otherCost, difference] = amounts(present ?? cents(0), other ?? cents(0))
    return [rule, present === null ? '' : cost!, other === null ? '' : otherCost!, difference!]
  }),
]

const classesTable = ({ compared: { classes } }: Simulated): Rows => [
  ['from', 'below', 'partners', 'other partners'],
  ...classes.present.map(({ from, below, people }, place) => [
    from === null ? '' : decimalOfCents(from),
    below === null ? '' : decimalOfCents(below),
    String(people),
    String(classes.other[place]!.people),
  ]),
]

function* partnersTable({ plans, courses, ids }: Simulated): Rows {
  const rankOf = (side: 'present' | 'other', contact: number) =>
    plans[side].ranks[courses[side].ranks[contact]!]?.name ?? ''
  yield ['partner', 'rank', 'other rank', 'paid', 'other paid', 'difference']
  const rows = partnersOf(courses).sort((a, b) => (ids[a.contact]! < ids[b.contact]! ? -1 : 1))
  for (const { contact, present, other } of rows)
    yield [ids[contact]!, rankOf('present', contact), rankOf('other', contact), ...amounts(present, other)]
}

const tables = {
  months: monthsTable,
  ranks: ranksTable,
  rules: rulesTable,
  classes: classesTable,
  partners: partnersTable,
} as const
