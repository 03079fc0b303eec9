import { mayEarn, mayEarnByOrder } from '../ranks.ts'
import { below, chain, line, person } from '../people.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'
import { rateIn } from './differential.ts'

export const payEqual = (config: RuleOf<'equal rank'>, paying: Paying): void => {
  const beside = paying.rules.find(({ name }) => name === config.beside) as RuleOf<'differential'>
  ;(beside.variant === 'leg' ? payOfLines : payOfTurnover)(config, paying)
}

/** A line whose highest rate is his own pays him; who is how many-eth tells the line once more. */
const payOfLines = (config: RuleOf<'equal rank'>, { month, pay, rules }: Paying): void => {
  const beside = rules.find(({ name }) => name === config.beside) as RuleOf<'differential'>
  const rateOf = (id: number) => rateIn(month, beside, id)
  const highest = (head: number) => Math.max(...line(month, head).map(rateOf))
  const lines = (id: number) => (person(month, id).isPartner ? below(month, id) : [])
  // How many stand on the longest way down of those who had somebody of their own rate, the highest of the line, below.
  const turns = (head: number, rate: number): number => {
    const under = lines(head)
      .filter(next => highest(next) === rate)
      .map(next => turns(next, rate))
    const most = Math.max(0, ...under)
    return rateOf(head) === rate && under.length > 0 ? most + 1 : most
  }
  const payLine = (id: number, head: number): void => {
    const rate = rateOf(id)
    if (rate === 0 || rate < (config['least rate'] ?? 0) || rate !== highest(head)) return
    const base = line(month, head).reduce((sum, each) => sum + volume(month, config.base, each), 0)
    const share = config.rates[turns(head, rate)] ?? 0
    if (mayEarn(month, config.needs, id)) pay({ partner: id, from: head, base, rate: share })
  }
  for (const { id } of month.facts.people) for (const head of lines(id)) payLine(id, head)
}

/** Upward, whoever has the highest rate so far once more counts; a higher one begins anew. */
const payOfTurnover = (config: RuleOf<'equal rank'>, { month, pay, rules }: Paying): void => {
  const beside = rules.find(({ name }) => name === config.beside) as RuleOf<'differential'>
  const may = config.when === 'order' ? mayEarnByOrder : mayEarn
  const climb = (from: number) => {
    let [highest, count] = [0, 0]
    for (const partner of [from, ...chain(month, from, beside.follows)]) {
      const his = rateIn(month, beside, partner)
      const isEqual = his > 0 && his === highest
      if (his > highest) [highest, count] = [his, 0]
      if (!isEqual) continue
      const rate = config.rates[count] ?? 0
      count += 1
      if (his >= (config['least rate'] ?? 0) && may(month, config.needs, partner))
        pay({ partner, from, base: volume(month, config.base, from), rate })
    }
  }
  for (const { id } of month.facts.people) climb(id)
}
