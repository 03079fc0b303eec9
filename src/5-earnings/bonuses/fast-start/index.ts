import { z } from 'zod'
import { printRate, rate, span, volumeName, type Told } from '#earnings/scalar'
import {
  climbLevels,
  climbingBaseFaults,
  levelFaults,
  levelFields,
  levelReason,
  levelWords,
  nameShape,
  whenShape,
  type Bonus,
  type Context,
  type Pay,
} from '#earnings/bonus'
import { never, type Single } from '#earnings/volume'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('fast start'),
  base: volumeName(),
  within: span().meta({ description: 'how long after becoming a partner turnover counts, that day included' }),
  himself: rate().optional(),
  when: whenShape,
  ...levelFields,
})

type Rule = z.output<typeof shape>

/** What the entries count of the days in which somebody has just become a partner. */
const firstEntries = (rule: Rule, { facts, entriesOf }: Context): Single => {
  const { amounts, whose, unit } = entriesOf(rule.base)
  const { days } = facts.entries
  if (days === undefined) throw new Error('a fast start needs the days of the entries')
  const isFirst = (entry: number): boolean => {
    const [since, day] = [facts.partnersSince[whose[entry]!]!, days[entry]!]
    return since !== never && day >= since && day < since + rule.within
  }
  return { unit, whose, amounts: amounts.map((amount, entry) => (isFirst(entry) ? amount : 0)) }
}

const firstTurnover = (rule: Rule, context: Context): Float64Array => {
  const { amounts, whose } = firstEntries(rule, context)
  const base = new Float64Array(context.facts.partners.length)
  for (const [entry, amount] of amounts.entries()) base[whose[entry]!]! += amount
  return base
}

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
  const base = firstTurnover(rule, context)
  const { himself: rate } = rule
  if (rate !== undefined)
    base.forEach((amount, partner) => (amount === 0 ? undefined : pay({ partner, from: partner, base: amount, rate })))
  climbLevels(rule, { base, context }, pay)
}

const inDays = (days: number): Told => ({ de: `${days} Tagen`, en: `${days} days` })

/** A share of what a new partner sells in his first days or weeks, for himself and for levels above him. On turnover alone. */
export const fastStart = {
  kind: 'fast start',
  shape,
  check: (rule, before) => [...climbingBaseFaults(rule.base, before), ...levelFaults(rule, before)],
  words: rule => {
    const { de, en } = levelWords(rule, {
      de: `${rule.base} eines Partners in seinen ersten ${inDays(rule.within).de}`,
      en: `${rule.base} of a partner in his first ${inDays(rule.within).en}`,
    })
    if (rule.himself === undefined) return { de, en }
    return {
      de: `${de} Er selbst erhält ${printRate(rule.himself, 'de')}.`,
      en: `${en} He himself gets ${printRate(rule.himself, 'en')}.`,
    }
  },
  reason: (rule, paid) => {
    const start = { de: `in den ersten ${inDays(rule.within).de}`, en: `in the first ${inDays(rule.within).en}` }
    const level = paid.level === 0 ? { de: 'er selbst', en: 'himself' } : levelReason(paid)
    return { de: `${level.de}, ${start.de}`, en: `${level.en}, ${start.en}` }
  },
  bound: ({ base, levels, himself = 0 }) => ({
    rate: levels.reduce((total, rate) => total + rate, himself),
    of: { volume: base },
  }),
  paysWithoutLine: ({ himself }) => himself !== undefined,
  paidEntries: firstEntries,
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
