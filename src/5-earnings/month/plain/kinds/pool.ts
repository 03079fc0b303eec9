import { mayEarn, numberOf, rankOf } from '../ranks.ts'
import { partsOf } from '../rounding.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

export const payPool = (config: RuleOf<'pool'>, { month, payAmount, price }: Paying): void => {
  const ids = month.facts.people.map(({ id }) => id)
  const base = ids.reduce((sum, id) => sum + volume(month, config.base, id), 0)
  const sharesOf = (id: number): number => {
    if (!mayEarn(month, config.needs, id)) return 0
    const reached = (config.shares ?? []).filter(({ rank }) => rankOf(month, id) >= numberOf(month, rank))
    const highest = reached.sort((a, b) => numberOf(month, b.rank) - numberOf(month, a.rank))[0]
    const by = config['shares by volume']
    const full = by === undefined ? 0 : Math.floor(volume(month, by.volume, id) / Math.ceil(by.each / 10))
    return (highest?.shares ?? 0) + Math.max(0, full)
  }
  for (const [place, amount] of partsOf(price(base, config.rate), ids.map(sharesOf)).entries())
    payAmount({ partner: ids[place]!, from: -1, base, rate: config.rate, amount })
}
