import { printRate, type Fault, type Told } from '#earnings/scalar'
import type { Condition } from '#earnings/rank'
import { bonusOf } from './kinds.ts'
import { forbiddenGroups } from './protect.ts'
import type { Plan } from './shape.ts'

/** What is allowed in a plan and still dangerous. */
export type Warning = { readonly path: Fault['path']; readonly told: Told }

export const warningsOf = (plan: Plan): Warning[] => [
  ...boughtRanks(plan),
  ...joiningCounts(plan),
  ...lineNeeded(plan),
  ...payoutTooHigh(plan),
]

// Whether somebody can meet it by what he buys himself, without a customer and without anybody below him.
const isBuyable = (condition: Condition, plan: Plan): boolean => {
  if ('all of' in condition) return condition['all of'].every(part => isBuyable(part, plan))
  if ('any of' in condition) return condition['any of'].some(part => isBuyable(part, plan))
  if ('active' in condition) return !condition.active || plan.active === undefined || isBuyable(plan.active, plan)
  if ('lines' in condition) return false
  if ('rank' in condition)
    return plan.ranks.some(({ name, needs }) => name === condition.rank && isBuyable(needs, plan))
  const rule = plan.volumes[condition.volume]
  if (rule === undefined || condition['cap per leg'] !== undefined) return false
  return rule.sum !== 'customers' && (rule['down to'] === undefined || rule['with himself'] === true)
}

const boughtRanks = (plan: Plan): Warning[] =>
  plan.ranks.flatMap(({ name, needs }, number) =>
    isBuyable(needs, plan)
      ? [
          {
            path: ['ranks', number, 'needs'],
            told: {
              de: `Den Rang ${name} kann jemand allein durch eigene Käufe erreichen.`,
              en: `Somebody can reach the rank ${name} by his own purchases alone.`,
            },
          },
        ]
      : [],
  )

// What is counted for ranks alone brings money all the same: by the rates they open.
const joiningCounts = (plan: Plan): Warning[] =>
  Object.entries(plan.volumes).flatMap(([name, volume]) => {
    const counted = volume['counts for'] === 'ranks' ? forbiddenGroups(volume, plan['product groups']) : []
    const listed = counted.map(([group]) => group).join(', ')
    return counted.length === 0
      ? []
      : [
          {
            path: ['volumes', name],
            told: {
              de: `${name} zählt ${listed} für Ränge: so führen Beitritt, Starterpakete oder Schulungen zu höheren Sätzen.`,
              en: `${name} counts ${listed} for ranks: so joining, starter kits or training lead to higher rates.`,
            },
          },
        ]
  })

const lineNeeded = ({ bonuses }: Plan): Warning[] =>
  bonuses.some(rule => bonusOf(rule).paysWithoutLine)
    ? []
    : [
        {
          path: ['bonuses'],
          told: {
            de: 'Wer niemanden geworben hat, kann nach diesem Plan nichts verdienen.',
            en: 'Who has recruited nobody cannot earn anything by this plan.',
          },
        },
      ]

/** How much of the turnover all rules together can pay at most, in millionths: by their rates, each where it is highest. */
export const mostPaid = ({ bonuses }: Plan): number => {
  const most = new Map<string, number>()
  let total = 0
  for (const rule of bonuses) {
    const { bound, limit } = bonusOf(rule)
    const { rate, of } = bound(rule)
    const his = 'rule' in of ? Math.ceil(((most.get(of.rule) ?? 0) * rate) / 1_000_000) : rate
    most.set(rule.name, his)
    total = Math.min(total + his, limit?.(rule) ?? Infinity)
  }
  return total
}

const payoutTooHigh = (plan: Plan): Warning[] => {
  const [most, allowed] = [mostPaid(plan), plan['payout at most']]
  const printed = {
    de: [printRate(most, 'de'), printRate(allowed, 'de')],
    en: [printRate(most, 'en'), printRate(allowed, 'en')],
  }
  return most <= allowed
    ? []
    : [
        {
          path: ['bonuses'],
          told: {
            de: `Alle Regeln zusammen können bis zu ${printed.de[0]} des Umsatzes zahlen, mehr als ${printed.de[1]}.`,
            en: `All rules together can pay up to ${printed.en[0]} of the turnover, more than ${printed.en[1]}.`,
          },
        },
      ]
}
