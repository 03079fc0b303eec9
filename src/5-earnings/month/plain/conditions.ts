import { monthNumber, monthOfDay } from '#ground/period'
import type { Plan } from '#earnings/plan'
import { january } from './facts.ts'
import { below, career, line, once, person, type PlainMonth } from './people.ts'
import { numberOf, rankUpTo } from './ranks.ts'
import { volume } from './volumes.ts'

export type Condition = NonNullable<Plan['active']>
type LinesCondition = Extract<Condition, { lines: number }>
type VolumeCondition = Extract<Condition, { volume: string }>

/** Who is asked, while which rank is decided: of the plan's ranks only those before it are known. */
type Asked = { id: number; deciding: number }

export const isActive = (month: PlainMonth, id: number): boolean =>
  once(month, `active ${id}`, () => person(month, id).isPartner && isActiveNow(month, id))

const isActiveNow = (month: PlainMonth, id: number): boolean =>
  month.plan.active === undefined || meets(month, month.plan.active, { id, deciding: -1 })

export const meets = (month: PlainMonth, condition: Condition, asked: Asked): boolean => {
  const { id, deciding } = asked
  if ('all of' in condition) return condition['all of'].every(part => meets(month, part, asked))
  if ('any of' in condition) return condition['any of'].some(part => meets(month, part, asked))
  if ('active' in condition) return isActive(month, id) === condition.active
  if ('rank' in condition) return rankUpTo(month, id, deciding - 1) >= numberOf(month, condition.rank)
  if ('volume' in condition) return counted(month, condition, id) >= least(month, condition)
  if ('months' in condition) {
    const { met, of } = condition.months
    const months = career(month, id).slice(0, of)
    return months.filter(then => person(then, id).isPartner && meets(then, condition.needs, asked)).length >= met
  }
  if ('partner for at most' in condition) return monthsAsPartner(month, id) <= condition['partner for at most']
  if ('lines' in condition) return linesMeeting(month, condition, asked).length >= condition.lines
  return areDifferent(
    condition['different lines'].flatMap(part =>
      Array.from({ length: part.lines }, () => linesMeeting(month, part, asked)),
    ),
  )
}

// Each requirement in turn takes one of its lines, in every way there is.
const areDifferent = ([first, ...others]: number[][], taken: number[] = []): boolean =>
  first === undefined || first.some(head => !taken.includes(head) && areDifferent(others, [...taken, head]))

const monthsAsPartner = ({ facts }: PlainMonth, id: number): number => {
  const { partnerSince } = facts.people.find(each => each.id === id)!
  const { period = january } = facts
  return partnerSince === undefined ? Infinity : monthNumber(period) - monthOfDay(partnerSince) + 1
}

// Amounts of money are stated in thousandths and counted in hundredths; heads are counted in thousandths.
const least = ({ plan }: PlainMonth, { volume: name, 'at least': amount }: Omit<VolumeCondition, 'cap per leg'>) =>
  plan.volumes[name]!.sum === 'new customers' ? amount : amount / 10

const counted = (month: PlainMonth, condition: VolumeCondition, id: number): number => {
  const whole = volume(month, condition.volume, id)
  const [without, cap] = [condition['without strongest legs'], condition['cap per leg']]
  const legs = below(month, id)
    .filter(head => person(month, head).isPartner)
    .map(head => volume(month, condition.volume, head))
    .sort((a, b) => b - a)
  const own = whole - legs.reduce((sum, leg) => sum + leg, 0)
  if (without !== undefined) return own + legs.slice(without).reduce((sum, leg) => sum + leg, 0)
  if (cap === undefined) return whole
  const strongest = cap['own volume'] === 'strongest leg'
  const place = strongest ? 0 : Math.max(legs.length - 1, 0)
  const withOwn =
    cap['own volume'] === 'ignored' ? legs : legs.length === 0 ? [own] : legs.with(place, legs[place]! + own)
  const part = (amount: number) => Math.sign(amount) * Math.round((Math.abs(amount) * cap.share) / 1_000_000)
  const most = part(Math.ceil(least(month, condition)))
  return withOwn.reduce((sum, leg) => sum + (cap.of === 'leg' ? part(leg) : Math.min(leg, most)), 0)
}

const linesMeeting = (month: PlainMonth, { with: needed }: LinesCondition, { id, deciding }: Asked): number[] => {
  const qualifies = (head: number, part: LinesCondition['with']): boolean => {
    if ('all of' in part) return part['all of'].every(each => qualifies(head, each))
    if ('active' in part) return isActive(month, head) === part.active
    if ('volume' in part) return volume(month, part.volume, head) >= least(month, part)
    const who = part.directly === true ? [head] : line(month, head)
    const most = Math.min(deciding, month.plan.ranks.length - 1)
    return who.some(each => rankUpTo(month, each, most) >= numberOf(month, part.rank))
  }
  return below(month, id).filter(head => person(month, head).isPartner && qualifies(head, needed))
}
