import { chain } from '../people.ts'
import { mayEarn, mayEarnByOrder, numberOf, rankOf } from '../ranks.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

export const payLevels = (config: RuleOf<'level'>, paying: Paying): void =>
  payUpward(config, paying, { baseOf: id => volume(paying.month, config.base, id) })

export const payMatching = (config: RuleOf<'matching'>, paying: Paying): void =>
  payUpward(config, paying, { baseOf: id => paying.earned(config.of, id) })

type Rule = RuleOf<'level'> | RuleOf<'matching'> | RuleOf<'matrix'> | RuleOf<'fast start'>

type Climb = { baseOf: (id: number) => number; upwardFrom?: (id: number) => number[] }

export const payUpward = (config: Rule, { month, pay }: Paying, { baseOf, upwardFrom }: Climb): void => {
  const isByOrder = 'when' in config && config.when === 'order'
  const [reached, may] = isByOrder ? [month.before ?? month, mayEarnByOrder] : [month, mayEarn]
  const open = (id: number) =>
    config['levels by rank']?.reduce(
      (most, { rank, levels }) => (rankOf(reached, id) >= numberOf(month, rank) ? Math.max(most, levels) : most),
      0,
    ) ?? 99
  const qualifies = (id: number, level: number) => may(month, config.needs, id) && open(id) >= level
  for (const { id: from } of month.facts.people) {
    let [position, last] = [0, -1]
    config.levels.forEach((rate, place) => {
      const upward = upwardFrom?.(from) ?? chain(month, from, config.follows)
      const isPosition = (at: number) =>
        at >= position && at < upward.length && (config.compression === 'dynamic' || at === position)
      const found = upward.findIndex((id, at) => isPosition(at) && qualifies(id, place + 1))
      if (found >= 0) last = upward[found]!
      const partner = found >= 0 || config['unqualified share'] === 'last qualified' ? last : -1
      if (partner >= 0) pay({ partner, from, base: baseOf(from), rate })
      const isByPosition = config.compression === 'none' || config['skipped counts as level'] === true
      position = isByPosition ? position + 1 : found < 0 ? Infinity : found + 1
    })
  }
}
