import type { Line } from '#earnings/bonus'
import type { Told } from '#earnings/scalar'
import { describeCondition, describeLadder, describeLasting } from '#earnings/rank'
import { describeVolume } from '#earnings/volume'
import { describeMost, mostPaid, type Most } from './bound.ts'
import { bonusOf, type BonusRule } from './kinds.ts'
import type { Plan } from './shape.ts'

/** What a rule does, in one or two sentences. */
export const describeRule = (rule: BonusRule): Told => {
  const { de, en } = bonusOf(rule).words(rule)
  const needs = 'needs' in rule && rule.needs !== undefined ? describeCondition(rule.needs) : undefined
  const order =
    'when' in rule && rule.when === 'order'
      ? {
          de: ' Zahlbar mit jeder Bestellung, nach den Rängen vom Ende des Vormonats.',
          en: ' Payable with each order, by the ranks of the end of the month before.',
        }
      : { de: '', en: '' }
  return {
    de: `${rule.name}: ${de}${order.de}${needs === undefined ? '' : ` Voraussetzung: ${needs.de}.`}`,
    en: `${rule.name}: ${en}${order.en}${needs === undefined ? '' : ` Needs: ${needs.en}.`}`,
  }
}

/** Why a commission line is what it is. Where it is paid on one order, that is named as `orderOf` names its number. */
export const describeLine = ({ bonuses }: Plan, line: Line, orderOf: (order: number) => string = String): Told => {
  const rule = bonuses[line.rule]!
  const { de, en } = bonusOf(rule).reason(rule, line, bonuses)
  const [order] = line.details
  if (order === undefined || !('when' in rule) || rule.when !== 'order') return { de, en }
  return { de: `${de}, Bestellung ${orderOf(order)}`, en: `${en}, order ${orderOf(order)}` }
}

/** A sentence of a plan, and what it is about. */
export type Sentence = Told & {
  readonly about: 'volume' | 'active' | 'rank' | 'ladder' | 'rule' | 'payout'
  /** What the plan calls it; null where it has no name. */
  readonly name: string | null
}

const sentence = (about: Sentence['about'], { de, en }: Told, name: string | null = null): Sentence => ({
  about,
  name,
  de,
  en,
})

/** The whole plan in plain sentences. */
export const describePlan = (plan: Plan): Sentence[] => [
  ...Object.entries(plan.volumes).map(([title, rule]) => sentence('volume', describeVolume(title, rule), title)),
  ...(plan.active === undefined ? [] : [sentence('active', activeWords(plan.active))]),
  ...plan.ranks.map(rule => sentence('rank', rankWords(rule), rule.name)),
  ...describeLadder(plan.ladder).map(told => sentence('ladder', told)),
  ...plan.bonuses.map(rule => sentence('rule', describeRule(rule), rule.name)),
  sentence('payout', mostWords(mostPaid(plan))),
]

const activeWords = (condition: NonNullable<Plan['active']>): Told => {
  const { de, en } = describeCondition(condition)
  return { de: `Aktiv ist, wer hat: ${de}.`, en: `Active is who has: ${en}.` }
}

const rankWords = (rule: Plan['ranks'][number]): Told => {
  const [needs, lasting] = [describeCondition(rule.needs), describeLasting(rule)]
  return { de: `Rang ${rule.name}: ${needs.de}.${lasting.de}`, en: `Rank ${rule.name}: ${needs.en}.${lasting.en}` }
}

const mostWords = (most: Most): Told => {
  if (most.money === Infinity || most.points === Infinity)
    return {
      de: 'Kein Anteil des Umsatzes begrenzt, was alle Regeln zusammen zahlen.',
      en: 'No share of the turnover bounds what all rules together pay.',
    }
  const { de, en } = describeMost(most)
  return { de: `Alle Regeln zusammen zahlen höchstens ${de}.`, en: `All rules together pay at most ${en}.` }
}
