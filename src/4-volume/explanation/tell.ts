import type { Database } from '#ground/database'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { cents, points } from '#ground/money'
import type { Period, Zone } from '#ground/period'
import { roles } from '#people/contact'
import { contactByReference, contactByUuid, contactsByNumber } from '#people/contact/store.ts'
import type { Language, Reading } from '#volume/kinds'
import {
  explain,
  explanationText,
  highest,
  volumesOf,
  type Explanation,
  type Parts,
  type Told,
  type ToldEntry,
} from './index.ts'
import {
  attributionsOf,
  customersAt,
  entriesOfAll,
  explainedMonth,
  ownersIn,
  type Attributed,
  type ExplainedMonth,
  type OwnedEntry,
} from './store.ts'

export type TextAsked = {
  /** The company's own number for the contact, or his public id. */
  readonly contact: string
  readonly period: Period
  /** The company's language when undefined. */
  readonly language: Language | undefined
}

export type TextTold =
  | { readonly is: 'told'; readonly text: string; readonly contact: ContactNumber; readonly language: Language }
  | { readonly is: 'refused'; readonly because: 'unknown contact' }

/** The whole explanation of a contact's month as plain text, as the command line prints it. */
export const tellExplanation = async (database: Database, asked: TextAsked): Promise<TextTold> => {
  const uuid = uuidOf('contact', asked.contact)
  const contact =
    (uuid === undefined ? undefined : await contactByUuid(database, uuid)) ??
    (await contactByReference(database, asked.contact))
  if (contact === undefined) return { is: 'refused', because: 'unknown contact' }
  const company = await database.selectFrom('company').selectAll().executeTakeFirstOrThrow()
  const reading: Reading = { whose: company.reading_whose, moment: company.reading_moment }
  const zone = company.zone as Zone
  const month = await explainedMonth(database, { period: asked.period, reading, zone })
  const told = await toldOf(database, month, contact.number)
  const names = await namesOf(database, told)
  const nameOf = (number: ContactNumber) => names.get(number) ?? `#${number}`
  const language = asked.language ?? company.language
  const text = explanationText({ ...told, currency: company.currency, nameOf }, language)
  return { is: 'told', text, contact: contact.number, language }
}

type Nameless = Omit<Told, 'nameOf' | 'currency'>

const toldOf = async (database: Database, month: ExplainedMonth, contact: ContactNumber): Promise<Nameless> => {
  const explanation = explain(month, contact)
  const belongsTo = await attributionsOf(database, month, ownersIn(explanation.belongsTo, contact))
  const customers = await attributionsOf(
    database,
    month,
    customersAt(explanation.customers, byHighest(explanation.customers), contact),
  )
  const everybody = [contact, ...customers.map(part => part.contact)]
  const entries = Map.groupBy(await entriesOfAll(database, month, everybody), entry => entry.contact)
  const entriesOf = (part: Attributed) => (entries.get(part.contact) ?? []).filter(entry => entry.owner === part.owner)
  return {
    contact,
    role: roles[month.structure.roles[contact] ?? 255],
    house: month.structure.house,
    period: month.period,
    reading: month.reading,
    zone: month.zone,
    explanation,
    personal: (entries.get(contact) ?? []).map(toldEntry),
    belongsTo: belongsTo.map(part => ({ ...part, entries: entriesOf(part).map(toldEntry) })),
    customers: customers.map(part => ({ ...part, entries: entriesOf(part).map(toldEntry) })),
    lines: linesTold(month, explanation),
  }
}

const toldEntry = (entry: OwnedEntry): ToldEntry => ({
  ...entry,
  order: entry.order === null ? null : (entry.order.reference ?? String(entry.order.number)),
})

const linesTold = (month: ExplainedMonth, { lines }: Explanation): Told['lines'] =>
  byHighest(lines).map(position => {
    const contact = lines.numbers[position] as ContactNumber
    const own = volumesOf(month, contact).own
    return {
      contact,
      team: { net: cents(lines.net[position]!), points: points(lines.points[position]!) },
      own: own ?? { net: cents(0), points: points(0) },
    }
  })

const byHighest = ({ numbers, net }: Parts) =>
  highest({ numbers, amounts: net }, { after: undefined, limit: numbers.length })

const namesOf = async (database: Database, told: Nameless): Promise<Map<ContactNumber, string>> => {
  const parts = [...told.belongsTo, ...told.customers]
  const numbers = [
    told.contact,
    ...told.personal.map(entry => entry.owner),
    ...told.lines.map(line => line.contact),
    ...parts.flatMap(({ contact, owner, chain }) => [
      contact,
      owner,
      ...chain.steps.flatMap(({ contact, sponsor, evidence }) => [contact, sponsor, evidence.leaver ?? sponsor]),
    ]),
  ]
  const contacts = await contactsByNumber(database, numbers)
  return new Map(
    [...contacts].map(([number, { displayName, reference }]) => [
      number,
      displayName === reference ? reference : `${displayName} (${reference})`,
    ]),
  )
}
