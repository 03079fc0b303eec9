import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { cents, points, type Cents } from '#ground/money'
import { instant, zone, type Instant } from '#ground/period'
import type { Role } from '#people/contact'
import { changeRole } from '#people/contact/store.ts'
import type { Heir } from '#people/structure'
import { join, leave, lockStructure, move } from '#people/structure/store.ts'
import type { Milestone, ReasonClass } from '#sales/order'
import { pay, placeOrders, ship, takeBackOrder, type NewOrder, type NewReturn } from '#sales/order/store.ts'
import { pull } from '#volume/ledger/store.ts'
import { returnsSetting } from '#earnings/run'

export const berlin = zone('Europe/Berlin')

/** A moment in Berlin: "2026-02-10" or "2026-02-10 12:00". */
export const at = (text: string): Instant => instant(text, berlin)

const names = { kind: 'person', givenName: null, familyName: null, firmName: null } as const
const address = { email: null, phone: null, street: null, postalCode: null, city: null } as const

const newContact = (reference: string, joinedAt: Instant) => ({
  ...names,
  ...address,
  reference,
  country: 'DE',
  language: 'de' as const,
  joinedAt,
})

const onOrderedDay = (net: number): NewOrder['lines'] => [
  {
    article: 'A-1',
    description: 'Article',
    quantity: 1,
    net: cents(net * 100),
    vatRate: 1900,
    points: points(net * 1000),
  },
]

/** Forgets everything, so that the next story begins on an empty page; for that the triggers of what is kept for ever are lifted. */
export const forget = async (database: Database): Promise<void> => {
  await sql`alter table volume.entry disable trigger only_grows`.execute(database)
  await sql`truncate company, people.contact, referral.voucher_template, sales.product, sales.category, sales.cart, volume.balance, volume.version, volume.pack, volume.pack_part, sales.withdrawal, sales.invoice_number, sales.party_month, sales.party_months_counted restart identity cascade`.execute(
    database,
  )
  await sql`update people.structure set version = version + 1`.execute(database)
  await sql`alter table volume.entry enable trigger only_grows`.execute(database)
  await forgetEarnings(database)
}

const forgetEarnings = async (database: Database): Promise<void> => {
  const { rows } = await sql<{ is_empty: boolean }>`
    select not exists (select from earnings.plan) and not exists (select from volume.closing where closed_until > 0) as is_empty`.execute(
    database,
  )
  if (rows[0]!.is_empty) return
  const tables = [
    'plan',
    'run',
    'run_event',
    'line',
    'kept_part',
    'rank_by_hand',
    'rank_by_hand_end',
    'returns_change',
    'named_place',
  ].map(name => `earnings.${name}`)
  const guarded = [...tables, 'volume.closing'].map(name => sql.table(name))
  for (const table of guarded) await sql`alter table ${table} disable trigger user`.execute(database)
  await sql`truncate ${sql.join(tables.map(name => sql.table(name)))} restart identity`.execute(database)
  await sql`update volume.closing set closed_until = 0`.execute(database)
  await sql`delete from ground.setting where name = ${returnsSetting.name}`.execute(database)
  for (const table of guarded) await sql`alter table ${table} enable trigger user`.execute(database)
}

type Place = { readonly sponsor?: string; readonly on?: string | undefined }

type Options = { readonly volumeWhen?: Milestone }

/** A company to tell calendar stories with: people are named, money is in whole euros, moments are Berlin's. */
export const openCompany = async (database: Database, { volumeWhen = 'paid' }: Options = {}) => {
  await database
    .insertInto('company')
    .values({
      name: 'Test',
      country: 'DE',
      language: 'de',
      currency: 'EUR',
      zone: berlin,
      volume_when: volumeWhen,
      notice: null,
    })
    .execute()
  const numbers = new Map<string, ContactNumber>()
  const of = (name: string): ContactNumber => {
    const number = numbers.get(name)
    if (number === undefined) throw new Error(`nobody is called ${name}`)
    return number
  }
  const add = async (name: string, role: Role, { sponsor, on = '2026-01-01' }: Place) => {
    const [number] = await join(database, [
      {
        contact: newContact(name, at(on)),
        role,
        sponsor: sponsor === undefined ? undefined : of(sponsor),
        because: { reason: 'told so', facts: { by: 'company' } },
      },
    ])
    numbers.set(name, number!)
    return number!
  }
  await add('house', 'house', {})
  const because = { reason: 'told so', facts: { by: 'company' } }
  return {
    of,
    nameOf: (number: ContactNumber) => [...numbers].find(([, known]) => known === number)?.[0],
    partner: (name: string, sponsor = 'house', on?: string) => add(name, 'partner', { sponsor, on }),
    customer: (name: string, sponsor = 'house', on?: string) => add(name, 'customer', { sponsor, on }),
    prospect: (name: string, sponsor = 'house', on?: string) => add(name, 'prospect', { sponsor, on }),
    becomes: (name: string, to: Role, on: string) =>
      inTransaction(database, async transaction => {
        await lockStructure(transaction)
        return changeRole(transaction, { contact: of(name), to, at: at(on), reason: 'told so' })
      }),
    moves: (name: string, to: string, on: string) =>
      inTransaction(database, transaction => move(transaction, { contact: of(name), to: of(to), at: at(on), because })),
    leaves: (name: string, heir: Heir, on: string) =>
      inTransaction(database, transaction =>
        leave(transaction, { partner: of(name), heir, at: at(on), reason: 'told so' }),
      ),
    /** An order of so many euros net, paid at once. */
    buys: async (name: string, net: number, on: string) =>
      (
        await placeOrders(database, [
          {
            contact: of(name),
            reference: null,
            placedAt: at(on),
            paidAt: at(on),
            shippedAt: null,
            lines: onOrderedDay(net),
          },
        ])
      )[0]!.number,
    orders: async (name: string, lines: NewOrder['lines'], on: string) =>
      (
        await placeOrders(database, [
          { contact: of(name), reference: null, placedAt: at(on), paidAt: null, shippedAt: null, lines },
        ])
      )[0]!.number,
    pays: (order: number, on: string) =>
      inTransaction(database, transaction => pay(transaction, { order, at: at(on) })),
    ships: (order: number, on: string) =>
      inTransaction(database, transaction => ship(transaction, { order, at: at(on) })),
    takesBack: (order: number, on: string, pieces: NewReturn['pieces'] | { readonly as: ReasonClass } = 'everything') =>
      inTransaction(database, transaction => {
        const asked =
          typeof pieces === 'object' && 'as' in pieces
            ? { pieces: 'everything' as const, reasonClass: pieces.as }
            : { pieces }
        const back = { order, reference: null, reason: 'did not fit', at: at(on), ...asked }
        return takeBackOrder(transaction, back)
      }),
    books: () => pull(database, berlin),
  }
}

export type TestCompany = Awaited<ReturnType<typeof openCompany>>

export const euros = (net: number): Cents => cents(net * 100)
