import { chain, type PlainMonth } from '../people.ts'
import { seatsAfter } from '../seats.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'
import { payUpward } from './level.ts'

/** Upward from seat to seat; who never had one begins at the nearest partner above him. */
export const payMatrix = (config: RuleOf<'matrix'>, paying: Paying): void => {
  const { month } = paying
  payUpward(config, paying, {
    baseOf: id => volume(month, config.base, id),
    upwardFrom: id => upward(month, config, id),
  })
}

const upward = (month: PlainMonth, config: RuleOf<'matrix'>, id: number): number[] => {
  const seat = seatsAfter(month, config, () => 0).get(id)
  const above = seat === undefined ? (chain(month, id, config.follows)[0] ?? -1) : seat.parent
  return above < 0 ? [] : [above, ...upward(month, config, above)]
}
