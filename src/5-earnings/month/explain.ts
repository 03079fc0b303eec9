import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import { amountOf, type Line } from '#earnings/bonus'
import { bonusOf, describeLine, describeRule, type Plan } from '#earnings/plan'
import { missing, whyRank, type Why } from '#earnings/rank'
import { printQuantity, printRate, type Language, type Told } from '#earnings/scalar'
import type { Unit } from '#earnings/volume'
import type { Month } from './index.ts'

/** How contacts are called, and the orders behind what somebody brought. */
export type Names = {
  readonly nameOf: (contact: number) => string
  readonly orderOf?: (order: number) => string
  readonly ordersOf: (owner: number) => readonly string[]
  /** What else is known of a line: its way up the structure, whether it was rounded. */
  readonly besides?: (line: Line) => string
}

type Telling = {
  readonly plan: Plan
  readonly month: Omit<Month, 'lines'>
  /** His, in their order. */
  readonly lines: readonly Line[]
  readonly names: Names
  readonly language: Language
}

/**
 * A partner's month in words, line by line: volumes, rank and what the next one lacks, every commission down to orders. Costs what his lines
 * cost, however many there are of others.
 */
export const explainPartner = (partner: number, telling: Telling): string[] => [
  ...volumeLines(partner, telling),
  ...rankLines(partner, telling),
  ...earningLines(partner, telling),
  ...orderLines(telling),
]

const amount = (value: number, unit: Unit) =>
  unit === 'money' ? decimalOfCents(value as Cents) : decimalOfPoints(value as Points)

const volumeLines = (partner: number, { month }: Telling): string[] =>
  [...month.columns].map(
    ([name, { unit, values, isCount }]) =>
      `${name}: ${isCount === true ? printQuantity(values[partner]!) : amount(values[partner]!, unit)}`,
  )

const rankLines = (partner: number, { plan, month, language }: Telling): string[] => {
  const isGerman = language === 'de'
  const { standing } = month
  const rank = standing.ranks[partner]!
  const active = plan.active === undefined ? [] : missing(plan.active, standing, partner)
  const next = plan.ranks[rank + 1]
  const why =
    rank < 0 ? '' : whyWords(whyRank(plan.ranks, standing, partner), standing.given.reasons.get(partner))[language]
  const lacks = next === undefined ? [] : missing(next.needs, standing, partner)
  return [
    ...(plan.active === undefined
      ? []
      : [isGerman ? `Aktiv: ${active.length === 0 ? 'ja' : 'nein'}` : `Active: ${active.length === 0 ? 'yes' : 'no'}`]),
    ...active.map(told => `  ${told[language]}`),
    ...(plan.ranks.length === 0
      ? []
      : [`${isGerman ? 'Rang' : 'Rank'}: ${plan.ranks[rank]?.name ?? (isGerman ? 'keiner' : 'none')}${why}`]),
    ...(next === undefined || lacks.length === 0
      ? []
      : [isGerman ? `Für ${next.name} fehlt:` : `Missing for ${next.name}:`]),
    ...lacks.map(told => `  ${told[language]}`),
  ]
}

const whyWords = (why: Why, reason = ''): Told => {
  if (why === 'by hand') return { de: ` (vom Vertrieb verliehen: ${reason})`, en: ` (given by the company: ${reason})` }
  if (why === 'lasts') return { de: ' (bleibt aus einem früheren Monat)', en: ' (lasts from an earlier month)' }
  return why === 'met'
    ? { de: '', en: '' }
    : { de: ' (gehalten: tiefer fällt man nicht auf einmal)', en: ' (kept: one does not fall further at once)' }
}

const earningLines = (partner: number, telling: Telling): string[] => {
  const { plan, lines, language } = telling
  const total = lines.reduce((sum, line) => sum + line.amount, 0) as Cents
  return [
    ...plan.bonuses.flatMap((rule, number) => {
      const his = lines.filter(line => line.rule === number)
      return [
        describeRule(rule)[language],
        ...(his.length === 0 ? [whyNothing(partner, number, telling)] : his.map(line => lineWords(line, telling))),
        ...keptLines(partner, number, telling),
      ]
    }),
    `${language === 'de' ? 'Zusammen' : 'Total'}: ${decimalOfCents(total)} ${plan.currency ?? 'EUR'}`,
  ]
}

const lineWords = (line: Line, { plan, names, language }: Telling): string => {
  const reason = describeLine(plan, line, names.orderOf)[language]
  const from =
    line.from < 0 ? '' : ` ${language === 'de' ? 'aus Umsatz von' : 'from turnover of'} ${names.nameOf(line.from)}`
  return `  ${sumWords(line, plan, language)}${from} (${reason})${names.besides?.(line) ?? ''}`
}

const sumWords = (line: Line, plan: Plan, language: Language): string => {
  const product = `${printRate(line.rate, language)} × ${amount(line.base, line.unit)}`
  const paid = decimalOfCents(line.amount)
  const worth = { unit: line.unit, pointValue: plan['point value'] }
  // What a cap takes off and what a share of a pool is are no rate of their base.
  if (line.rate === 0) return paid
  if (amountOf(line.base, line.rate, worth) === line.amount) return `${product} = ${paid}`
  return `${paid} ${language === 'de' ? 'von' : 'of'} ${product}`
}

const keptLines = (partner: number, number: number, { plan, month, language }: Telling): string[] => {
  const rule = plan.bonuses[number]!
  const kept = month.after.bonuses[rule.name]
  const told =
    kept === undefined ? undefined : bonusOf(rule).describeKept?.(rule, { kept, partner, columns: month.columns })
  return told === undefined ? [] : [`  ${told[language]}`]
}

const whyNothing = (partner: number, number: number, { plan, month, language }: Telling): string => {
  const rule = plan.bonuses[number]!
  const needs = 'needs' in rule ? rule.needs : undefined
  const lacks = [
    ...(needs === undefined ? [] : missing(needs, month.standing, partner)),
    ...rankMissing(rule, month.standing.ranks[partner]!, plan),
  ]
  const because = lacks.map(told => told[language]).join('; ')
  if (because !== '')
    return language === 'de' ? `  nichts, denn es fehlt: ${because}` : `  nothing, for what is missing: ${because}`
  return language === 'de'
    ? '  nichts: kein Umsatz, auf den sie ihm etwas zahlt'
    : '  nothing: no turnover that it pays him on'
}

// A rule that pays by ranks pays nothing to whoever has none of them.
const rankMissing = (rule: Plan['bonuses'][number], rank: number, { ranks }: Plan): Told[] => {
  const places = (bonusOf(rule).ranksPaid?.(rule) ?? []).map(name => ranks.findIndex(each => each.name === name))
  const lowest = Math.min(...places)
  if (places.length === 0 || rank >= lowest) return []
  const { name } = ranks[lowest]!
  return [{ de: `mindestens Rang ${name}`, en: `at least rank ${name}` }]
}

const orderLines = ({ lines, names, language }: Telling): string[] => {
  const sources = new Set(lines.flatMap(({ from }) => (from >= 0 ? [from] : [])))
  return [...sources].flatMap(from => [
    `${language === 'de' ? 'Alle Bestellungen von' : 'All orders of'} ${names.nameOf(from)} ${language === 'de' ? 'und seinen Kunden' : 'and his customers'}:`,
    ...names.ordersOf(from).map(order => `  ${order}`),
  ])
}
