import type { Cents } from '#ground/money'
import type { Fault, Told } from '#earnings/scalar'
import { climbingBaseFaults, stepsFaults, type Before, type Bonus, type Context, type Pay } from '#earnings/bonus'
import { atLeast } from '#earnings/volume'
import { shape, type HostRule, type Tier } from './shape.ts'
import { reason, words } from './words.ts'

const oneOfBoth: Told = { de: 'rate oder amount, und nicht beides', en: 'rate or amount, and not both' }
const onTurnover: Told = {
  de: 'bei einem festen Betrag ein Umsatz über 0, denn auf Gäste allein wird nichts gezahlt',
  en: 'with a fixed amount a turnover above 0, for nothing is paid on guests alone',
}

const inMoney: Told = {
  de: 'bei festen Beträgen ein Umsatz in Geld, damit sie ein Anteil davon sind',
  en: 'with fixed amounts a volume in money, so that they are a share of it',
}

const tierFaults = ({ base, tiers }: HostRule, { volumes }: Before): Fault[] => [
  ...(tiers.some(({ amount }) => amount !== undefined) && volumes.get(base)?.in === 'points'
    ? [{ path: ['base'], expected: inMoney }]
    : []),
  ...tiers.flatMap(({ rate, amount, from }, place) => [
    ...((rate === undefined) === (amount === undefined) ? [{ path: ['tiers', place], expected: oneOfBoth }] : []),
    ...(amount !== undefined && from === 0 ? [{ path: ['tiers', place, 'from'], expected: onTurnover }] : []),
  ]),
]

type Party = { turnover: number; readonly guests: Map<number, number> }

/** What each home party brought in the month, and what each guest bought there: neither its host nor the partner who gave it. */
const partiesOf = (rule: HostRule, { facts, entriesOf }: Context): Map<number, Party> => {
  const { parties, contacts } = facts.entries
  if (parties === undefined || facts.hosts === undefined)
    throw new Error('a host reward needs the home parties of the entries')
  const { amounts, whose } = entriesOf(rule.base)
  const found = new Map<number, Party>()
  for (const [entry, party] of parties.entries()) {
    if (party < 0) continue
    const [host, contact, amount] = [facts.hosts[party]!, contacts[entry]!, amounts[entry]!]
    const one = found.get(party) ?? { turnover: 0, guests: new Map<number, number>() }
    found.set(party, one)
    if (contact !== host || rule['own orders'] === 'count') one.turnover += amount
    if (contact !== host && contact !== whose[entry]) one.guests.set(contact, (one.guests.get(contact) ?? 0) + amount)
  }
  return found
}

const payAll = (rule: HostRule, context: Context, pay: Pay): void => {
  const { unit } = context.columns.get(rule.base)!
  const hosts = context.facts.hosts!
  const reached = (turnover: number, guests: number): Tier | undefined =>
    rule.tiers.findLast(tier => turnover >= atLeast(tier.from, unit) && guests >= (tier.guests ?? 0))
  for (const [party, { turnover, guests: bought }] of [...partiesOf(rule, context)].sort(([a], [b]) => a - b)) {
    const guests = [...bought.values()].filter(amount => amount > 0).length
    const tier = turnover > 0 ? reached(turnover, guests) : undefined
    if (tier === undefined || hosts[party]! < 0) continue
    const base = {
      partner: hosts[party]!,
      from: -1,
      base: turnover,
      level: party,
      passed: guests,
      details: [tier.from],
    }
    if (tier.amount === undefined) pay({ ...base, rate: tier.rate! })
    else pay({ ...base, rate: 0, amount: atLeast(tier.amount, 'money') as Cents })
  }
}

/** What the host of a home party gets, by its turnover and how many guests bought. */
export const hostReward = {
  kind: 'host reward',
  shape,
  check: (rule, before) => [
    ...climbingBaseFaults(rule.base, before),
    ...stepsFaults(rule.tiers, 'tiers'),
    ...tierFaults(rule, before),
  ],
  words,
  reason,
  bound: ({ base, tiers }) => ({
    rate: Math.max(...tiers.map(tier => tier.rate ?? Math.ceil((tier.amount! * 1_000_000) / tier.from))),
    of: { volume: base },
  }),
  paysWithoutLine: () => false,
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: payAll,
} satisfies Bonus<HostRule>
