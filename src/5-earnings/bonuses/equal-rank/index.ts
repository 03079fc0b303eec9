import { z } from 'zod'
import { name, printRate, rate, volumeName, type Fault, type Language, type Told } from '#earnings/scalar'
import {
  climbingBaseFaults,
  nameShape,
  whenShape,
  type Before,
  type Bonus,
  type Context,
  type Named,
  type Pay,
} from '#earnings/bonus'
import { differentRates, ratesOf, type DifferentialRule } from '#earnings/bonuses/differential'
import { conditionShape } from '#earnings/rank'
import { nextHigher } from '#earnings/volume'

const aDifferential: Told = {
  de: 'der Name eines Differenzbonus, der davor steht',
  en: 'the name of a differential that stands before',
}

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('equal rank'),
  beside: name(aDifferential),
  base: volumeName(),
  rates: z.array(rate()).min(1).meta({ description: 'for the first with the same rate above, the second …' }),
  'least rate': rate().optional(),
  when: whenShape,
  needs: conditionShape.optional(),
})

type Rule = z.output<typeof shape>

const reachable: Told = { de: 'ein Satz, den der Differenzbonus hat', en: 'a rate that the differential has' }

const asBeside: Told = {
  de: 'dasselbe wie beim Differenzbonus daneben',
  en: 'the same as with the differential beside',
}

const besideOf = (rule: Rule, rules: readonly Named[]): DifferentialRule | undefined => {
  const found = rules.find(({ name }) => name === rule.beside)
  return found?.kind === 'differential' ? (found as DifferentialRule) : undefined
}

const check = (rule: Rule, before: Before): Fault[] => {
  const beside = besideOf(rule, before.rules)
  const least = rule['least rate']
  const isReached = least === undefined || beside === undefined || differentRates(beside).some(each => each >= least)
  return [
    ...climbingBaseFaults(rule.base, before),
    ...(beside === undefined ? [{ path: ['beside'], expected: aDifferential }] : []),
    ...(beside === undefined || beside.when === rule.when ? [] : [{ path: ['when'], expected: asBeside }]),
    ...(isReached ? [] : [{ path: ['least rate'], expected: reachable }]),
  ]
}

const payAlongTheWay = (rule: Rule, context: Context, pay: Pay): void => {
  const beside = besideOf(rule, context.rules)!
  const lineage = context.lineageOf(beside.follows)
  const rates = ratesOf(beside, context)
  const higher = nextHigher(lineage, rates)
  const equal = nextEqual(rates, lineage.above, higher)
  const mayEarn = context.test(rule.needs)
  const base = context.columns.get(rule.base)!.values
  const least = rule['least rate'] ?? 1
  const payEquals = (first: number, from: number): void => {
    let partner = equal[first]!
    for (const [place, share] of rule.rates.entries()) {
      if (partner < 0) return
      const found = { partner, from, base: base[from]!, rate: share, level: place + 1, less: rates[partner]! }
      if (mayEarn(partner)) pay(found)
      partner = equal[partner]!
    }
  }
  const payFrom = (from: number): void => {
    let first = rates[from]! > 0 ? from : higher[from]!
    for (; first >= 0; first = higher[first]!) if (rates[first]! >= least) payEquals(first, from)
  }
  for (let from = 0; from < base.length; from += 1) if (base[from] !== 0) payFrom(from)
}

/**
 * Of each line in which somebody has his rate, and nobody a higher one, a partner gets the share of his turn: the first where the line has nobody who was
 * compensated at this rate, else the one after the last turn in it.
 */
const payLegs = (rule: Rule, context: Context, pay: Pay): void => {
  const beside = besideOf(rule, context.rules)!
  const { above, downward } = context.lineageOf(beside.follows)
  const rates = ratesOf(beside, context)
  const mayEarn = context.test(rule.needs)
  const base = context.columns.get(rule.base)!.values
  const least = Math.max(rule['least rate'] ?? 1, 1)
  const [highest, whole, turns] = [rates.slice(), base.slice(), new Int32Array(rates.length)]
  const payLine = (sponsor: number, head: number): void => {
    const [rate, turn] = [rates[sponsor]!, turns[head]!]
    const share = rule.rates[turn] ?? 0
    if (rate < least || rate !== highest[head] || share === 0 || whole[head] === 0 || !mayEarn(sponsor)) return
    pay({ partner: sponsor, from: head, base: whole[head]!, rate: share, level: turn + 1, less: rate })
  }
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const [head, sponsor] = [downward[place]!, above[downward[place]!]!]
    if (sponsor < 0) continue
    payLine(sponsor, head)
    const turn = rates[sponsor] === highest[head] ? turns[head]! + 1 : turns[head]!
    if (highest[head]! > highest[sponsor]!) [highest[sponsor], turns[sponsor]] = [highest[head]!, turn]
    else if (highest[head] === highest[sponsor]) turns[sponsor] = Math.max(turns[sponsor]!, turn)
    whole[sponsor]! += whole[head]!
  }
}

/** For everybody the next one upward with his own rate, where nobody between has a higher one; -1 where there is none. */
const nextEqual = (rates: Int32Array, above: Int32Array, higher: Int32Array): Int32Array =>
  rates.map((own, contact) => {
    let candidate = above[contact]!
    while (candidate >= 0 && rates[candidate]! < own) candidate = higher[candidate]!
    return candidate >= 0 && rates[candidate] === own ? candidate : -1
  })

const listed = ({ rates }: Rule, language: Language) => rates.map(each => printRate(each, language)).join(', ')

const leastWords = (rule: Rule): Told => {
  const least = rule['least rate']
  if (least === undefined) return { de: '', en: '' }
  return {
    de: ` Erst ab einem Satz von ${printRate(least, 'de')}.`,
    en: ` Only from a rate of ${printRate(least, 'en')} on.`,
  }
}

/** What a partner gets on turnover of which the differential leaves him nothing, because somebody below has his rate already. */
export const equalRank = {
  kind: 'equal rank',
  shape,
  check,
  words: rule => ({
    de: `Wer denselben Satz in ${rule.beside} hat wie jemand unter ihm und deshalb dort nichts erhält, bekommt dafür als Erster, Zweiter … darüber auf ${rule.base} ${listed(rule, 'de')}; wer einen höheren hat, beendet das.${leastWords(rule).de}`,
    en: `Who has the same rate in ${rule.beside} as somebody below him, and so gets nothing there, gets as the first, second … above him on ${rule.base} ${listed(rule, 'en')}; who has a higher one ends it.${leastWords(rule).en}`,
  }),
  reason: (_, { level, less }) => ({
    de: `Ausgleich ${level}: unter ihm steht derselbe Satz von ${printRate(less, 'de')}`,
    en: `compensation ${level}: the same rate of ${printRate(less, 'en')} stands below`,
  }),
  bound: (rule, rules) => {
    const beside = besideOf(rule, rules)
    const runs =
      beside === undefined ? 0 : differentRates(beside).filter(each => each >= (rule['least rate'] ?? 1)).length
    // On its way up a turnover, or the line it is in, meets each rate of the differential once, and the same one so often as there are shares for it.
    return { rate: runs * rule.rates.reduce((total, each) => total + each, 0), of: { volume: rule.base } }
  },
  paysWithoutLine: () => false,
  paidEntries: ({ base }, { entriesOf }) => entriesOf(base),
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: (rule, context, pay) =>
    (besideOf(rule, context.rules)!.variant === 'linear' ? payAlongTheWay : payLegs)(rule, context, pay),
} satisfies Bonus<Rule>
