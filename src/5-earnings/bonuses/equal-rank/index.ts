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

const linear: Told = {
  de: 'der Name eines Differenzbonus mit variant: linear, der davor steht; je Linie hat kein Umsatz einen Weg',
  en: 'the name of a differential with variant: linear that stands before; by legs no turnover has a way',
}

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('equal rank'),
  beside: name(linear),
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
  const isLinear = beside?.variant === 'linear'
  const least = rule['least rate']
  const isReached = least === undefined || beside === undefined || differentRates(beside).some(each => each >= least)
  return [
    ...climbingBaseFaults(rule.base, before),
    ...(isLinear ? [] : [{ path: ['beside'], expected: linear }]),
    ...(beside === undefined || beside.when === rule.when ? [] : [{ path: ['when'], expected: asBeside }]),
    ...(isReached ? [] : [{ path: ['least rate'], expected: reachable }]),
  ]
}

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
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
    de: `Wer denselben Satz in ${rule.beside} hat wie jemand unter ihm und deshalb dort nichts erhält, bekommt als Erster, Zweiter … darüber auf ${rule.base} ${listed(rule, 'de')}; wer einen höheren hat, beendet das.${leastWords(rule).de}`,
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
    // On its way up a turnover meets each rate of the differential once, and the same one so often as there are shares for it.
    return { rate: runs * rule.rates.reduce((total, each) => total + each, 0), of: { volume: rule.base } }
  },
  paysWithoutLine: () => false,
  paidEntries: ({ base }, { entriesOf }) => entriesOf(base),
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
