import { share, type Cents } from '#ground/money'
import type { Fault, Told } from '#earnings/scalar'
import {
  climbingBaseFaults,
  mostFaults,
  mostOf,
  type Before,
  type Bonus,
  type Context,
  type Pay,
} from '#earnings/bonus'
import { cutLastFirst, proportionally, type Cut } from './cut.ts'
import { companyShape, partnerShape, type CompanyRule, type PartnerRule } from './shape.ts'
import { companyReason, companyWords, partnerReason, partnerWords } from './words.ts'

const first: Told = { de: 'Regeln davor, die etwas zahlen', en: 'rules before it that pay something' }
const inMoney: Told = { de: 'ein Umsatz in Geld', en: 'a volume in money' }
const amountMissing: Told = {
  de: 'at most (für alle) oder at most by rank (nach Rang), oder beides',
  en: 'at most (for everybody) or at most by rank, or both',
}

const needsRules = ({ rules }: Before): Fault[] => (rules.length === 0 ? [{ path: ['kind'], expected: first }] : [])

const checkPartner = (rule: PartnerRule, before: Before): Fault[] => [
  ...needsRules(before),
  ...(rule['at most'] === undefined && rule['at most by rank'] === undefined
    ? [{ path: ['at most'], expected: amountMissing }]
    : []),
  ...mostFaults(rule, before),
]

const checkCompany = (rule: CompanyRule, before: Before): Fault[] => [
  ...needsRules(before),
  ...climbingBaseFaults(rule.of, before).map(fault => ({ ...fault, path: ['of'] })),
  ...(before.volumes.get(rule.of)?.in === 'points' ? [{ path: ['of'], expected: inMoney }] : []),
]

const payCuts = (cuts: readonly Cut[], earned: Float64Array, pay: Pay): void => {
  for (const { partner, amount, rule } of cuts)
    pay({ partner, from: -1, base: earned[partner]!, rate: 0, amount: -amount as Cents, level: rule + 1 })
}

const payPartner = (rule: PartnerRule, context: Context, pay: Pay): void => {
  const earned = context.earnedSoFar()
  const most = mostOf(rule, context)
  const excess = earned.map((amount, partner) => Math.max(0, amount - most(partner)))
  if (rule.cuts !== 'last rule first')
    return excess.forEach((cut, partner) =>
      cut > 0 ? pay({ partner, from: -1, base: earned[partner]!, rate: 0, amount: -cut as Cents }) : undefined,
    )
  const take = (there: readonly number[]) =>
    there.map((amount, partner) => {
      const cut = Math.min(amount, excess[partner]!)
      excess[partner]! -= cut
      return cut
    })
  return payCuts(cutLastFirst(rule, context, take), earned, pay)
}

const payCompany = (rule: CompanyRule, context: Context, pay: Pay): void => {
  const earned = context.earnedSoFar()
  const turnover = context.columns.get(rule.of)!.values.reduce((total, value) => total + value, 0)
  const most = share(Math.max(turnover, 0) as Cents, { numerator: rule['at most'], denominator: 1_000_000 })
  let excess = earned.reduce((total, amount) => total + amount, 0) - most
  if (excess <= 0) return
  const take = (there: readonly number[]): readonly number[] => {
    const cuts = excess > 0 ? proportionally(excess, there, context.facts) : []
    excess -= cuts.reduce((total, cut) => total + cut, 0)
    return cuts
  }
  if (rule.cuts === 'last rule first') return payCuts(cutLastFirst(rule, context, take), earned, pay)
  for (const [partner, cut] of take(Array.from(earned, amount => Math.max(amount, 0))).entries())
    if (cut !== 0) pay({ partner, from: -1, base: earned[partner]!, rate: 0, amount: -cut as Cents })
}

/** The most that one partner is paid in a month by the rules before; what is more is taken off again. */
export const partnerCap = {
  kind: 'partner cap',
  shape: partnerShape,
  check: checkPartner,
  words: partnerWords,
  reason: partnerReason,
  bound: () => 'nothing',
  paysWithoutLine: () => false,
  unitOf: () => 'money',
  pay: payPartner,
} satisfies Bonus<PartnerRule>

/** The most that the rules before pay in all, as a share of turnover; what is more is taken off again. */
export const companyCap = {
  kind: 'company cap',
  shape: companyShape,
  check: checkCompany,
  words: companyWords,
  reason: companyReason,
  bound: () => 'nothing',
  limit: rule => rule['at most'],
  paysWithoutLine: () => false,
  unitOf: () => 'money',
  pay: payCompany,
} satisfies Bonus<CompanyRule>
