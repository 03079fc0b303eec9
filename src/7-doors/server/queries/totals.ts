import { cents, points } from '#ground/money'
import type { ExplainedMonth } from '#volume/explanation/store.ts'
import type { Totals, Turnover } from '../index.ts'

export type { Totals } from '../index.ts'

export const turnover = (net: number, thousandths: number): Turnover => ({
  net: cents(net),
  points: points(thousandths),
})

export const nothing: Turnover = turnover(0, 0)

export const isNothing = ({ net, points }: Turnover): boolean => net === 0 && points === 0

export const minus = (a: Turnover, b: Turnover): Turnover => turnover(a.net - b.net, a.points - b.points)

/** The company's turnover of a month by who bought: partners for themselves, and everybody else. */
export const columnTotals = (month: ExplainedMonth): Totals => {
  const net = split(month, month.shares.net)
  const points = split(month, month.shares.points)
  return totalsOf({
    all: turnover(net.all, points.all),
    partners: turnover(net.partners, points.partners),
    house: turnover(net.house, points.house),
  })
}

/** Everything but the partners' own purchases is the customers'. */
export const totalsOf = ({ all, partners, house }: Omit<Totals, 'customers'>): Totals => ({
  all,
  partners,
  customers: minus(all, partners),
  house,
})

const split = ({ shares, structure }: ExplainedMonth, amounts: Float64Array) => {
  const sums = { all: 0, partners: 0, house: 0 }
  for (let row = 0; row < amounts.length; row += 1) {
    sums.all += amounts[row]!
    if (shares.owners[row] === structure.house) sums.house += amounts[row]!
    else if (shares.owners[row] === shares.contacts[row]) sums.partners += amounts[row]!
  }
  return sums
}
