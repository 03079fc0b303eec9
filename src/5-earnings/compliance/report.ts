import { cents, sum, type Cents } from '#ground/money'
import type { Period } from '#ground/period'
import { classesOf, distributionOf, rowOf, type Class, type Distribution } from '#earnings/distribution'
import { causes, type Cause } from './causes.ts'
import { summed, together } from './sales.ts'
import type { Survey } from './survey.ts'

/** What partners were paid, by the highest rank each had in any of the months; null for none. */
export type RankStatement = { readonly rank: string | null } & Distribution

/** Distinct customers of partners who were paid. A count per partner is in thousandths. */
export type CustomersPerPaid = {
  /** Customers of any partner, paid or not, each once. */
  readonly distinct: number
  readonly average: number | null
  readonly median: number | null
  /** Paid partners who had no customer. */
  readonly none: number
}

export type Report = {
  readonly from: Period
  readonly until: Period
  readonly months: number
  readonly turnover: { readonly all: Cents; readonly endCustomers: Cents; readonly ownConsumption: Cents }
  readonly commissions: Cents
  readonly causes: readonly { readonly cause: Cause; readonly amount: Cents }[]
  /** Who was a partner at the end of any of the months, and of them … */
  readonly partners: {
    readonly all: number
    readonly paid: number
    readonly paidWithoutDownline: number
    /** … who bought himself and had no customer. */
    readonly onlyConsuming: number
    /** … who was active or had a rank, and by own purchases alone: in the whole month, or in its last days. */
    readonly qualified: number
    readonly bought: number
    readonly boughtAtEnd: number
  }
  readonly customers: CustomersPerPaid
  readonly statement: {
    readonly all: Distribution
    readonly classes: readonly Class[]
    readonly ranks: readonly RankStatement[]
  }
}

const euros = (...amounts: number[]) => amounts.map(amount => cents(amount * 100))
const boundsOfMonth = euros(25, 100, 250, 500, 1000, 2500, 5000)
const boundsOfYear = euros(100, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)

/** One month, or several as one: a rolling year. Months come in their order. */
export const reportOf = (surveys: readonly Survey[]): Report => {
  const people = peopleOf(surveys)
  const row = rowOf(people.earned, people.isPartner)
  const all = sum(surveys.map(({ turnover }) => turnover.all))
  const ownConsumption = sum(surveys.map(({ turnover }) => turnover.ownConsumption))
  return {
    from: surveys[0]!.period,
    until: surveys.at(-1)!.period,
    months: surveys.length,
    turnover: { all, ownConsumption, endCustomers: cents(all - ownConsumption) },
    commissions: sum(causes.map(cause => sumOfCause(surveys, cause))),
    causes: causes.map(cause => ({ cause, amount: sumOfCause(surveys, cause) })),
    partners: countsOf(people),
    customers: customersOf(people),
    statement: {
      all: distributionOf(row),
      classes: classesOf(row, surveys.length === 1 ? boundsOfMonth : boundsOfYear),
      ranks: ranksOf(people),
    },
  }
}

const sumOfCause = (surveys: readonly Survey[], cause: Cause): Cents => sum(surveys.map(({ causes }) => causes[cause]))

/** Everybody over all the months, by position. */
type People = {
  readonly size: number
  readonly earned: Float64Array
  readonly consumed: Float64Array
  /** Distinct customers who bought more than they gave back. */
  readonly customers: Int32Array
  readonly distinct: number
  readonly ranks: readonly (string | undefined)[]
  readonly isPartner: (contact: number) => boolean
  /** Whether a mark was at least this in any of the months. */
  readonly ever: (mark: 'qualified' | 'bought' | 'hasDownline', contact: number, least?: number) => boolean
}

const peopleOf = (surveys: readonly Survey[]): People => {
  const size = Math.max(...surveys.map(({ partners }) => partners.length))
  const added = (column: 'earned' | 'consumed') => {
    const sums = new Float64Array(size)
    for (const survey of surveys) survey[column].forEach((amount, contact) => (sums[contact]! += amount))
    return sums
  }
  const highest = (mark: 'partners' | 'qualified' | 'bought' | 'hasDownline') => {
    const marks = new Uint8Array(size)
    for (const survey of surveys)
      survey[mark].forEach((value, contact) => (marks[contact] = Math.max(marks[contact]!, value)))
    return marks
  }
  const partners = highest('partners')
  const marks = { qualified: highest('qualified'), bought: highest('bought'), hasDownline: highest('hasDownline') }
  return {
    size,
    earned: added('earned'),
    consumed: added('consumed'),
    ...salesOf(surveys, size),
    ranks: highestRanks(surveys, size),
    isPartner: contact => partners[contact] === 1,
    ever: (mark, contact, least = 1) => marks[mark][contact]! >= least,
  }
}

const highestRanks = (surveys: readonly Survey[], size: number): (string | undefined)[] => {
  const highest = new Int16Array(size).fill(-1)
  const names = Array.from<string | undefined>({ length: size })
  for (const { ranks, rankNames } of surveys)
    ranks.forEach((rank, contact) => {
      if (rank < 0 || rank < highest[contact]!) return
      highest[contact] = rank
      names[contact] = rankNames[rank]
    })
  return names
}

const salesOf = (surveys: readonly Survey[], size: number): Pick<People, 'customers' | 'distinct'> => {
  const bought = summed(together(surveys.map(({ sales }) => sales)), size)
  const customers = new Int32Array(size)
  let [distinct, last] = [0, -1]
  for (const [row, net] of bought.net.entries()) {
    if (net <= 0) continue
    customers[bought.partners[row]!]! += 1
    distinct += bought.customers[row] === last ? 0 : 1
    last = bought.customers[row]!
  }
  return { customers, distinct }
}

const countsOf = ({ size, earned, consumed, customers, isPartner, ever }: People): Report['partners'] => {
  const partners = Array.from({ length: size }, (_, contact) => contact).filter(isPartner)
  const paid = partners.filter(contact => earned[contact]! > 0)
  const count = (isOne: (contact: number) => boolean) => partners.filter(isOne).length
  return {
    all: partners.length,
    paid: paid.length,
    paidWithoutDownline: paid.filter(contact => !ever('hasDownline', contact)).length,
    onlyConsuming: count(contact => consumed[contact]! > 0 && customers[contact] === 0),
    qualified: count(contact => ever('qualified', contact)),
    bought: count(contact => ever('bought', contact)),
    boughtAtEnd: count(contact => ever('bought', contact, 2)),
  }
}

const customersOf = ({ earned, customers, distinct, isPartner }: People): CustomersPerPaid => {
  const counts = customers.filter((_, contact) => isPartner(contact) && earned[contact]! > 0).sort()
  const all = counts.reduce((total, count) => total + count, 0)
  return {
    distinct,
    average: counts.length === 0 ? null : Math.round((all * 1000) / counts.length),
    median: counts.length === 0 ? null : counts[Math.ceil(counts.length / 2) - 1]! * 1000,
    none: counts.filter(count => count === 0).length,
  }
}

const ranksOf = ({ ranks, earned, isPartner }: People): RankStatement[] => {
  const statement = (rank: string | undefined) => ({
    rank: rank ?? null,
    ...distributionOf(rowOf(earned, contact => isPartner(contact) && ranks[contact] === rank)),
  })
  return [...new Set(ranks)]
    .map(statement)
    .filter(({ people }) => people > 0)
    .sort(byAverage)
}

// Plans may have changed meanwhile, so their own order of ranks is none; whoever has no rank stands last.
const byAverage = (a: RankStatement, b: RankStatement) =>
  Number(a.rank === null) - Number(b.rank === null) || b.average - a.average
