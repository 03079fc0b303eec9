import { mayEarn, numberOf, rankOf } from '../ranks.ts'
import { below, chain } from '../people.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

export const payGenerations = (config: RuleOf<'generation'>, { month, pay }: Paying) => {
  const isHead = (id: number) => rankOf(month, id) >= numberOf(month, config['of rank'])
  const group = (id: number): number =>
    volume(month, config.base, id) +
    below(month, id)
      .filter(next => !isHead(next))
      .reduce((sum, next) => sum + group(next), 0)
  for (const { id: from } of month.facts.people.filter(({ id }) => isHead(id)))
    chain(month, from)
      .filter(isHead)
      .slice(0, config.generations.length)
      .forEach((partner, place) => {
        if (mayEarn(month, config.needs, partner))
          pay({ partner, from, base: group(from), rate: config.generations[place]! })
      })
}
