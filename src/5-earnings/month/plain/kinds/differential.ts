import { mayEarn, mayEarnByOrder, numberOf, rankOf } from '../ranks.ts'
import { below, chain, line, person, type PlainMonth } from '../people.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

export const rateIn = (month: PlainMonth, config: RuleOf<'differential'>, id: number): number => {
  const [may, then] = config.when === 'order' ? [mayEarnByOrder, month.before ?? month] : [mayEarn, month]
  if (!may(month, config.needs, id)) return 0
  const reached = config.rates
    ? config.rates.filter(({ rank }) => rankOf(then, id) >= numberOf(month, rank)).map(({ rate }) => rate)
    : config
        .steps!.filter(({ from }) => volume(month, config['steps by']!, id) >= from / 10)
        .slice(-1)
        .map(({ rate }) => rate)
  return Math.max(0, ...reached)
}

export const payDifference = (config: RuleOf<'differential'>, { month, pay }: Paying) => {
  const rateOf = (id: number) => rateIn(month, config, id)
  const climb = (from: number) => {
    let highest = 0
    for (const partner of [from, ...chain(month, from, config.follows)]) {
      pay({ partner, from, base: volume(month, config.base, from), rate: Math.max(rateOf(partner) - highest, 0) })
      highest = Math.max(highest, rateOf(partner))
    }
  }
  const payLegs = (id: number) => {
    pay({ partner: id, from: id, base: volume(month, config.base, id), rate: rateOf(id) })
    for (const head of person(month, id).isPartner ? below(month, id) : []) {
      const base = line(month, head).reduce((sum, each) => sum + volume(month, config.base, each), 0)
      pay({
        partner: id,
        from: head,
        base,
        rate: Math.max(0, rateOf(id) - Math.max(...line(month, head).map(rateOf))),
      })
    }
  }
  for (const { id } of month.facts.people) (config.variant === 'linear' ? climb : payLegs)(id)
}
