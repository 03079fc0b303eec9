import { printRate, type Fault, type Told } from '#earnings/scalar'
import { isBuyable, paysAlone } from './alone.ts'
import { describeMost, mostPaid, unbounded } from './bound.ts'
import { forbiddenGroups } from './protect.ts'
import type { VolumeRule } from '#earnings/volume'
import type { Plan } from './shape.ts'

/** What is allowed in a plan and still dangerous. */
export type Warning = { readonly path: Fault['path']; readonly told: Told }

export const warningsOf = (plan: Plan): Warning[] => [
  ...boughtRanks(plan),
  ...joiningCounts(plan),
  ...lineNeeded(plan),
  ...payoutTooHigh(plan),
]

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
    const counted = volume['counts for'] === 'ranks' && !isOfFees(volume, plan) ? joiningGroups(volume, plan) : []
    const listed = counted.join(', ')
    return counted.length === 0
      ? []
      : [
          {
            path: ['volumes', name],
            told: {
              de: `${name} zählt ${listed} für Ränge: so führen Beitritt, Starterpakete, Schulungen oder Gebühren zu höheren Sätzen.`,
              en: `${name} counts ${listed} for ranks: so joining, starter kits, training or fees lead to higher rates.`,
            },
          },
        ]
  })

const joiningGroups = (volume: VolumeRule, plan: Plan): string[] =>
  volume.sum === 'new customers' ? [] : forbiddenGroups(volume, plan['product groups']).map(([group]) => group)

// Whether a fee is paid may decide who is active; a fee among turnover may not.
const isOfFees = ({ groups }: VolumeRule, plan: Plan): boolean =>
  groups !== undefined && groups.every(group => plan['product groups'][group] === 'fee')

const lineNeeded = (plan: Plan): Warning[] =>
  plan.bonuses.some(rule => paysAlone(rule, plan))
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

const payoutTooHigh = (plan: Plan): Warning[] => {
  const [most, allowed] = [mostPaid(plan), plan['payout at most']]
  if (most.money === Infinity || most.points === Infinity) return unbounded(plan).map(number => noBound(plan, number))
  const { de, en } = describeMost(most)
  if (most.money > allowed)
    return [
      {
        path: ['bonuses'],
        told: {
          de: `Alle Regeln zusammen können bis zu ${de} zahlen, mehr als ${printRate(allowed, 'de')}.`,
          en: `All rules together can pay up to ${en}, more than ${printRate(allowed, 'en')}.`,
        },
      },
    ]
  if (most.points === 0) return []
  return [
    {
      path: ['bonuses'],
      told: {
        de: `Alle Regeln zusammen können bis zu ${de} zahlen; wie viel das vom Umsatz ist, sagt erst „points per money at most“.`,
        en: `All rules together can pay up to ${en}; how much that is of the turnover is known with "points per money at most".`,
      },
    },
  ]
}

const noBound = ({ bonuses }: Plan, number: number): Warning => {
  const { name } = bonuses[number]!
  return {
    path: ['bonuses', number],
    told: {
      de: `${name} kann mehr zahlen als jeden Anteil des Umsatzes; ein company cap danach begrenzt es.`,
      en: `${name} can pay more than any share of the turnover; a company cap after it bounds it.`,
    },
  }
}
