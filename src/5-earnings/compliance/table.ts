import type { Cents } from '#ground/money'
import type { Class, Distribution } from '#earnings/distribution'
import type { Report } from './report.ts'

/** One figure of a report: a count of people in thousandths, a share in per mille of what the section is about, an amount. */
export type Figure = {
  readonly section: 'turnover' | 'commissions' | 'partners' | 'customers' | 'earnings' | 'classes' | 'ranks'
  readonly figure: string
  /** The rank, or where a class begins and ends. */
  readonly of?: string | null | Pick<Class, 'from' | 'below'>
  readonly count?: number | null
  readonly share?: number | null
  readonly amount?: Cents
}

/** All figures of a report, one after the other, for a file. */
export const figuresOf = (report: Report): Figure[] => [
  ...turnoverFigures(report),
  ...commissionFigures(report),
  ...partnerFigures(report),
  ...customerFigures(report),
  ...spreadFigures(report.statement.all, { section: 'earnings' }),
  ...report.statement.classes.map(({ people, total, ...of }): Figure => ({
    section: 'classes',
    figure: 'class',
    of,
    count: people * 1000,
    share: perMille(people, report.partners.all),
    amount: total,
  })),
  ...report.statement.ranks.flatMap(({ rank, ...spread }) => spreadFigures(spread, { section: 'ranks', of: rank })),
]

/** A share in per mille; null of nothing. */
const perMille = (part: number, whole: number): number | null => (whole <= 0 ? null : Math.round((part / whole) * 1000))

const turnoverFigures = ({ turnover }: Report): Figure[] =>
  (['all', 'endCustomers', 'ownConsumption'] as const).map(figure => ({
    section: 'turnover',
    figure,
    amount: turnover[figure],
    share: perMille(turnover[figure], turnover.all),
  }))

const commissionFigures = ({ commissions, causes, turnover }: Report): Figure[] => [
  { section: 'commissions', figure: 'all', amount: commissions, share: perMille(commissions, turnover.all) },
  ...causes.map(({ cause, amount }): Figure => ({
    section: 'commissions',
    figure: cause,
    amount,
    share: perMille(amount, commissions),
  })),
]

const partnerFigures = ({ partners }: Report): Figure[] =>
  Object.entries(partners).map(([figure, count]) => ({
    section: 'partners',
    figure,
    count: count * 1000,
    share: perMille(count, partners.all),
  }))

const customerFigures = ({ customers, partners }: Report): Figure[] => [
  { section: 'customers', figure: 'distinct', count: customers.distinct * 1000 },
  { section: 'customers', figure: 'perPaid', count: customers.average },
  { section: 'customers', figure: 'median', count: customers.median },
  {
    section: 'customers',
    figure: 'paidWithoutCustomers',
    count: customers.none * 1000,
    share: perMille(customers.none, partners.paid),
  },
]

type Place = Pick<Figure, 'section' | 'of'>

const spreadFigures = ({ people, nothing, total, topTenth, ...spread }: Distribution, place: Place): Figure[] => [
  { ...place, figure: 'people', count: people * 1000 },
  { ...place, figure: 'nothing', count: nothing * 1000, share: perMille(nothing, people) },
  { ...place, figure: 'total', amount: total },
  ...Object.entries(spread).map(([figure, amount]): Figure => ({ ...place, figure, amount })),
  { ...place, figure: 'topTenth', amount: topTenth, share: perMille(topTenth, total) },
]
