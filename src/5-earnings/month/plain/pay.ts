import type { Plan } from '#earnings/plan'
import { payBinary } from './kinds/binary.ts'
import { payCompanyCap, payPartnerCap } from './kinds/cap.ts'
import { payDifference } from './kinds/differential.ts'
import { payEqual } from './kinds/equal-rank.ts'
import { payFastStart } from './kinds/fast-start.ts'
import { payGenerations } from './kinds/generation.ts'
import { payHosts } from './kinds/host-reward.ts'
import { payLeads } from './kinds/lead-split.ts'
import { payLevels, payMatching } from './kinds/level.ts'
import { payMatrix } from './kinds/matrix.ts'
import { payOwn } from './kinds/own-volume.ts'
import { payPool } from './kinds/pool.ts'
import { payRankBonus } from './kinds/rank-bonus.ts'
import { payMargin } from './kinds/retail-margin.ts'
import type { PlainMonth } from './people.ts'
import { orderSums } from './orders.ts'
import { rounded, worthOfPoints } from './rounding.ts'

export type Rule = Plan['bonuses'][number]
export type RuleOf<Kind> = Extract<Rule, { kind: Kind }>

type PlainLine = { partner: number; rule: number; from: number; base: number; rate: number; amount: number }

export type Paying = {
  month: PlainMonth
  pay: (line: Omit<PlainLine, 'rule' | 'amount'>) => void
  /** Where the amount is not the rate of the base. */
  payAmount: (line: Omit<PlainLine, 'rule'>) => void
  /** What a rate of a base of this rule is in cents. */
  price: (base: number, rate: number) => number
  /** What a rule that stands before pays somebody. */
  earned: (rule: string, id: number) => number
  earnedInAll: (id: number) => number
  rules: readonly Rule[]
}

const payRule = (rule: Rule, paying: Paying): void => {
  if (rule.kind === 'own volume') payOwn(rule, paying)
  if (rule.kind === 'level') payLevels(rule, paying)
  if (rule.kind === 'matching') payMatching(rule, paying)
  if (rule.kind === 'differential') payDifference(rule, paying)
  if (rule.kind === 'equal rank') payEqual(rule, paying)
  if (rule.kind === 'generation') payGenerations(rule, paying)
  if (rule.kind === 'retail margin') payMargin(rule, paying)
  if (rule.kind === 'pool') payPool(rule, paying)
  if (rule.kind === 'binary') payBinary(rule, paying)
  if (rule.kind === 'matrix') payMatrix(rule, paying)
  if (rule.kind === 'fast start') payFastStart(rule, paying)
  if (rule.kind === 'rank bonus') payRankBonus(rule, paying)
  if (rule.kind === 'host reward') payHosts(rule, paying)
  if (rule.kind === 'lead split') payLeads(rule, paying)
  if (rule.kind === 'partner cap') payPartnerCap(rule, paying)
  if (rule.kind === 'company cap') payCompanyCap(rule, paying)
}

/** All lines of a month, one rule after the other, each as the words of a plan have it. */
export const plainLines = (month: PlainMonth): PlainLine[] => {
  const { bonuses: rules, volumes, 'point value': pointValue } = month.plan
  const paid: PlainLine[] = []
  const sum = (lines: readonly PlainLine[]) => lines.reduce((total, { amount }) => total + amount, 0)
  const earnedInAll = (id: number) => sum(paid.filter(({ partner }) => partner === id))
  const earned = (name: string, id: number) =>
    sum(paid.filter(({ partner, rule }) => partner === id && rules[rule]!.name === name))
  for (const [number, rule] of rules.entries()) {
    const isInPoints = 'base' in rule && volumes[rule.base]!.in === 'points'
    const price = (base: number, rate: number) =>
      isInPoints ? worthOfPoints(base, rate, pointValue!) : rounded(base, rate)
    const payAmount: Paying['payAmount'] = line => {
      if (line.amount !== 0) paid.push({ ...line, rule: number })
    }
    const payOnce: Paying['pay'] = line => payAmount({ ...line, amount: price(line.base, line.rate) })
    const isByOrder = 'when' in rule && rule.when === 'order'
    const payOrders: Paying['pay'] = line => {
      if (line.base !== 0) for (const base of orderSums(month, rule, line.from)) payOnce({ ...line, base })
    }
    const pay = isByOrder ? payOrders : payOnce
    payRule(rule, { month, pay, payAmount, price, earned, earnedInAll, rules })
  }
  return paid
}
