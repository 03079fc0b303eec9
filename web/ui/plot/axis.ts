/** An axis from `low` to `high`, with a line at every `ticks`. */
export type Axis = { readonly low: number; readonly high: number; readonly ticks: readonly number[] }

const niceSteps = [1, 2, 2.5, 5, 10]

// The smallest of 1, 2, 2.5, 5 times a power of ten that needs at most four lines.
const stepFor = (range: number): number => {
  const rough = range / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return Math.ceil(niceSteps.find(nice => nice * power >= rough)! * power)
}

/** An axis on which nothing, the lowest and the highest value fit; `least` is the smallest range that makes sense. */
export const axisOf = (values: readonly number[], least: number): Axis => {
  const [highest, lowest] = [Math.max(0, ...values), Math.min(0, ...values)]
  const step = stepFor(Math.max(highest - lowest, least))
  const [high, low] = [Math.max(1, Math.ceil(highest / step)) * step, Math.floor(lowest / step) * step]
  const ticks: number[] = []
  for (let at = low; at <= high; at += step) ticks.push(at === 0 ? 0 : at)
  return { low: low === 0 ? 0 : low, high, ticks }
}

/** Where a value stands on the axis, in percent of its length. */
export const percentOn = ({ low, high }: Axis, value: number): number => ((value - low) / (high - low)) * 100
