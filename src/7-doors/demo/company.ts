import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant, Zone } from '#ground/period'
import { house, join } from '#people/structure/store.ts'

export type NewCompany = {
  readonly name: string
  /** ISO 3166, such as "DE". */
  readonly country: string
  readonly language: 'de' | 'en'
  /** ISO 4217, such as "EUR". */
  readonly currency: string
  readonly zone: Zone
  /** Since when the house is there. */
  readonly since: Instant
  /** What a reader must be told about the data. */
  readonly notice?: { readonly de: string; readonly en: string }
}

export type CompanyResult = { readonly is: 'created' | 'there'; readonly house: ContactNumber }

/**
 * Makes the company and its house, the root of the structure; a database that has one keeps it. The one row of settings is the
 * guard: of two who ask at once, the second waits and finds it there.
 */
export const createCompany = (database: Database, asked: NewCompany): Promise<CompanyResult> =>
  inTransaction(database, async transaction => {
    const { name, country, language, currency, zone, since, notice } = asked
    const created = await transaction
      .insertInto('company')
      .values({ name, country, language, currency, zone, notice: notice === undefined ? null : JSON.stringify(notice) })
      .onConflict(conflict => conflict.doNothing())
      .returning('name')
      .executeTakeFirst()
    if (created === undefined) return { is: 'there', house: await house(transaction) }
    const [number] = await join(transaction, [houseOf(asked, since)])
    return { is: 'created', house: number! }
  })

const houseOf = ({ name, country, language }: NewCompany, joinedAt: Instant) => ({
  contact: {
    reference: 'house',
    kind: 'firm' as const,
    givenName: null,
    familyName: null,
    firmName: name,
    email: null,
    phone: null,
    street: null,
    postalCode: null,
    city: null,
    country,
    language,
    joinedAt,
  },
  role: 'house' as const,
  sponsor: undefined,
  because: { reason: 'the company itself', facts: { by: 'house' } },
})
