import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { describe } from '#ground/table'
import type { ContactNumber } from '#ground/identity'
import { always, instant, zone, type Instant } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { structureBefore } from '#people/structure/store.ts'
import { exchangeSetting } from '#sales/checkout/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { closeDemoMonths } from './runs.ts'
import { createDemoLogin } from '#doors/auth/store.ts'
import type { NewLogin } from '#doors/auth'
import { bookedNow, importOrders, type OrderSummary, type Progress } from '#doors/connectors'
import { keepDemoCatalogue } from './catalogue.ts'
import { createCompany } from './company.ts'
import { keepDemoConsents } from './consents.ts'
import { diceOf } from './dice.ts'
import { guideThrough } from './guide.ts'
import { ordersFileOf } from './orders.ts'
import { keepDemoParties } from './parties/index.ts'
import { keepChanges, keepPeople } from './people.ts'
import { keepDemoReferral } from './referral.ts'
import { keepDemoSeller } from './seller.ts'
import { isCancellation, readShop, whyLeftOut, type LeftOut, type ShopRow } from './shop.ts'
import { inventStructure, type Buyer } from './structure.ts'

/** The shop's time. */
const london = zone('Europe/London')

const file = 'examples/online-retail/online-retail-sample.csv.gz'

// A day after the shop's last row.
const until = instant('2011-12-10', london)

const company = {
  name: 'Stamm Demo Gifts',
  country: 'GB',
  language: 'en',
  currency: 'GBP',
  zone: london,
  since: instant('2010-09-01', london),
  notice: {
    en:
      'Demo. The orders are real: Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0, ' +
      'here a sample of 30,000 lines, converted. Partners, who brought whom, names, addresses, points, VAT, shipping, the prices, texts and pictures of the shop and all home parties with their orders are invented.',
    de:
      'Demo. Die Bestellungen sind echt: Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0, ' +
      'hier eine Stichprobe von 30.000 Zeilen, umgeformt. Partner, Zuordnungen, Namen, Adressen, Punkte, MwSt., Versand, Preise, Texte und Bilder des Shops sowie alle Homepartys mit ihren Bestellungen sind erfunden.',
  },
} as const

// What the shop sells for other money counts in the ledger's pounds.
const worthInPounds = { EUR: { numerator: 86, denominator: 100 }, CHF: { numerator: 90, denominator: 100 } }

export type DemoSeed = {
  readonly database: Database
  readonly progress: Progress
  readonly seed?: number
  /** The first start: some parties are around it, so that one is open. */
  readonly now?: Instant
}

export type DemoSummary = {
  readonly is: 'seeded'
  readonly contacts: number
  readonly partners: number
  readonly orders: OrderSummary
  readonly leftOut: Readonly<Record<LeftOut, number>>
  readonly entries: number
}

/**
 * Makes the demo company, all of it or nothing: the shop's real orders, and an invented structure that falls the same way for the
 * same seed. A database that has a company keeps it as it is. The ledger books in transactions of its own: killed in between, the
 * next pull books the rest.
 */
export const seedDemo = async ({
  database,
  progress,
  seed = 2011,
  now = Date.now() as Instant,
}: DemoSeed): Promise<DemoSummary | { readonly is: 'there' }> => {
  const rows = readShop({ file, bytes: await bytesOf(file) }, london)
  const seeded = await inTransaction(database, transaction => seedInto(transaction, { rows, progress, seed, now }))
  if (seeded === undefined) return { is: 'there' }
  const entries = await bookedNow(database, { zone: london, before: 0, expected: seeded.orders.entries, progress })
  await closeDemoMonths(database, progress)
  progress.end()
  return { is: 'seeded', ...seeded, entries }
}

const bytesOf = async (path: string): Promise<Uint8Array> =>
  gunzipSync(await readFile(new URL(`../../../${path}`, import.meta.url)))

type Seeding = Required<Pick<DemoSeed, 'progress' | 'seed' | 'now'>> & { readonly rows: readonly ShopRow[] }

const seedInto = async (database: Database, { rows, progress, seed, now }: Seeding) => {
  const made = await createCompany(database, company)
  if (made.is === 'there') return undefined
  const sold = rows.filter(row => whyLeftOut(row) === undefined)
  const buyers = buyersIn(sold)
  const structure = inventStructure(buyers, { from: earliestIn(sold), until }, diceOf(seed))
  const numbers = await keepPeople(database, structure, { rows: sold, house: made.house, dice: diceOf(seed + 1) })
  const orders = await importOrders(database, {
    source: { file, bytes: Buffer.from(ordersFileOf(sold, until)) },
    zone: london,
    mode: 'import',
    policy: 'refuse',
    progress,
  })
  if (orders.is === 'refused')
    throw new Error(`the demo's data cannot be imported: ${orders.problems.map(describe).join('; ')}`)
  await keepChanges(database, structure, numbers)
  await keepDemoCatalogue(database)
  await keepDemoSeller(database)
  await keepDemoPlan(database)
  await keepSetting(database, exchangeSetting, { value: worthInPounds, by: 'demo' })
  const recentOrders = new Map(
    buyers.map(buyer => [numbers.get(buyer.reference)!, buyer.orderedAt.filter(isRecent).length]),
  )
  await keepDemoConsents(database, {
    structure: await structureBefore(database, until),
    at: until,
    dice: diceOf(seed + 2),
  })
  const first = await makeLogins(database, contact => recentOrders.get(contact) ?? 0)
  await keepDemoParties(database, { first, now, zone: london, dice: diceOf(seed + 3) })
  const partners = structure.people.filter(person => person.partnerFrom !== undefined).length
  return { contacts: numbers.size, partners, orders, leftOut: leftOutOf(rows) }
}

const keepDemoPlan = async (database: Database): Promise<void> => {
  const text = await readFile(new URL('../../../examples/online-retail/plan.yaml', import.meta.url), 'utf8')
  const added = await addPlan(database, { text, by: 'demo' })
  if (added.is === 'refused') throw new Error(`the demo's plan is refused: ${JSON.stringify(added)}`)
}

const isRecent = (at: Instant): boolean => at >= instant('2011-08-01', london)

const leftOutOf = (rows: readonly ShopRow[]): Record<LeftOut, number> => {
  const count = (why: LeftOut) => rows.filter(row => whyLeftOut(row) === why).length
  return { 'costs of the shop': count('costs of the shop'), 'correction of stock': count('correction of stock') }
}

/** The shop's customers, with the moments of their invoices. */
const buyersIn = (rows: readonly ShopRow[]): Buyer[] =>
  [...Map.groupBy(rows, row => row.customer)].flatMap(([reference, own]) => {
    if (reference === undefined) return []
    const invoices = Map.groupBy(
      own.filter(row => !isCancellation(row)),
      row => row.invoice,
    )
    const orderedAt = [...invoices.values()].map(earliestIn).sort((a, b) => a - b)
    return [{ reference, firstAt: earliestIn(own), orderedAt }]
  })

const earliestIn = (rows: readonly ShopRow[]): Instant =>
  rows.reduce((earliest, { at }) => (at < earliest ? at : earliest), until)

type Bought = (contact: ContactNumber) => number

/** Answers the partner whose desk a newcomer sees, and the one beside her. */
const makeLogins = async (database: Database, bought: Bought): Promise<ContactNumber[]> => {
  const structure = await structureBefore(database, until)
  const partner = guideThrough(structure, bought)
  const ben = await keepDemoReferral(database, {
    anna: partner,
    structure,
    valid: { from: until, until: always.until },
  })
  const logins: NewLogin[] = [
    { role: 'company', name: 'Demo office', email: 'office@demo.example', password: 'demo-office', contact: null },
    {
      role: 'company',
      name: 'Demo audit',
      email: 'revision@demo.example',
      password: 'demo-revision',
      contact: null,
    },
    { role: 'partner', email: 'partner@demo.example', password: 'demo-partner', contact: partner },
  ]
  for (const login of logins) {
    const made = await createDemoLogin(database, login)
    if (made.is === 'refused') throw new Error(`the demo's login ${login.email} is refused: ${made.because}`)
  }
  return [partner, ben]
}
