import type { Plan } from '#earnings/plan'
import { payDifference } from './kinds/differential.ts'
import { payEqual } from './kinds/equal-rank.ts'
import { payGenerations } from './kinds/generation.ts'
import { payLevels, payMatching } from './kinds/level.ts'
import { payOwn } from './kinds/own-volume.ts'
import type { PlainMonth } from './people.ts'

type Rule = Plan['bonuses'][number]
export type RuleOf<Kind> = Extract<Rule, { kind: Kind }>

type PlainLine = { partner: number; rule: number; from: number; base: number; rate: number; amount: number }

export type Paying = {
  month: PlainMonth
  pay: (line: Pick<PlainLine, 'partner' | 'from' | 'base' | 'rate'>) => void
  /** What a rule that stands before pays somebody. */
  earned: (rule: string, id: number) => number
  ruleNamed: (name: string) => Rule | undefined
}

const rounded = (base: number, rate: number): number => {
  const [size, sign] = [BigInt(Math.abs(base)) * BigInt(rate), base < 0 ? -1 : 1]
  return sign * Number((size * 2n + 1_000_000n) / 2_000_000n)
}

const payRule = (rule: Rule, paying: Paying): void => {
  if (rule.kind === 'own volume') payOwn(rule, paying)
  if (rule.kind === 'level') payLevels(rule, paying)
  if (rule.kind === 'matching') payMatching(rule, paying)
  if (rule.kind === 'differential') payDifference(rule, paying)
  if (rule.kind === 'equal rank') payEqual(rule, paying)
  if (rule.kind === 'generation') payGenerations(rule, paying)
}

/** All lines of a month, one rule after the other, each as the words of a plan have it. */
export const plainLines = (month: PlainMonth): PlainLine[] => {
  const paid: PlainLine[] = []
  const earned = (name: string, id: number) =>
    paid
      .filter(({ partner, rule }) => partner === id && month.plan.bonuses[rule]!.name === name)
      .reduce((sum, { amount }) => sum + amount, 0)
  const ruleNamed = (name: string) => month.plan.bonuses.find(rule => rule.name === name)
  for (const [number, rule] of month.plan.bonuses.entries()) {
    const pay: Paying['pay'] = line => {
      const amount = rounded(line.base, line.rate)
      if (amount !== 0) paid.push({ ...line, rule: number, amount })
    }
    payRule(rule, { month, pay, earned, ruleNamed })
  }
  return paid
}
