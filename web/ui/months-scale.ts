import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import type { MonthPoint } from '#doors/server'
import { axisOf } from './plot/axis.ts'

/** The axis of a plot in cents: from `low` to `high`, with a line at every `ticks`. */
export type Scale = { readonly low: number; readonly high: number; readonly ticks: readonly Cents[] }

const positive = ({ personal, customers }: MonthPoint) => Math.max(0, personal.net) + Math.max(0, customers.net)
const below = ({ personal, customers }: MonthPoint) => Math.min(0, personal.net) + Math.min(0, customers.net)

/** A scale on which every month's two parts fit, above and, where returns outweigh, below nothing. */
export const scaleOf = (months: readonly MonthPoint[]): Scale =>
  axisOf([...months.map(positive), ...months.map(below)], 100) as Scale

/** The last months, or those that end with the shown one where it is older. */
export const windowOf = (months: readonly MonthPoint[], shown: Period, most: number): readonly MonthPoint[] => {
  const position = months.findIndex(({ period }) => period === shown)
  const isOlder = position >= 0 && position < months.length - most
  return isOlder ? months.slice(Math.max(0, position + 1 - most), position + 1) : months.slice(-most)
}

/** A bar's lower edge and height in percent of the plot. */
export type Bar = { readonly of: 'customers' | 'partners'; readonly from: number; readonly height: number }

/** The two parts of a month, stacked away from nothing: customers first, partners beyond. */
export const barsOf = ({ personal, customers }: MonthPoint, { low, high }: Scale): readonly Bar[] => {
  const percent = (value: number) => (value / (high - low)) * 100
  const zero = percent(-low)
  const placed = (of: Bar['of'], value: number, beyond: number): Bar => {
    const start = Math.sign(value) === Math.sign(beyond) ? beyond : 0
    return { of, from: zero + percent(Math.min(start, start + value)), height: percent(Math.abs(value)) }
  }
  return [placed('customers', customers.net, 0), placed('partners', personal.net, customers.net)].filter(
    bar => bar.height > 0,
  )
}
