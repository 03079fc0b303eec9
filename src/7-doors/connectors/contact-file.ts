import {
  oneOf,
  omittable,
  optional,
  past,
  text,
  type Column,
  type Problems,
  type RowOf,
  type Source,
} from '#ground/table'
import type { Instant, Zone } from '#ground/period'
import { fileRoles, germanRoles } from '#people/contact'
import { priceGroups, type PriceGroup } from '#sales/catalogue'
import { mostPlaces, parsePlace } from '#earnings/placement'
import { named, readNamedTable, type Header } from './header.ts'

const email: Column<string> = {
  parse: cell => (/^[^\s@]+@[^\s@]+$/u.test(cell) ? cell : undefined),
  expected: () => 'an e-mail address such as anna@shop.example',
}

const countryNames: Readonly<Record<string, string>> = {
  deutschland: 'DE',
  germany: 'DE',
  österreich: 'AT',
  austria: 'AT',
  schweiz: 'CH',
  switzerland: 'CH',
}

const country: Column<string> = {
  parse: cell => countryNames[cell.toLowerCase()] ?? (/^[A-Za-z]{2}$/u.test(cell) ? cell.toUpperCase() : undefined),
  expected: () => 'a country code such as DE',
}

const germanGroups: Readonly<Record<string, PriceGroup>> = {
  kunde: 'customer',
  kunden: 'customer',
  partner: 'partner',
  wiederverkäufer: 'reseller',
}

const place: Column<number> = {
  parse: parsePlace,
  expected: () => `left, right, or a place from 1 to ${mostPlaces}`,
}

const maybe = <T>(column: Column<T>) => omittable(optional(column))

const columnsIn = (zone: Zone, now: Instant) => ({
  reference: named(
    text('the number of a contact'),
    'reference',
    'id',
    'number',
    'contact',
    'Nummer',
    'Kundennummer',
    'Adressnummer',
  ),
  role: named(oneOf(fileRoles, germanRoles), 'role', 'Rolle'),
  sponsor: named(maybe(text()), 'sponsor', 'Sponsornummer'),
  joined: named(maybe(past(zone, now)), 'joined', 'Eintritt', 'Eintrittsdatum', 'Beitritt'),
  kind: named(maybe(oneOf<'person' | 'firm'>(['person', 'firm'], { firma: 'firm', company: 'firm' })), 'kind', 'Art'),
  givenName: named(maybe(text()), 'given name', 'first name', 'Vorname'),
  familyName: named(maybe(text()), 'family name', 'last name', 'surname', 'Nachname', 'Familienname'),
  firmName: named(maybe(text()), 'firm', 'firm name', 'company', 'Firma'),
  email: named(maybe(email), 'email', 'E-Mail', 'mail'),
  phone: named(maybe(text()), 'phone', 'telephone', 'Telefon'),
  street: named(maybe(text()), 'street', 'Straße', 'Strasse'),
  postalCode: named(maybe(text()), 'postal code', 'postcode', 'zip', 'PLZ', 'Postleitzahl'),
  city: named(maybe(text()), 'city', 'town', 'Ort', 'Stadt'),
  country: named(maybe(country), 'country', 'Land'),
  language: named(
    maybe(oneOf<'de' | 'en'>(['de', 'en'], { deutsch: 'de', german: 'de', englisch: 'en', english: 'en' })),
    'language',
    'Sprache',
  ),
  priceGroup: named(maybe(oneOf(priceGroups, germanGroups)), 'price group', 'Preisgruppe'),
  leadFrom: named(maybe(text()), 'lead from', 'Lead von'),
  placedBelow: named(maybe(text()), 'placed below', 'Platz unter'),
  placedAt: named(maybe(place), 'placed at', 'Platz'),
})

type ContactColumns = ReturnType<typeof columnsIn>

export type ContactColumn = keyof ContactColumns

/** A contact as a row of contacts.csv tells him; what it leaves open is undefined. */
export type ContactRow = RowOf<ContactColumns> & { readonly line: number }

export type ContactFile = {
  readonly file: string
  readonly rows: readonly ContactRow[]
  readonly header: Header<ContactColumns>
}

/** Reads contacts.csv. What is wrong goes to the problems, among it whoever stands in two rows. */
export const readContactFile = (
  source: Source,
  { zone, now, problems }: { readonly zone: Zone; readonly now: Instant; readonly problems: Problems },
): ContactFile => {
  const rows: ContactRow[] = []
  const lines = new Map<string, number>()
  const header = readNamedTable(columnsIn(zone, now), {
    source,
    problems,
    visit: (row, line) => {
      const earlier = lines.get(row.reference)
      if (earlier !== undefined)
        return { column: 'reference', expected: `each contact once (line ${earlier} has this one)` }
      lines.set(row.reference, line)
      rows.push(Object.assign(row, { line }))
      return undefined
    },
  })
  return { file: source.file, rows, header }
}
