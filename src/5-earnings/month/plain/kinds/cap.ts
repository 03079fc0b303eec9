import { numberOf, rankOf } from '../ranks.ts'
import { partsOf, rounded } from '../rounding.ts'
import type { Paying, RuleOf } from '../pay.ts'
import { volume } from '../volumes.ts'

type Rule = RuleOf<'partner cap'> | RuleOf<'company cap'>

export const payPartnerCap = (config: RuleOf<'partner cap'>, paying: Paying): void => {
  const { month } = paying
  const mostOf = (id: number): number => {
    const reached = (config['at most by rank'] ?? []).filter(({ rank }) => rankOf(month, id) >= numberOf(month, rank))
    const highest = reached.sort((a, b) => numberOf(month, b.rank) - numberOf(month, a.rank))[0]
    const most = highest?.['at most'] ?? config['at most']
    return most === undefined ? Infinity : Math.ceil(most / 10)
  }
  const excess = new Map(month.facts.people.map(({ id }) => [id, Math.max(0, paying.earnedInAll(id) - mostOf(id))]))
  cut(config, paying, there => {
    const cuts = there.map((amount, id) => Math.min(amount, excess.get(id)!))
    for (const [id, amount] of cuts.entries()) excess.set(id, excess.get(id)! - amount)
    return cuts
  })
}

export const payCompanyCap = (config: RuleOf<'company cap'>, paying: Paying): void => {
  const { people } = paying.month.facts
  const turnover = people.reduce((sum, { id }) => sum + volume(paying.month, config.of, id), 0)
  const paid = people.reduce((sum, { id }) => sum + paying.earnedInAll(id), 0)
  let excess = Math.max(0, paid - rounded(Math.max(0, turnover), config['at most']))
  cut(config, paying, there => {
    const cuts = partsOf(
      Math.min(
        excess,
        there.reduce((sum, amount) => sum + amount, 0),
      ),
      there,
    )
    excess -= cuts.reduce((sum, amount) => sum + amount, 0)
    return cuts
  })
}

// From all alike, or from rule to rule backward; a rule can give no more than it paid, nor than its partner has left.
const cut = (
  config: Rule,
  { month, rules, earned, earnedInAll, payAmount }: Paying,
  take: (there: number[]) => number[],
) => {
  const ids = month.facts.people.map(({ id }) => id)
  const before = rules.slice(
    0,
    rules.findIndex(({ name }) => name === config.name),
  )
  const [all, left] = [ids.map(earnedInAll), ids.map(earnedInAll)]
  const steps =
    config.cuts === 'proportionally'
      ? [(id: number) => all[id]!]
      : before.reverse().map(
          ({ name }) =>
            (id: number) =>
              earned(name, id),
        )
  for (const paidTo of steps) {
    const there = ids.map(id => Math.max(0, Math.min(paidTo(id), left[id]!)))
    for (const id of ids) left[id]! -= there[id]!
    for (const [id, amount] of take(there).entries())
      payAmount({ partner: id, from: -1, base: all[id]!, rate: 0, amount: -amount })
  }
}
