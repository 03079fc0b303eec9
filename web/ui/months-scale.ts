import type { Cents } from '#ground/money'
import type { MonthPoint } from '#doors/server'

/** The axis of a plot in cents: from `low` to `high`, with a line at every `ticks`. */
export type Scale = { readonly low: number; readonly high: number; readonly ticks: readonly Cents[] }

const niceSteps = [1, 2, 2.5, 5, 10]

// The smallest of 1, 2, 2.5, 5 times a power of ten that needs at most four lines.
const stepFor = (range: number): number => {
  const rough = Math.max(range, 100) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return Math.ceil(niceSteps.find(nice => nice * power >= rough)! * power)
}

const positive = ({ personal, customers }: MonthPoint) => Math.max(0, personal.net) + Math.max(0, customers.net)
const below = ({ personal, customers }: MonthPoint) => Math.min(0, personal.net) + Math.min(0, customers.net)

/** A scale on which every month's two parts fit, above and, where returns outweigh, below nothing. */
export const scaleOf = (months: readonly MonthPoint[]): Scale => {
  const [highest, lowest] = [Math.max(0, ...months.map(positive)), Math.min(0, ...months.map(below))]
  const step = stepFor(highest - lowest)
  const [high, low] = [Math.max(1, Math.ceil(highest / step)) * step, Math.floor(lowest / step) * step]
  const ticks: Cents[] = []
  for (let at = low; at <= high; at += step) ticks.push((at === 0 ? 0 : at) as Cents)
  return { low, high, ticks }
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
