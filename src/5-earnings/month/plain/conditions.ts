import type { Plan } from '#earnings/plan'
import { below, line, person, type PlainMonth } from './people.ts'
import { volume } from './volumes.ts'

export type Condition = NonNullable<Plan['active']>

/** Who is asked, while which rank is decided: of the plan's ranks only those before it are known. */
type Asked = { id: number; deciding: number }

export const numberOf = ({ plan }: PlainMonth, rank: string): number =>
  plan.ranks.findIndex(({ name }) => name === rank)

const isActive = (month: PlainMonth, id: number): boolean =>
  person(month, id).isPartner &&
  (month.plan.active === undefined || meets(month, month.plan.active, { id, deciding: -1 }))

export const meets = (month: PlainMonth, condition: Condition, asked: Asked): boolean => {
  const { id, deciding } = asked
  if ('all of' in condition) return condition['all of'].every(part => meets(month, part, asked))
  if ('any of' in condition) return condition['any of'].some(part => meets(month, part, asked))
  if ('active' in condition) return isActive(month, id) === condition.active
  if ('rank' in condition) return rankUpTo(month, id, deciding - 1) >= numberOf(month, condition.rank)
  if ('volume' in condition) return volume(month, condition.volume, id) >= condition['at least'] / 10
  const { with: needed } = condition
  const qualifies = (head: number): boolean => {
    if ('volume' in needed) return volume(month, needed.volume, head) >= needed['at least'] / 10
    const who = needed.directly === true ? [head] : line(month, head)
    const most = Math.min(deciding, month.plan.ranks.length - 1)
    return who.some(each => rankUpTo(month, each, most) >= numberOf(month, needed.rank))
  }
  return below(month, id).filter(head => person(month, head).isPartner && qualifies(head)).length >= condition.lines
}

const rankUpTo = (month: PlainMonth, id: number, most: number): number => {
  if (!person(month, id).isPartner || most < 0) return -1
  return meets(month, month.plan.ranks[most]!.needs, { id, deciding: most }) ? most : rankUpTo(month, id, most - 1)
}

export const rankOf = (month: PlainMonth, id: number): number => rankUpTo(month, id, month.plan.ranks.length - 1)

export const mayEarn = (month: PlainMonth, needs: Condition | undefined, id: number): boolean =>
  person(month, id).isPartner && (needs === undefined || meets(month, needs, { id, deciding: month.plan.ranks.length }))
