import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents } from '#ground/money'
import { always } from '#ground/period'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { claim, makeTemplate, makeVoucher, type NewTemplate } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
const now = at('2026-03-10')
const tries = 50

const person = {
  givenName: null,
  familyName: null,
  firmName: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  country: 'DE',
}

const codes = async (wordings: readonly string[], change: Partial<NewTemplate>) => {
  const template: NewTemplate = {
    name: 'A voucher',
    discount: { kind: 'percent', basisPoints: 1000 },
    currency: 'EUR',
    minimum: cents(0),
    from: at('2026-03-01'),
    until: always.until,
    countries: null,
    newCustomersOnly: true,
    lowersPoints: false,
    forPartners: true,
    limitPerCode: null,
    limitInAll: null,
    ...change,
  }
  const { number } = await makeTemplate(database, { template, at: now, by: 'user:1' })
  for (const wording of wordings)
    await makeVoucher(database, { template: number, partner: company.of('Ben'), wording, at: now, by: 'partner' })
}

const names = Array.from({ length: tries }, (_, each) => `Prospect ${each}`)

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Ben')
  for (const name of names) await company.prospect(name)
})

// Each as an order would: in a transaction of its own that does something more before it is kept.
const claimAll = (of: (each: number) => { readonly code: string; readonly email: string; readonly name: string }) =>
  Promise.all(
    names.map((_, each) =>
      inTransaction(database, async transaction => {
        const { code, email, name } = of(each)
        const order = { at: now, total: cents(6000), country: 'DE' }
        const asked = { ...order, code, contact: company.of(name), person: { ...person, email } }
        const result = await claim(transaction, asked)
        await pause(1)
        return result.is
      }),
    ),
  )

const count = (results: readonly string[]) => results.filter(each => each === 'claimed').length

const rounds = Array.from({ length: 5 }, (_, round) => round)

test.each(rounds)('fifty at once with one code that works once: one gets it (%i)', async () => {
  await codes(['VONBEN'], { limitPerCode: 1 })
  const results = await claimAll(each => ({ code: 'VONBEN', email: `p${each}@example.org`, name: names[each]! }))
  expect(count(results)).toBe(1)
})

test('fifty at once with two codes of a template that works seven times: seven get it', async () => {
  await codes(['VONBEN', 'NURBEN'], { limitInAll: 7 })
  const code = (each: number) => (each % 2 === 0 ? 'VONBEN' : 'NURBEN')
  const results = await claimAll(each => ({ code: code(each), email: `p${each}@example.org`, name: names[each]! }))
  expect(count(results)).toBe(7)
})

test.each(rounds)('one person in fifty disguises gets one voucher (%i)', async () => {
  await codes(['VONBEN', 'NURBEN'], {})
  const code = (each: number) => (each % 2 === 0 ? 'VONBEN' : 'NURBEN')
  const results = await claimAll(each => ({ code: code(each), email: `c.y+${each}@example.org`, name: names[each]! }))
  expect(count(results)).toBe(1)
})

test('one contact who orders fifty times at once gets one voucher', async () => {
  await codes(['VONBEN'], {})
  const results = await claimAll(each => ({ code: 'VONBEN', email: `p${each}@example.org`, name: names[0]! }))
  expect(count(results)).toBe(1)
})

test('fifty different new customers at once all get one, where there is no limit', async () => {
  await codes(['VONBEN'], {})
  const results = await claimAll(each => ({ code: 'VONBEN', email: `p${each}@example.org`, name: names[each]! }))
  expect(count(results)).toBe(tries)
})
