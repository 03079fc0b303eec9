import { book } from '#volume/rollup'
import type { Quantity } from '#earnings/scalar'
import type { Entries } from './facts.ts'
import type { Lineage } from './lineage.ts'
import type { VolumeRule } from './shape.ts'

export type Unit = 'money' | 'points'

/** A volume of everybody: cents or thousandths of points by position. */
export type Column = {
  readonly unit: Unit
  readonly values: Float64Array
  /** Of a volume down to a rank: the rank, and what a partner passes on upward besides his column. */
  readonly until?: { readonly rank: string; readonly besides: Float64Array | undefined }
}

/** The volumes of a plan; those down to a rank are filled while that rank is decided. */
export type Columns = ReadonlyMap<string, Column>

export type Measured = { readonly entries: Entries; readonly lineage: Lineage }

/** All volumes of the plan. Those until a rank begin with the partner himself, or with nothing. Linear in contacts and entries. */
export const columnsOf = (rules: ReadonlyMap<string, VolumeRule>, measured: Measured): Columns => {
  const columns = new Map<string, Column>()
  for (const [name, rule] of rules) {
    const own = baseOf(rule, measured)
    columns.set(name, { unit: rule.in, ...spread(rule, own, measured.lineage) })
  }
  return columns
}

const baseOf = ({ sum, in: unit, ...filters }: VolumeRule, { entries, lineage }: Measured): Float64Array => {
  const amounts = unit === 'money' ? entries.net : entries.points
  const booked = book({ ...entries, amounts: filtered(filters, entries, amounts) }, lineage.above.length)
  if (sum === 'personal')
    return booked.personal.map((amount, contact) => (lineage.partners[contact] === 1 ? amount : 0))
  if (sum === 'customers') return booked.fromOthers
  return booked.fromOthers.map((amount, contact) => amount + booked.fromHimself[contact]!)
}

type Filters = Pick<VolumeRule, 'groups' | 'without groups'>

export const filtered = (filters: Filters, { groups, groupNames }: Entries, amounts: Float64Array): Float64Array => {
  const { groups: within, 'without groups': without } = filters
  if (within === undefined && without === undefined) return amounts
  const counts = groupNames.map(name => (within?.includes(name) ?? true) && !(without?.includes(name) ?? false))
  // Whatever is of no group is within none.
  return amounts.map((amount, entry) => ((counts[groups[entry]!] ?? within === undefined) ? amount : 0))
}

const spread = (rule: VolumeRule, own: Float64Array, lineage: Lineage): Omit<Column, 'unit'> => {
  const depth = rule['down to']
  if (depth === undefined) return { values: own }
  const withHimself = rule['with himself'] === true
  if (depth === 'all') return { values: withAll(own, lineage, withHimself ? own : undefined) }
  if (typeof depth === 'number') return { values: withLevels(own, lineage, { depth, withHimself }) }
  const [values, besides] = withHimself ? [Float64Array.from(own), undefined] : [new Float64Array(own.length), own]
  return { values, until: { rank: depth.until.rank, besides } }
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
