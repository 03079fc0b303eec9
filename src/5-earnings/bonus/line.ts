import type { Cents } from '#ground/money'
import type { Unit } from '#earnings/volume'
import type { Payment } from './index.ts'

/** One commission: what a partner gets by a rule for somebody's turnover. `rule` is its place in the plan. */
export type Line = Required<Payment> & { readonly rule: number; readonly unit: Unit; readonly amount: Cents }

const names = ['partner', 'rule', 'from', 'base', 'rate', 'amount', 'level', 'passed', 'less'] as const
type Name = (typeof names)[number]

/** Lines in columns that grow. */
export type LineBook = {
  readonly add: (line: Line) => void
  readonly length: () => number
  readonly at: (place: number) => Line
  /** What a rule, or all of them, pays everybody, in cents by position. */
  readonly sumOf: (rule: number | 'all', size: number) => Float64Array
}

export const lineBook = (): LineBook => {
  let [length, capacity] = [0, 1024]
  const columns = Object.fromEntries(names.map(name => [name, new Float64Array(capacity)])) as Record<
    Name,
    Float64Array
  >
  const units: Unit[] = []
  const details = new Map<number, readonly number[]>()
  const grow = () => {
    capacity *= 2
    for (const name of names) {
      const longer = new Float64Array(capacity)
      longer.set(columns[name])
      columns[name] = longer
    }
  }
  return {
    add: line => {
      if (length === capacity) grow()
      for (const name of names) columns[name][length] = line[name]
      units[line.rule] = line.unit
      if (line.details.length > 0) details.set(length, line.details)
      length += 1
    },
    length: () => length,
    at: place => {
      const values = Object.fromEntries(names.map(name => [name, columns[name][place]!]))
      return { ...values, unit: units[values['rule']!]!, details: details.get(place) ?? [] } as unknown as Line
    },
    sumOf: (rule, size) => {
      const sums = new Float64Array(size)
      for (let place = 0; place < length; place += 1)
        if (rule === 'all' || columns.rule[place] === rule) sums[columns.partner[place]!]! += columns.amount[place]!
      return sums
    },
  }
}
