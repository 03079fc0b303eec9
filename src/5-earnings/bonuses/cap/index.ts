import { z } from 'zod'
import { decimalOfCents, share, split, type Cents } from '#ground/money'
import { printRate, quantity, rate, volumeName, type Fault, type Told } from '#earnings/scalar'
import { climbingBaseFaults, nameShape, type Before, type Bonus } from '#earnings/bonus'
import { atLeast } from '#earnings/volume'

const partnerShape = z.strictObject({ name: nameShape(), kind: z.literal('partner cap'), 'at most': quantity() })
const companyShape = z.strictObject({
  name: nameShape(),
  kind: z.literal('company cap'),
  'at most': rate(),
  of: volumeName(),
})

type PartnerRule = z.output<typeof partnerShape>
type CompanyRule = z.output<typeof companyShape>

const first: Told = { de: 'Regeln davor, die etwas zahlen', en: 'rules before it that pay something' }

const needsRules = ({ rules }: Before): Fault[] => (rules.length === 0 ? [{ path: ['kind'], expected: first }] : [])

/** The most that one partner is paid in a month by the rules before; what is more is taken off again. */
export const partnerCap = {
  kind: 'partner cap',
  shape: partnerShape,
  check: (_, known) => needsRules(known),
  words: rule => {
    const most = decimalOfCents(atLeast(rule['at most'], 'money') as Cents)
    return {
      de: `Die Regeln davor zahlen einem Partner im Monat höchstens ${most}; was darüber liegt, wird abgezogen.`,
      en: `The rules before pay one partner at most ${most} in a month; what is more is taken off.`,
    }
  },
  reason: rule => {
    const most = decimalOfCents(atLeast(rule['at most'], 'money') as Cents)
    return { de: `höchstens ${most}`, en: `at most ${most}` }
  },
  bound: () => 'nothing',
  paysWithoutLine: () => false,
  unitOf: () => 'money',
  pay: (rule, { earnedSoFar }, pay) => {
    const most = atLeast(rule['at most'], 'money')
    for (const [partner, earned] of earnedSoFar().entries())
      if (earned > most) pay({ partner, from: -1, base: earned, rate: 0, amount: (most - earned) as Cents })
  },
} satisfies Bonus<PartnerRule>

const inMoney: Told = { de: 'ein Umsatz in Geld', en: 'a volume in money' }

const checkCompany = (rule: CompanyRule, known: Before): Fault[] => [
  ...needsRules(known),
  ...climbingBaseFaults(rule.of, known).map(fault => ({ ...fault, path: ['of'] })),
  ...(known.volumes.get(rule.of)?.in === 'points' ? [{ path: ['of'], expected: inMoney }] : []),
]

/** The most that the rules before pay in all, as a share of turnover; what is more is taken off everybody in proportion. */
export const companyCap = {
  kind: 'company cap',
  shape: companyShape,
  check: checkCompany,
  words: rule => ({
    de: `Die Regeln davor zahlen zusammen höchstens ${printRate(rule['at most'], 'de')} von ${rule.of} aller; was darüber liegt, wird allen anteilig abgezogen.`,
    en: `The rules before pay at most ${printRate(rule['at most'], 'en')} of ${rule.of} of everybody in all; what is more is taken off everybody in proportion.`,
  }),
  reason: rule => ({
    de: `in allem höchstens ${printRate(rule['at most'], 'de')} von ${rule.of}`,
    en: `at most ${printRate(rule['at most'], 'en')} of ${rule.of} in all`,
  }),
  bound: () => 'nothing',
  limit: rule => rule['at most'],
  paysWithoutLine: () => false,
  unitOf: () => 'money',
  pay: (rule, { columns, earnedSoFar }, pay) => {
    const earned = earnedSoFar()
    const turnover = columns.get(rule.of)!.values.reduce((total, value) => total + value, 0)
    const most = share(Math.max(turnover, 0) as Cents, { numerator: rule['at most'], denominator: 1_000_000 })
    const excess = earned.reduce((total, amount) => total + amount, 0) - most
    const weights = Array.from(earned, amount => Math.max(amount, 0))
    if (excess <= 0) return
    for (const [partner, cut] of split(excess as Cents, weights).entries())
      if (cut !== 0) pay({ partner, from: -1, base: earned[partner]!, rate: 0, amount: -cut as Cents })
  },
} satisfies Bonus<CompanyRule>
