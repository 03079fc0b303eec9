import { printRate, type Told } from '#earnings/scalar'
import { describeCondition } from '#earnings/rank'
import { describeVolume } from '#earnings/volume'
import { bonusOf, type BonusRule } from './kinds.ts'
import type { Plan } from './shape.ts'
import { mostPaid } from './warn.ts'

/** What a rule does, in one or two sentences. */
export const describeRule = (rule: BonusRule): Told => {
  const { de, en } = bonusOf(rule).words(rule)
  const needs = 'needs' in rule && rule.needs !== undefined ? describeCondition(rule.needs) : undefined
  return {
    de: `${rule.name}: ${de}${needs === undefined ? '' : ` Voraussetzung: ${needs.de}.`}`,
    en: `${rule.name}: ${en}${needs === undefined ? '' : ` Needs: ${needs.en}.`}`,
  }
}

/** The whole plan in plain sentences. */
export const describePlan = (plan: Plan): Told[] => {
  const active = plan.active === undefined ? undefined : describeCondition(plan.active)
  const most = mostPaid(plan)
  return [
    ...Object.entries(plan.volumes).map(([title, rule]) => describeVolume(title, rule)),
    ...(active === undefined
      ? []
      : [{ de: `Aktiv ist, wer hat: ${active.de}.`, en: `Active is who has: ${active.en}.` }]),
    ...plan.ranks.map(({ name, needs }) => {
      const { de, en } = describeCondition(needs)
      return { de: `Rang ${name}: ${de}.`, en: `Rank ${name}: ${en}.` }
    }),
    ...plan.bonuses.map(describeRule),
    {
      de: `Alle Regeln zusammen zahlen höchstens ${printRate(most, 'de')} des Umsatzes.`,
      en: `All rules together pay at most ${printRate(most, 'en')} of the turnover.`,
    },
  ]
}
