import { meets, numberOf } from './conditions.ts'
import { below, person, total, type PlainMonth } from './people.ts'

/** A volume of somebody by its name in the plan. */
export const volume = (month: PlainMonth, name: string, id: number): number => {
  const { sum, 'down to': depth, 'with himself': himself } = month.plan.volumes[name]!
  if (depth === undefined) return self(month, sum, id)
  const sumBelow = (above: number, left: number): number =>
    left === 0 ? 0 : below(month, above).reduce((all, next) => all + partOf(next, left), 0)
  const partOf = (next: number, left: number): number =>
    isCut(next) ? 0 : self(month, sum, next) + sumBelow(next, left - 1)
  const isCut = (next: number): boolean => {
    if (typeof depth !== 'object' || !person(month, next).isPartner) return false
    const rank = numberOf(month, depth.until.rank)
    return meets(month, month.plan.ranks[rank]!.needs, { id: next, deciding: rank })
  }
  return (himself === true ? self(month, sum, id) : 0) + sumBelow(id, typeof depth === 'number' ? depth : Infinity)
}

const self = (month: PlainMonth, sum: string, id: number): number => {
  if (sum === 'personal') return person(month, id).isPartner ? total(month, ({ contact }) => contact === id) : 0
  return total(month, ({ contact, owner }) => owner === id && (sum === 'own' || contact !== id))
}
