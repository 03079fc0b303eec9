import { Temporal } from 'temporal-polyfill'
import type { ContactNumber } from '#ground/identity'
import { cents, decimalOfCents, decimalOfPoints, points, type Cents, type Points } from '#ground/money'
import type { Instant, Period, Zone } from '#ground/period'
import type { Role } from '#people/contact'
import { sentenceOf, wordsOfKinds, type Kind, type Language, type Reading } from '#volume/kinds'
import type { Chain, Step } from './chain.ts'
import type { Explanation, Turnover } from './index.ts'
import { wordsOf } from './words.ts'

export type ToldEntry = {
  readonly at: Instant
  readonly is: 'order' | 'return' | 'split'
  /** The order's number; null behind a return without order. */
  readonly order: string | null
  readonly article: string
  readonly description: string
  readonly quantity: number
  readonly net: Cents
  readonly points: Points
  readonly owner: ContactNumber
}

/** A part of the turnover with the entries behind it and why it belongs to the owner. */
export type ToldPart = {
  readonly contact: ContactNumber
  readonly owner: ContactNumber
  readonly turnover: Turnover
  readonly decidedAt: Instant
  readonly chain: Chain
  readonly entries: readonly ToldEntry[]
}

/** All of an explanation, for one who reads it from top to bottom. */
export type Told = {
  readonly contact: ContactNumber
  /** At the period's end. */
  readonly role: Role | undefined
  readonly house: ContactNumber
  readonly period: Period
  readonly reading: Reading
  readonly currency: string
  readonly zone: Zone
  readonly nameOf: (contact: ContactNumber) => string
  readonly explanation: Explanation
  /** All entries of his personal volume. */
  readonly personal: readonly ToldEntry[]
  readonly belongsTo: readonly ToldPart[]
  readonly customers: readonly ToldPart[]
  readonly lines: readonly { readonly contact: ContactNumber; readonly team: Turnover; readonly own: Turnover }[]
}

/** The explanation as plain text: every sum, every customer with why he counts, every entry. Lines end with a line feed. */
export const explanationText = (told: Told, language: Language): string => {
  const pen: Pen = {
    words: wordsOf[language],
    kind: name => wordsOfKinds[language][name].name,
    print: printer(told, language),
  }
  const { volumes } = told.explanation
  const paragraphs = [
    titleOf(told, language),
    volumes.own === null ? [] : sumsOf(told, pen),
    personalOf(told, pen),
    volumes.own === null ? [] : customersOf(told, pen),
    volumes.own === null ? [] : linesOf(told, pen),
  ]
  return paragraphs
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n')
}

type Pen = {
  readonly words: (typeof wordsOf)[Language]
  readonly kind: (name: Kind) => string
  readonly print: ReturnType<typeof printer>
}

const titleOf = (told: Told, language: Language): string[] => {
  const role = told.role === undefined ? '–' : wordsOf[language].roles[told.role]
  return [`${told.nameOf(told.contact)} · ${role} · ${told.period}`, sentenceOf(told.reading, language)]
}

const lineTotal = (told: Told) => sumOf(told.lines.map(line => line.team))

const sumsOf = (told: Told, { words, kind, print: { amount } }: Pen): string[] => {
  const { volumes, personalAsPartner } = told.explanation
  const [own, customers] = [amount(volumes.own!), amount(volumes.customers!)]
  return [
    `${kind('own')} ${own} = ${amount(personalAsPartner!)} ${words.asPartner} + ${customers} ${kind('customers')}`,
    `${kind('team')} ${amount(volumes.team!)} = ${own} ${kind('own')} + ${amount(lineTotal(told))} ${words.lines}`,
  ]
}

const indented = (lines: readonly string[]) => lines.map(line => `  ${line}`)

const personalOf = (told: Told, { words, kind, print }: Pen): string[] => [
  `${kind('personal')}: ${print.amount(told.explanation.volumes.personal)}, ${words.of.entries(told.personal.length)}`,
  ...indented([
    ...told.personal.map(entry => print.entry(entry, told.contact)),
    ...told.belongsTo.flatMap(part => [
      words.belongsTo(print.amount(part.turnover), told.nameOf(part.owner)),
      ...indented(print.why(part)),
    ]),
  ]),
]

const customersOf = (told: Told, { words, kind, print }: Pen): string[] => [
  `${kind('customers')}: ${print.amount(told.explanation.volumes.customers!)}, ${words.of.customers(told.customers.length)}`,
  ...indented(
    told.customers.flatMap(part => [
      `${told.nameOf(part.contact)}: ${print.amount(part.turnover)}`,
      ...indented([...print.why(part), ...part.entries.map(entry => print.entry(entry, part.owner))]),
    ]),
  ),
]

const linesOf = (told: Told, { words, print: { amount } }: Pen): string[] => [
  `${words.linesTitle}: ${amount(lineTotal(told))}, ${words.of.lines(told.lines.length)}`,
  ...indented(
    told.lines.map(({ contact, team, own }) => `${told.nameOf(contact)}: ${words.line(amount(team), amount(own))}`),
  ),
]

const printer = ({ nameOf, currency, zone, reading, house }: Told, language: Language) => {
  const words = wordsOf[language]
  const decimal = (text: string) => (language === 'de' ? text.replace('.', ',') : text)
  const amount = ({ net, points }: Turnover) => {
    const worth = points === 0 ? '' : ` (${decimal(decimalOfPoints(points).replace(/\.?0+$/u, ''))} ${words.points})`
    return `${decimal(decimalOfCents(net))} ${currency}${worth}`
  }
  const moment = (at: Instant) => localMinute(at, zone)
  const evidence = ({ evidence }: Step) => {
    const by = evidence.leaver === null ? words.evidence[evidence.by] : words.leaver(nameOf(evidence.leaver))
    return evidence.text === null ? by : `${by}: ${evidence.text}`
  }
  const step = (each: Step) =>
    words.step(
      { contact: nameOf(each.contact), sponsor: nameOf(each.sponsor), since: moment(each.since) },
      evidence(each),
    )
  const source = ({ is, order }: ToldEntry) => (order === null ? words.returnWithoutOrder : words[is](order))
  return {
    amount,
    why: ({ chain, decidedAt, owner }: ToldPart) => [
      ...chain.steps.map(each => `${step(each)}.`),
      ...(chain.leadsToOwner && owner === house && chain.steps.at(-1)?.sponsor !== house
        ? [`${words.noPartnerAbove}.`]
        : []),
      chain.leadsToOwner
        ? `${words.decided[reading.moment](moment(decidedAt))}.`
        : `${words.changedSince(nameOf(owner))}.`,
    ],
    entry: (entry: ToldEntry, expected: ContactNumber) =>
      [
        `${moment(entry.at)}  ${source(entry)}, ${entry.article} ${entry.description}, ${words.pieces(entry.quantity)}: ${amount(entry)}`,
        ...(entry.owner === expected ? [] : [words.ownedBy(nameOf(entry.owner))]),
      ].join(', '),
  }
}

const sumOf = (turnovers: readonly Turnover[]): Turnover => ({
  net: cents(turnovers.reduce((total, each) => total + each.net, 0)),
  points: points(turnovers.reduce((total, each) => total + each.points, 0)),
})

const localMinute = (at: Instant, zone: Zone): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
