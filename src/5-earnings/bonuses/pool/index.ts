import { z } from 'zod'
import { split } from '#ground/money'
import { printRate, rankName, rate, volumeName, whole, type Language } from '#earnings/scalar'
import { climbingBaseFaults, nameShape, rankFaults, type Bonus, type Context, type Pay } from '#earnings/bonus'
import { conditionShape } from '#earnings/rank'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('pool'),
  base: volumeName(),
  rate: rate(),
  shares: z.array(z.strictObject({ rank: rankName(), shares: whole(1000) })).min(1),
  needs: conditionShape.optional(),
})

type Rule = z.output<typeof shape>

/** How many shares each partner has: those of the highest rank in the list that he has reached. */
const sharesOf = (rule: Rule, { standing, test }: Context): number[] => {
  const { ranks, rankNumbers, lineage } = standing
  const mayEarn = test(rule.needs)
  const byRank = rule.shares
    .map(({ rank, shares }) => ({ least: rankNumbers.get(rank)!, shares }))
    .sort((a, b) => a.least - b.least)
  return Array.from(ranks, (rank, partner) =>
    lineage.partners[partner] === 1 && mayEarn(partner)
      ? (byRank.findLast(({ least }) => rank >= least)?.shares ?? 0)
      : 0,
  )
}

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
  const base = context.columns.get(rule.base)!.values.reduce((total, value) => total + value, 0)
  const shares = sharesOf(rule, context)
  const all = shares.reduce((total, count) => total + count, 0)
  if (all === 0 || base === 0) return
  const whole = context.price(rule, base, rule.rate)
  for (const [partner, amount] of split(whole, shares).entries())
    if (amount !== 0) pay({ partner, from: -1, base, rate: rule.rate, level: shares[partner]!, passed: all, amount })
}

const listed = ({ shares }: Rule, language: Language) =>
  shares.map(({ rank, shares }) => `${rank} ${shares} ${language === 'de' ? 'Anteile' : 'shares'}`).join(', ')

/** A share of the whole company's turnover, split among those who have reached a rank. */
export const pool = {
  kind: 'pool',
  shape,
  check: (rule, known) => [
    ...climbingBaseFaults(rule.base, known),
    ...rankFaults(
      rule.shares.map(({ rank }) => rank),
      ['shares'],
      known,
    ),
  ],
  words: rule => ({
    de: `${printRate(rule.rate, 'de')} von ${rule.base} aller werden nach Anteilen verteilt: ${listed(rule, 'de')}.`,
    en: `${printRate(rule.rate, 'en')} of ${rule.base} of everybody are split by shares: ${listed(rule, 'en')}.`,
  }),
  reason: (_, { level, passed }) => ({ de: `${level} von ${passed} Anteilen`, en: `${level} of ${passed} shares` }),
  bound: ({ base, rate }) => ({ rate, of: { volume: base } }),
  paysWithoutLine: false,
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
