import { z } from 'zod'
import { printRate, rate, volumeName, yes, type Fault, type Told } from '#earnings/scalar'
import { baseFaults, nameShape, type Before, type Bonus, type Context, type Pay } from '#earnings/bonus'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('lead split'),
  base: volumeName(),
  'giver gets': rate().meta({ description: 'of what a customer buys whom another partner gave as a lead' }),
  'company keeps': rate().optional().meta({ description: 'of what a customer buys whom the company gave as a lead' }),
  'owner pays': yes().meta({ description: 'whether it is taken off the partner who looks after the customer' }),
})

type Rule = z.output<typeof shape>

const ofCustomers: Told = {
  de: 'ein Umsatz mit sum: customers und ohne down to, denn ein Lead ist ein Kunde',
  en: 'a volume with sum: customers and without down to, for a lead is a customer',
}
const onlyIfPaid: Told = {
  de: 'nur bei owner pays: yes, denn sonst nimmt es niemandem etwas',
  en: 'only with owner pays: yes, for else it takes nothing off anybody',
}

const check = (rule: Rule, before: Before): Fault[] => {
  const volume = before.volumes.get(rule.base)
  const isOdd = volume !== undefined && (volume.sum !== 'customers' || volume['down to'] !== undefined)
  return [
    ...baseFaults(rule.base, before),
    ...(isOdd ? [{ path: ['base'], expected: ofCustomers }] : []),
    ...(rule['company keeps'] !== undefined && !rule['owner pays']
      ? [{ path: ['company keeps'], expected: onlyIfPaid }]
      : []),
  ]
}

type Lead = { readonly giver: number; readonly owner: number; base: number }

/** What customers bought who came as leads: by who gave them and who looks after them. */
const leadsOf = (rule: Rule, { facts, entriesOf }: Context): Lead[] => {
  if (facts.leads === undefined) throw new Error('a lead split needs to know who gave each contact')
  const { amounts, whose } = entriesOf(rule.base)
  const leads = new Map<number, Lead>()
  const size = facts.partners.length
  for (const [entry, base] of amounts.entries()) {
    const [giver, owner] = [facts.leads[facts.entries.contacts[entry]!]!, whose[entry]!]
    if (giver < 0 || giver === owner || facts.partners[owner] !== 1) continue
    const lead = leads.get(giver * size + owner) ?? { giver, owner, base: 0 }
    lead.base += base
    leads.set(giver * size + owner, lead)
  }
  return [...leads.values()].sort((a, b) => a.giver - b.giver || a.owner - b.owner)
}

/** In `level`: what the giver gets, what the owner pays for it, what the company keeps. */
const [gives, pays, keeps] = [1, 2, 3]

const payAll = (rule: Rule, context: Context, pay: Pay): void => {
  const { sponsors, partners } = context.facts
  const isPaid = rule['owner pays']
  for (const { giver, owner, base } of leadsOf(rule, context)) {
    const isCompany = sponsors[giver] === -1
    const rate = isCompany ? (rule['company keeps'] ?? 0) : partners[giver] === 1 ? rule['giver gets'] : 0
    if (!isCompany && rate > 0) pay({ partner: giver, from: owner, base, rate, level: gives })
    if (isPaid && rate > 0) pay({ partner: owner, from: owner, base: -base, rate, level: isCompany ? keeps : pays })
  }
}

const companyWords = (rule: Rule): Told => {
  const rate = rule['company keeps']
  if (rate === undefined) return { de: '', en: '' }
  return {
    de: ` Kam er vom Vertrieb, behält dieser ${printRate(rate, 'de')}.`,
    en: ` If he came from the company, that keeps ${printRate(rate, 'en')}.`,
  }
}

const reasons: Readonly<Record<number, Told>> = {
  [gives]: { de: 'Kunden, die er als Leads gab', en: 'customers he gave as leads' },
  [pays]: { de: 'an den, der diese Kunden als Leads gab', en: 'to whoever gave these customers as leads' },
  [keeps]: { de: 'Kunden, die der Vertrieb als Leads gab', en: 'customers the company gave as leads' },
}

/** A share of what a customer buys for whoever gave him as a lead. */
export const leadSplit = {
  kind: 'lead split',
  shape,
  check,
  words: rule => ({
    de: `Auf ${rule.base} eines Kunden, der als Lead kam, erhält ${printRate(rule['giver gets'], 'de')}, wer ihn gab; ${rule['owner pays'] ? 'das wird dem abgezogen, der ihn betreut' : 'wer ihn betreut, behält seine Provision ganz'}.${companyWords(rule).de}`,
    en: `On ${rule.base} of a customer who came as a lead, whoever gave him gets ${printRate(rule['giver gets'], 'en')}; ${rule['owner pays'] ? 'it is taken off whoever looks after him' : 'whoever looks after him keeps all of his commission'}.${companyWords(rule).en}`,
  }),
  reason: (_, { level }) => reasons[level]!,
  bound: rule => (rule['owner pays'] ? 'nothing' : { rate: rule['giver gets'], of: { volume: rule.base } }),
  paysWithoutLine: () => true,
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<Rule>
