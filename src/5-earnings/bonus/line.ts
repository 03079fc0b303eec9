import type { Cents } from '#ground/money'
import type { Unit } from '#earnings/volume'
import type { Payment } from './index.ts'

/** One commission: what a partner gets by a rule for somebody's turnover. `rule` is its place in the plan. */
export type Line = Required<Payment> & { readonly rule: number; readonly unit: Unit; readonly amount: Cents }

/** All lines of a month, in columns. */
export type Lines = {
  readonly length: () => number
  readonly at: (place: number) => Line
  /** Where a partner's lines stand: one pass over one column. */
  readonly placesOf: (partner: number) => number[]
  /** What a rule, or all of them, pays everybody, in cents by position. */
  readonly sumOf: (rule: number | 'all', size: number) => Float64Array
}

export type LineBook = Lines & {
  /** The page of a rule, to write its lines on. Lines that pay nothing are not kept. */
  readonly open: (rule: number, unit: Unit) => (payment: Payment, amount: Cents) => void
}

// A part is filled and never moved, so that millions of lines take no more than their own memory while they grow in number.
const partLength = 2 ** 12

const emptyPart = () => ({
  partners: new Int32Array(partLength),
  rules: new Int32Array(partLength),
  froms: new Int32Array(partLength),
  bases: new Float64Array(partLength),
  rates: new Int32Array(partLength),
  amounts: new Float64Array(partLength),
  levels: new Int32Array(partLength),
  passed: new Int32Array(partLength),
  less: new Int32Array(partLength),
})

type Part = ReturnType<typeof emptyPart>

export const lineBook = (): LineBook => {
  const parts: Part[] = []
  const units: Unit[] = []
  const details = new Map<number, readonly number[]>()
  let length = 0
  const nextPart = (): Part => {
    if (length === parts.length * partLength) parts.push(emptyPart())
    return parts.at(-1)!
  }
  return {
    open: (rule, unit) => {
      units[rule] = unit
      let part = nextPart()
      return (payment, amount) => {
        if (amount === 0) return
        if (length % partLength === 0) part = nextPart()
        write(part, length % partLength, payment)
        if (payment.details !== undefined) details.set(length, payment.details)
        part.rules[length % partLength] = rule
        part.amounts[length % partLength] = amount
        length += 1
      }
    },
    length: () => length,
    at: place => ({
      ...lineAt(parts[Math.floor(place / partLength)]!, place % partLength, units),
      details: details.get(place) ?? [],
    }),
    placesOf: partner => placesIn(parts, length, partner),
    sumOf: (rule, size) => {
      const sums = new Float64Array(size)
      for (const [number, part] of parts.entries())
        addUp(part, { rule, until: Math.min(length - number * partLength, partLength), sums })
      return sums
    },
  }
}

const write = (part: Part, place: number, payment: Payment): void => {
  const { partner, from, base, rate, level = 0, passed = 0, less = 0 } = payment
  part.partners[place] = partner
  part.froms[place] = from
  part.bases[place] = base
  part.rates[place] = rate
  part.levels[place] = level
  part.passed[place] = passed
  part.less[place] = less
  const isKept = part.rates[place] === rate && part.levels[place] === level && part.passed[place] === passed
  if (!isKept) throw new RangeError(`rate ${rate}, level ${level} or ${passed} passed over is too large for a line`)
}

const lineAt = (part: Part, place: number, units: readonly Unit[]): Omit<Line, 'details'> => {
  const rule = part.rules[place]!
  return {
    partner: part.partners[place]!,
    from: part.froms[place]!,
    base: part.bases[place]!,
    rate: part.rates[place]!,
    level: part.levels[place]!,
    passed: part.passed[place]!,
    less: part.less[place]!,
    rule,
    unit: units[rule]!,
    amount: part.amounts[place]! as Cents,
  }
}

type Sum = { readonly rule: number | 'all'; readonly until: number; readonly sums: Float64Array }

const addUp = ({ partners, rules, amounts }: Part, { rule, until, sums }: Sum): void => {
  for (let place = 0; place < until; place += 1)
    if (rule === 'all' || rules[place] === rule) sums[partners[place]!]! += amounts[place]!
}

const placesIn = (parts: readonly Part[], length: number, partner: number): number[] => {
  const places: number[] = []
  for (let place = 0; place < length; place += 1)
    if (parts[Math.floor(place / partLength)]!.partners[place % partLength] === partner) places.push(place)
  return places
}
