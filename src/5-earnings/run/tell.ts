import type { Database } from '#ground/database'
import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import { dayOf, type Period } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { contactsByNumber } from '#people/contact/store.ts'
import { ordersByNumber } from '#sales/order/store.ts'
import type { Line } from '#earnings/bonus'
import { explainPartner } from '#earnings/month'
import type { Language } from '#earnings/scalar'
import { lineAt } from './lines.ts'
import { computedMonth, type ComputedMonth } from './open.ts'
import { runOf } from './reading.ts'
import { lineTeller, pathOf, placesOf, type ToldLine } from './told.ts'

export type CommissionsAsked = {
  readonly contact: ContactNumber
  readonly period: Period
  readonly language: Language
}

/**
 * A partner's commissions of a month as plain text, down to the orders; undefined where no plan holds for the month or he was no partner
 * at its end.
 */
export const tellCommissions = async (database: Database, asked: CommissionsAsked): Promise<string | undefined> => {
  const computed = await computedMonth(database, asked.period)
  if (computed === undefined || computed.facts.partners[asked.contact] !== 1) return undefined
  const tell = await lineTeller(database, computed)
  const places = placesOf(computed, asked.contact)
  const lines = places.map(tell)
  const paths = new Map(places.map((place, index) => [lines[index]!, pathOf(computed, place)]))
  const names = await namesOf(database, computed, paths)
  const told = new Map(
    places.flatMap((place, index) =>
      lines[index]!.corrects === null ? [[lineAt(computed.lines, place), lines[index]!] as const] : [],
    ),
  )
  const besides = (line: Line) => besidesWords(told.get(line)!, paths, { ...asked, nameOf: names.nameOf })
  const explained = explainPartner(asked.contact, {
    plan: computed.terms.plan,
    month: computed.month,
    lines: [...told.keys()],
    names: { ...names, besides },
    language: asked.language,
  })
  const text = [
    await headOf(database, computed, asked.language),
    ...explained,
    ...takenBackWords(lines, { ...asked, nameOf: names.nameOf }),
  ]
  return `${text.join('\n')}\n`
}

const stateWords = {
  de: { open: 'offen', draft: 'Entwurf', approved: 'freigegeben', closed: 'abgeschlossen' },
  en: { open: 'open', draft: 'draft', approved: 'approved', closed: 'closed' },
} as const

const headOf = async (database: Database, { terms, version }: ComputedMonth, language: Language): Promise<string> => {
  const state = stateWords[language][(await runOf(database, terms.period))?.state ?? 'open']
  return language === 'de'
    ? `Provisionen ${terms.period} (${state}), ${version.name}, Fassung ${version.version}`
    : `Commissions of ${terms.period} (${state}), ${version.name}, version ${version.version}`
}

type Wording = { readonly language: Language; readonly nameOf: (contact: number) => string }

type Paths = ReadonlyMap<ToldLine, readonly ContactNumber[]>

const besidesWords = (line: ToldLine, paths: Paths, { language, nameOf }: Wording): string => {
  const way = paths.get(line)!
  const path = way.length < 2 ? [] : [way.map(nameOf).join(' → ')]
  const rounded = line.isRounded ? [language === 'de' ? 'auf den Cent gerundet' : 'rounded to the cent'] : []
  return [...path, ...rounded].map(words => `; ${words}`).join('')
}

const takenBackWords = (lines: readonly ToldLine[], { language, nameOf }: Wording): string[] => {
  const taken = lines.filter(({ corrects }) => corrects !== null)
  if (taken.length === 0) return []
  const total = taken.reduce((sum, { amount }) => sum + amount, 0) as Cents
  return [
    language === 'de' ? 'Zurückgerechnet, was später zurückkam:' : 'Taken back for what came back later:',
    ...taken.map(({ rule, amount, from, corrects }) => {
      const of = from === null ? '' : `, ${nameOf(from)}`
      return `  ${corrects!.period} ${rule}${of}: ${decimalOfCents(amount)}`
    }),
    `${language === 'de' ? 'Zusammen' : 'Total'}: ${decimalOfCents(total)}`,
  ]
}

const namesOf = async (database: Database, { facts, terms }: ComputedMonth, paths: Paths) => {
  const sources = new Set([...paths.keys()].flatMap(({ from }) => from ?? []))
  const { contacts: buyers, orders, owners, net, points } = facts.entries
  const rows: number[] = []
  for (let entry = 0; entry < owners.length; entry += 1)
    if (sources.has(owners[entry] as ContactNumber)) rows.push(entry)
  const people = [...sources, ...[...paths.values()].flat(), ...rows.map(row => buyers[row]! as ContactNumber)]
  const contacts = await contactsByNumber(database, [...new Set(people)])
  const known = await ordersByNumber(database, [...new Set(rows.map(row => orders![row]!))])
  const nameOf = (contact: number) => contacts.get(contact as ContactNumber)?.displayName ?? `#${contact}`
  const orderWords = (row: number): string => {
    const order = known.get(orders![row]!)
    const head = order === undefined ? '' : `${dayOf(order.placedAt, terms.zone)} ${order.reference ?? order.id} `
    return `${head}${nameOf(buyers[row]!)}: ${decimalOfCents(net[row]! as Cents)}, ${decimalOfPoints(points[row]! as Points)} P`
  }
  const orderOf = (order: number): string => known.get(order)?.reference ?? known.get(order)?.id ?? String(order)
  const rowsOf = Map.groupBy(rows, row => owners[row]!)
  return { nameOf, orderOf, ordersOf: (owner: number) => (rowsOf.get(owner) ?? []).map(orderWords) }
}
