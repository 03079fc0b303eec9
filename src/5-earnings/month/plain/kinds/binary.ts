import { monthsBack, chain, once, person, type PlainMonth } from '../people.ts'
import { mayEarn, numberOf, rankOf } from '../ranks.ts'
import { at, seatsAfter } from '../seats.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

type Rule = RuleOf<'binary'>
type Sides = { left: number; right: number }

export const payBinary = (config: Rule, { month, pay, payAmount, price }: Paying): void => {
  for (const { id } of month.facts.people) {
    const { paired } = settled(month, config, id)
    pay({ partner: id, from: -1, base: paired, rate: config.rate })
    const over = price(paired, config.rate) - mostOf(month, config, id)
    if (over > 0) payAmount({ partner: id, from: -1, base: paired, rate: 0, amount: -over })
  }
}

const mostOf = (month: PlainMonth, config: Rule, id: number): number => {
  const reached = (config['at most by rank'] ?? []).filter(({ rank }) => rankOf(month, id) >= numberOf(month, rank))
  const highest = reached.sort((a, b) => numberOf(month, b.rank) - numberOf(month, a.rank))[0]
  const most = highest?.['at most'] ?? config['at most']
  return most === undefined ? Infinity : Math.ceil(most / 10)
}

const seatsIn = (month: PlainMonth, config: Rule) => {
  // The months before first: each newcomer looks at what the sides brought before he came.
  for (const then of monthsBack(month).reverse())
    seatsAfter(then, config, (id, place) => {
      if (then.before === undefined) return 0
      const { left, right } = sides(then.before, config, id)
      return place === 0 ? left : right
    })
  return seatsAfter(month, config, () => 0)
}

/** What both sides have: this month's turnover of all who stand there, and what was carried over. */
const sides = (month: PlainMonth, config: Rule, id: number): Sides =>
  once(month, `sides of ${config.name} ${id}`, () => {
    const seats = seatsIn(month, config)
    const known = month.before?.facts.people.some(each => each.id === id) === true
    const carried = known ? settled(month.before!, config, id).rest : { left: 0, right: 0 }
    const under = (place: number) => {
      const head = at(seats, id, place)
      return head === undefined ? 0 : whole(month, config, head)
    }
    return { left: carried.left + under(0), right: carried.right + under(1) }
  })

// Who left before he ever had a seat counts with the nearest partner above.
const whole = (month: PlainMonth, config: Rule, id: number): number => {
  const seats = seatsIn(month, config)
  const nearest = (each: number) => chain(month, each, config.follows)[0]
  const guests = month.facts.people.filter(each => !seats.has(each.id) && nearest(each.id) === id)
  const own = [id, ...guests.map(each => each.id)].reduce((sum, each) => sum + volume(month, config.base, each), 0)
  return [at(seats, id, 0), at(seats, id, 1)].reduce<number>(
    (sum, head) => sum + (head === undefined ? 0 : whole(month, config, head)),
    own,
  )
}

type Settled = { paired: number; rest: Sides }

const settled = (month: PlainMonth, config: Rule, id: number): Settled =>
  once(month, `settled ${config.name} ${id}`, () => {
    if (!person(month, id).isPartner) return { paired: 0, rest: { left: 0, right: 0 } }
    const { left, right } = sides(month, config, id)
    const keep = (rest: number) => {
      const carry = config['carry over']
      const most = carry === 'all' ? Infinity : carry === 'none' ? 0 : Math.ceil(carry['at most'] / 10)
      return Math.min(rest, most)
    }
    if (!mayEarn(month, config.needs, id)) {
      const flush = (rest: number) => (config.unqualified === 'flush' ? Math.min(rest, 0) : rest)
      return { paired: 0, rest: { left: keep(flush(left)), right: keep(flush(right)) } }
    }
    const times = config.ratio === '1:2' ? 2 : 1
    let paired = 0
    if (Math.min(left, right) > 0) paired = Math.min(Math.min(left, right), Math.floor(Math.max(left, right) / times))
    const isLeftWeaker = left < right
    const rest = {
      left: left - paired * (isLeftWeaker ? 1 : times),
      right: right - paired * (isLeftWeaker ? times : 1),
    }
    return { paired, rest: { left: keep(rest.left), right: keep(rest.right) } }
  })
