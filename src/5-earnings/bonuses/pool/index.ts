import { z } from 'zod'
import {
  printQuantity,
  printRate,
  quantity,
  rankName,
  rate,
  volumeName,
  whole,
  type Fault,
  type Language,
  type Told,
} from '#earnings/scalar'
import {
  climbingBaseFaults,
  nameShape,
  rankFaults,
  splitAmong,
  type Before,
  type Bonus,
  type Context,
  type Pay,
} from '#earnings/bonus'
import { conditionShape, unknownVolume } from '#earnings/rank'
import { atLeast } from '#earnings/volume'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('pool'),
  base: volumeName(),
  rate: rate(),
  shares: z
    .array(z.strictObject({ rank: rankName(), shares: whole(1000) }))
    .min(1)
    .optional(),
  'shares by volume': z
    .strictObject({ volume: volumeName(), each: quantity() })
    .optional()
    .meta({ description: 'one share for each full amount of a volume' }),
  needs: conditionShape.optional(),
})

type Rule = z.output<typeof shape>

/** How many shares each partner has: those of the highest rank in the list that he has reached, and those that his volume brings. */
const sharesOf = (rule: Rule, { columns, standing, test }: Context): number[] => {
  const { ranks, rankNumbers, lineage } = standing
  const mayEarn = test(rule.needs)
  const byRank = (rule.shares ?? [])
    .map(({ rank, shares }) => ({ least: rankNumbers.get(rank)!, shares }))
    .sort((a, b) => a.least - b.least)
  const byVolume = sharesByVolume(rule, columns)
  return Array.from(ranks, (rank, partner) =>
    lineage.partners[partner] === 1 && mayEarn(partner)
      ? (byRank.findLast(({ least }) => rank >= least)?.shares ?? 0) + byVolume(partner)
      : 0,
  )
}

const sharesByVolume = (rule: Rule, columns: Context['columns']): ((partner: number) => number) => {
  const asked = rule['shares by volume']
  if (asked === undefined) return () => 0
  const { values, unit } = columns.get(asked.volume)!
  const each = atLeast(asked.each, unit)
  return partner => Math.max(0, Math.floor(values[partner]! / each))
}

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
  const base = context.columns.get(rule.base)!.values.reduce((total, value) => total + value, 0)
  const shares = sharesOf(rule, context)
  const all = shares.reduce((total, count) => total + count, 0)
  if (all === 0 || base === 0) return
  const whole = context.price(rule, base, rule.rate)
  for (const [partner, amount] of splitAmong(whole, shares, context.facts).entries())
    if (amount !== 0) pay({ partner, from: -1, base, rate: rule.rate, level: shares[partner]!, passed: all, amount })
}

const listed = (rule: Rule, language: Language): string => {
  const isGerman = language === 'de'
  const byRank = (rule.shares ?? []).map(({ rank, shares }) => `${rank} ${shares} ${isGerman ? 'Anteile' : 'shares'}`)
  const asked = rule['shares by volume']
  const each = asked === undefined ? '' : printQuantity(asked.each)
  const byVolume = isGerman
    ? `je volle ${each} ${asked?.volume} 1 Anteil`
    : `1 share for each full ${each} of ${asked?.volume}`
  return [...byRank, ...(asked === undefined ? [] : [byVolume])].join(', ')
}

const sharesMissing: Told = {
  de: 'shares (nach Rang) oder shares by volume (nach Umsatz), oder beides',
  en: 'shares (by rank) or shares by volume, or both',
}
const moreThanNothing: Told = { de: 'mehr als 0', en: 'more than 0' }

const shareFaults = (rule: Rule, before: Before): Fault[] => {
  const asked = rule['shares by volume']
  const expected = asked === undefined ? undefined : unknownVolume(asked.volume, before)
  return [
    ...(asked === undefined && rule.shares === undefined ? [{ path: ['shares'], expected: sharesMissing }] : []),
    ...(expected === undefined ? [] : [{ path: ['shares by volume', 'volume'], expected }]),
    ...(asked?.each === 0 ? [{ path: ['shares by volume', 'each'], expected: moreThanNothing }] : []),
    ...rankFaults(
      (rule.shares ?? []).map(({ rank }) => rank),
      ['shares'],
      before,
    ),
  ]
}

/** A share of the whole company's turnover, split among those who have reached a rank. */
export const pool = {
  kind: 'pool',
  shape,
  check: (rule, before) => [...climbingBaseFaults(rule.base, before), ...shareFaults(rule, before)],
  words: rule => ({
    de: `${printRate(rule.rate, 'de')} von ${rule.base} aller werden nach Anteilen verteilt: ${listed(rule, 'de')}.`,
    en: `${printRate(rule.rate, 'en')} of ${rule.base} of everybody are split by shares: ${listed(rule, 'en')}.`,
  }),
  reason: (_, { level, passed }) => ({ de: `${level} von ${passed} Anteilen`, en: `${level} of ${passed} shares` }),
  bound: ({ base, rate }) => ({ rate, of: { volume: base } }),
  paysWithoutLine: () => false,
  ranksPaid: rule => (rule['shares by volume'] === undefined ? (rule.shares ?? []) : []).map(({ rank }) => rank),
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
