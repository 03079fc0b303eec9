import type { Kept, Quantity } from '#earnings/scalar'
import { baseOf, type Measured } from './base.ts'
import { lastDaysOf } from './last-days.ts'
import type { Lineage } from './lineage.ts'
import { pastOf, type Past } from './over.ts'
import type { VolumeRule } from './shape.ts'

export type Unit = 'money' | 'points'

/** A volume of everybody: cents or thousandths of points by position. */
export type Column = {
  readonly unit: Unit
  readonly values: Float64Array
  /** True where heads are counted, each 1000. */
  readonly isCount?: true
  /** Of a volume down to a rank: the rank, and what a partner passes on upward besides his column, and of it does not. */
  readonly until?: {
    readonly rank: string
    readonly besides: Float64Array | undefined
    readonly past: Float64Array | undefined
  }
  /** What the next month needs of a volume over time; to be asked when ranks are decided. */
  readonly leave?: () => Kept
}

/** The volumes of a plan; those down to a rank are filled while that rank is decided. */
export type Columns = ReadonlyMap<string, Column>

/** What volumes over time leave to the next month, by name. */
export type VolumeState = { readonly [volume: string]: Kept }

/**
 * All volumes of the plan. Those until a rank begin with the partner himself, or with nothing. Linear in contacts, entries and months of a
 * window.
 */
export const columnsOf = (
  rules: ReadonlyMap<string, VolumeRule>,
  measured: Measured & { readonly before: VolumeState | undefined },
): Columns => {
  const columns = new Map<string, Column>()
  for (const [name, rule] of rules) {
    const unit = rule.sum === 'new customers' ? 'points' : rule.in
    const count = rule.sum === 'new customers' ? ({ isCount: true } as const) : {}
    columns.set(name, { unit, ...count, ...columnOf(rule, measured, measured.before?.[name]) })
  }
  return columns
}

/** What the volumes of a month leave to the next one, when its ranks are decided. */
export const volumesAfter = (columns: Columns): VolumeState =>
  Object.fromEntries([...columns].flatMap(([name, { leave }]) => (leave === undefined ? [] : [[name, leave()]])))

type Filled = Pick<Column, 'values' | 'until' | 'leave'>

// Over time, all months climb together where today's structure is asked for; else each has climbed by its own.
const columnOf = (rule: VolumeRule, { facts, lineage }: Measured, before: Kept | undefined): Filled => {
  const { over } = rule
  if (over !== undefined && 'last days' in over) {
    const { values, leave } = lastDaysOf(rule, { facts, lineage, days: over['last days'], before })
    return { ...spread(rule, values, lineage), leave }
  }
  const base = baseOf(rule, { facts, lineage })
  if (over === undefined) return spread(rule, base, lineage)
  const past = pastOf({ rule, over, facts, before })
  if (rule['down to'] === undefined || rule.structure === 'now')
    return { ...spread(rule, past.with(base), lineage), leave: () => past.leave(base) }
  const { values, until } = spread(rule, base, lineage)
  if (until === undefined) return { values: past.with(values), leave: () => past.leave(values) }
  return untilOver(values, until, past)
}

const untilOver = (values: Float64Array, until: NonNullable<Column['until']>, past: Past): Filled => {
  const sum = past.sum()
  const all = values.map((amount, contact) => amount + sum[contact]!)
  return {
    values: all,
    until: { ...until, past: sum },
    leave: () => past.leave(all.map((amount, contact) => amount - sum[contact]!)),
  }
}

const spread = (rule: VolumeRule, own: Float64Array, lineage: Lineage): Pick<Column, 'values' | 'until'> => {
  const depth = rule['down to']
  if (depth === undefined) return { values: own }
  const withHimself = rule['with himself'] === true
  if (depth === 'all') return { values: withAll(own, lineage, withHimself ? own : undefined) }
  if (typeof depth === 'number') return { values: withLevels(own, lineage, { depth, withHimself }) }
  const [values, besides] = withHimself ? [Float64Array.from(own), undefined] : [new Float64Array(own.length), own]
  return { values, until: { rank: depth.until.rank, besides, past: undefined } }
}

const withAll = (own: Float64Array, { above, downward }: Lineage, himself: Float64Array | undefined): Float64Array => {
  const below = new Float64Array(own.length)
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const contact = downward[place]!
    if (above[contact]! >= 0) below[above[contact]!]! += below[contact]! + own[contact]!
  }
  return himself === undefined ? below : below.map((amount, contact) => amount + himself[contact]!)
}

type Levels = { readonly depth: number; readonly withHimself: boolean }

// Each level is the one before, moved up by one.
const withLevels = (own: Float64Array, { above }: Lineage, { depth, withHimself }: Levels): Float64Array => {
  const total = withHimself ? Float64Array.from(own) : new Float64Array(own.length)
  let level = own
  for (let moved = 0; moved < depth; moved += 1) {
    level = movedUp(level, above)
    for (let contact = 0; contact < total.length; contact += 1) total[contact]! += level[contact]!
  }
  return total
}

const movedUp = (amounts: Float64Array, above: Int32Array): Float64Array => {
  const moved = new Float64Array(amounts.length)
  for (let contact = 0; contact < above.length; contact += 1)
    if (above[contact]! >= 0) moved[above[contact]!]! += amounts[contact]!
  return moved
}

/** A plan's quantity in the unit of a column, so that `amount >= atLeast(…)` is exact: cents round up, for half a cent short is short. */
export const atLeast = (quantity: Quantity, unit: Unit): number =>
  unit === 'money' ? Math.ceil(quantity / 10) : quantity
