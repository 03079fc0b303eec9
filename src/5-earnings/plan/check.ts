import type { Fault, Told } from '#earnings/scalar'
import { faultsOf, type Known } from '#earnings/rank'
import { volumeFaults } from '#earnings/volume'
import { bonusOf, type BonusRule } from './kinds.ts'
import { goodsFaults, headcountFaults } from './protect.ts'
import type { Plan } from './shape.ts'

/** What is wrong with a plan whose shape is right: names that nothing defines, and what must not be paid on. */
export const faultsOfPlan = (plan: Plan): Fault[] => [
  ...faultsOfVolumes(plan),
  ...conditionFaults(plan),
  ...plan.bonuses.flatMap((rule, number) =>
    bonusFaults(plan, rule, number).map(fault => ({ ...fault, path: ['bonuses', number, ...fault.path] })),
  ),
]

const rankOfPlan: Told = { de: 'ein Rang des Plans', en: 'a rank of the plan' }
const once: Told = { de: 'jeder Name nur einmal', en: 'each name once' }
const pointValue: Told = {
  de: 'point value im Plan, denn dieser Umsatz zählt in Punkten',
  en: 'a point value in the plan, for this volume is in points',
}

const faultsOfVolumes = ({ volumes, ranks }: Plan): Fault[] =>
  Object.entries(volumes).flatMap(([name, rule]): Fault[] => {
    const path = ['volumes', name]
    const depth = rule['down to']
    const isUnknown = typeof depth === 'object' && !ranks.some(rank => rank.name === depth.until.rank)
    return [
      ...volumeFaults(rule).map(fault => ({ ...fault, path: [...path, ...fault.path] })),
      ...(isUnknown ? [{ path: [...path, 'down to', 'until', 'rank'], expected: rankOfPlan }] : []),
    ]
  })

const knownOf = ({ volumes, ranks }: Plan, below = ranks.length): Known => ({
  volumes: new Map(Object.entries(volumes)),
  ranks: ranks.slice(0, below).map(({ name }) => name),
})

const conditionFaults = (plan: Plan): Fault[] => [
  ...(plan.active === undefined
    ? []
    : faultsOf(plan.active, ['active'], { ...knownOf(plan, 0), isDecidingActive: true })),
  ...plan.ranks.flatMap(({ name, needs }, number) => [
    ...(plan.ranks.findIndex(rank => rank.name === name) < number
      ? [{ path: ['ranks', number, 'name'], expected: once }]
      : []),
    ...faultsOf(needs, ['ranks', number, 'needs'], { ...knownOf(plan, number), deciding: name }),
  ]),
]

const bonusFaults = (plan: Plan, rule: BonusRule, number: number): Fault[] => {
  const rules = plan.bonuses.slice(0, number)
  const base = 'base' in rule ? plan.volumes[rule.base] : undefined
  const needs = 'needs' in rule ? rule.needs : undefined
  return [
    ...(rules.some(({ name }) => name === rule.name) ? [{ path: ['name'], expected: once }] : []),
    ...bonusOf(rule).check(rule, { ...knownOf(plan), rules }),
    ...(needs === undefined ? [] : faultsOf(needs, ['needs'], knownOf(plan))),
    ...(base?.in === 'points' && plan['point value'] === undefined ? [{ path: ['base'], expected: pointValue }] : []),
    ...headcountFaults(rule, plan),
    ...(base === undefined ? [] : goodsFaults(base, plan['product groups'])),
  ]
}
