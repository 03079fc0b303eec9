import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
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

/** In how many of the rounds not exactly one of fifty got a voucher; what a round kept is forgotten before the next. */
const roundsAmiss = async (rounds: number, round: () => Promise<readonly string[]>): Promise<number> => {
  let amiss = 0
  for (let number = 0; number < rounds; number += 1) {
    if (count(await round()) !== 1) amiss += 1
    await sql`truncate referral.redemption, referral.new_customer_key, referral.redemption_trace, referral.suspicion`.execute(
      database,
    )
    await sql`update referral.voucher set redeemed = 0`.execute(database)
  }
  return amiss
}

test('fifty at once with one code that works once: one gets it, in each of a hundred rounds', async () => {
  await codes(['VONBEN'], { limitPerCode: 1 })
  const amiss = await roundsAmiss(100, () =>
    claimAll(each => ({ code: 'VONBEN', email: `p${each}@example.org`, name: names[each]! })),
  )
  expect(amiss).toBe(0)
})

test('fifty at once with two codes of a template that works seven times: seven get it', async () => {
  await codes(['VONBEN', 'NURBEN'], { limitInAll: 7 })
  const code = (each: number) => (each % 2 === 0 ? 'VONBEN' : 'NURBEN')
  const results = await claimAll(each => ({ code: code(each), email: `p${each}@example.org`, name: names[each]! }))
  expect(count(results)).toBe(7)
})

test('one person in fifty disguises gets one voucher, in each of twenty rounds', async () => {
  await codes(['VONBEN', 'NURBEN'], {})
  const code = (each: number) => (each % 2 === 0 ? 'VONBEN' : 'NURBEN')
  const amiss = await roundsAmiss(20, () =>
    claimAll(each => ({ code: code(each), email: `c.y+${each}@example.org`, name: names[each]! })),
  )
  expect(amiss).toBe(0)
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
