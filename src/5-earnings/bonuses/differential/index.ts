import { z } from 'zod'
import {
  printQuantity,
  printRate,
  rankName,
  rate,
  volumeName,
  type Fault,
  type Language,
  type Rate,
  type Told,
} from '#earnings/scalar'
import {
  baseFaults,
  bracketsShape,
  climbingBaseFaults,
  followsShape,
  givenByRank,
  nameShape,
  ofEarners,
  rankFaults,
  stepsFaults,
  whenShape,
  type Bonus,
  type Context,
  type Pay,
} from '#earnings/bonus'
import { conditionShape } from '#earnings/rank'
import { atLeast, nextHigher } from '#earnings/volume'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('differential'),
  base: volumeName(),
  follows: followsShape,
  variant: z.enum(['linear', 'leg']).meta({
    description: 'linear: less what was paid on the way; leg: less the highest rate anybody in that line has',
  }),
  'steps by': volumeName().optional(),
  steps: bracketsShape.optional(),
  rates: z
    .array(z.strictObject({ rank: rankName(), rate: rate() }))
    .min(1)
    .optional(),
  when: whenShape,
  needs: conditionShape.optional(),
})

export type DifferentialRule = z.output<typeof shape>
type Rule = DifferentialRule

const oneOfBoth: Told = {
  de: 'steps by mit steps (nach Umsatz) oder rates (nach Rang), und nicht beides',
  en: 'steps by with steps (by volume) or rates (by rank), and not both',
}

const wholeMonth: Told = {
  de: 'month: Stufen nach Umsatz und ganze Linien stehen erst am Monatsende fest',
  en: 'month: steps by volume and whole lines are known at the end of the month only',
}

const check = (rule: Rule, known: Parameters<Bonus<Rule>['check']>[1]): Fault[] => {
  const isByVolume = rule.steps !== undefined && rule['steps by'] !== undefined && rule.rates === undefined
  const isByRank = rule.rates !== undefined && rule.steps === undefined && rule['steps by'] === undefined
  return [
    ...climbingBaseFaults(rule.base, known),
    ...(isByVolume || isByRank ? [] : [{ path: ['steps'], expected: oneOfBoth }]),
    ...(rule['steps by'] === undefined ? [] : baseFaultsOfSteps(rule['steps by'], known)),
    ...stepsFaults(rule.steps ?? [], 'steps'),
    ...(rule.when === 'order' && (isByVolume || rule.variant === 'leg')
      ? [{ path: ['when'], expected: wholeMonth }]
      : []),
    ...rankFaults(
      (rule.rates ?? []).map(({ rank }) => rank),
      ['rates'],
      known,
    ),
  ]
}

// What counts for ranks only may decide a rate: it is not paid on.
const baseFaultsOfSteps = (volume: string, known: Parameters<Bonus<Rule>['check']>[1]): Fault[] =>
  known.volumes.has(volume) ? [] : baseFaults(volume, known, 'steps by')

/** Everybody's rate: the highest he has reached, none for whoever does not meet what the bonus needs. */
export const ratesOf = (rule: Rule, context: Context): Int32Array =>
  ofEarners(context.standing, context.test(rule.needs), reachedRate(rule, context))

const reachedRate = (rule: Rule, { columns, standing }: Context): ((partner: number) => Rate) => {
  if (rule.rates !== undefined)
    return givenByRank(
      rule.rates.map(({ rank, rate }) => ({ rank, value: rate })),
      standing,
    )
  const { values, unit } = columns.get(rule['steps by']!)!
  const steps = rule.steps!.map(({ from, rate }) => ({ least: atLeast(from, unit), rate }))
  return partner => steps.findLast(({ least }) => values[partner]! >= least)?.rate ?? 0
}

const payLinear = (rule: Rule, context: Context, pay: Pay): void => {
  const lineage = context.lineageOf(rule.follows)
  const rates = ratesOf(rule, context)
  const higher = nextHigher(lineage, rates)
  const base = context.columns.get(rule.base)!.values
  const payFrom = (from: number): void => {
    let partner = rates[from]! > 0 ? from : higher[from]!
    let below = from
    let less = 0
    while (partner >= 0) {
      const passed = Math.max(lineage.depths[below]! - lineage.depths[partner]! - 1, 0)
      pay({
        partner,
        from,
        base: base[from]!,
        rate: rates[partner]! - less,
        level: lineage.depths[from]! - lineage.depths[partner]!,
        passed,
        less,
      })
      less = rates[partner]!
      below = partner
      partner = higher[partner]!
    }
  }
  for (let from = 0; from < base.length; from += 1) if (base[from] !== 0) payFrom(from)
}

const payLegs = (rule: Rule, context: Context, pay: Pay): void => {
  const { above, downward } = context.lineageOf(rule.follows)
  const rates = ratesOf(rule, context)
  const base = context.columns.get(rule.base)!.values
  const [highest, whole] = [rates.slice(), base.slice()]
  for (let place = downward.length - 1; place >= 0; place -= 1) {
    const [head, sponsor] = [downward[place]!, above[downward[place]!]!]
    if (rates[head]! > 0 && base[head] !== 0) pay({ partner: head, from: head, base: base[head]!, rate: rates[head]! })
    if (sponsor < 0) continue
    const lead = rates[sponsor]! - highest[head]!
    if (lead > 0 && whole[head] !== 0)
      pay({ partner: sponsor, from: head, base: whole[head]!, rate: lead, level: 1, less: highest[head]! })
    highest[sponsor] = Math.max(highest[sponsor]!, highest[head]!)
    whole[sponsor]! += whole[head]!
  }
}

const stepWords = (rule: Rule, language: Language): string => {
  const isGerman = language === 'de'
  if (rule.rates !== undefined)
    return rule.rates.map(({ rank, rate }) => `${rank}: ${printRate(rate, language)}`).join(', ')
  const steps = rule.steps!.map(
    ({ from, rate }) => `${isGerman ? 'ab' : 'from'} ${printQuantity(from)}: ${printRate(rate, language)}`,
  )
  return `${isGerman ? 'nach' : 'by'} ${rule['steps by']} ${steps.join(', ')}`
}

/** All rates that somebody can have. */
export const differentRates = ({ steps, rates }: Rule): Rate[] => [
  ...new Set([...(steps ?? []), ...(rates ?? [])].map(({ rate }) => rate)),
]

/** Everybody's rate of a volume, less what is paid on it below him. */
export const differential = {
  kind: 'differential',
  shape,
  check,
  words: rule => ({
    de: `Jeder erhält auf ${rule.base} von sich und allen unter ihm seinen Satz, ${rule.variant === 'linear' ? 'abzüglich dessen, was darunter schon gezahlt ist' : 'bei jeder Linie abzüglich des höchsten Satzes in ihr'}: ${stepWords(rule, 'de')}.`,
    en: `Everybody gets his rate of ${rule.base} of himself and everybody below, ${rule.variant === 'linear' ? 'less what is already paid below' : 'of each line less the highest rate in it'}: ${stepWords(rule, 'en')}.`,
  }),
  reason: (_, { rate, less, passed }) => {
    const words = (language: Language) => {
      const own = printRate(rate + less, language)
      const skipped =
        passed > 0 ? `, ${passed} ${language === 'de' ? 'ohne höheren Satz' : 'without a higher rate'}` : ''
      if (less === 0) return `${language === 'de' ? 'Satz' : 'rate'} ${own}${skipped}`
      return language === 'de'
        ? `Satz ${own} abzüglich ${printRate(less, 'de')}${skipped}`
        : `rate ${own} less ${printRate(less, 'en')}${skipped}`
    }
    return { de: words('de'), en: words('en') }
  },
  bound: rule => ({ rate: Math.max(...differentRates(rule)), of: { volume: rule.base } }),
  paysWithoutLine: () => true,
  ranksPaid: ({ rates = [] }) => rates.map(({ rank }) => rank),
  paidEntries: ({ base }, { entriesOf }) => entriesOf(base),
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: (rule, context, pay) =>
    rule.variant === 'linear' ? payLinear(rule, context, pay) : payLegs(rule, context, pay),
} satisfies Bonus<Rule>
