import { beforeEach, describe, expect, test } from 'vitest'
import { uuidOf } from '#ground/identity'
import { inTransaction } from '#ground/database/store.ts'
import { cents } from '#ground/money'
import { always } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { changeMasterData } from '#people/contact/store.ts'
import type { Person } from '#people/likeness'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  claim,
  countCode,
  countSuspicions,
  decideSuspicion,
  figuresOfTemplates,
  figuresOfVouchers,
  listSuspicions,
  makeTemplate,
  makeVoucher,
  keepOrder,
  noteAccount,
  release,
  voucherPolicy,
  vouchersOf,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
const now = at('2026-03-10')

const nobody = { givenName: null, familyName: null, firmName: null, email: null, phone: null }
const nowhere: Person = { ...nobody, street: null, postalCode: null, city: null, country: 'DE' }
const home = { ...nowhere, street: 'Lindenstraße 3', postalCode: '10969', city: 'Berlin' }

const code = async (wording: string, newCustomersOnly = true) => {
  const terms = {
    discount: { kind: 'amount', amount: cents(500) },
    currency: 'EUR',
    minimum: cents(0),
    from: at('2026-03-01'),
    until: always.until,
    countries: null,
    newCustomersOnly,
    lowersPoints: false,
  } as const
  const template = { ...terms, name: wording, forPartners: true, limitPerCode: null, limitInAll: null }
  const { number } = await makeTemplate(database, { template, at: now, by: 'user:1' })
  await makeVoucher(database, { template: number, partner: company.of('Ben'), wording, at: now, by: 'partner' })
}

type Buying = { readonly person?: Person; readonly code?: string }

const buys = async (name: string, { person = nowhere, code: typed = 'VONBEN' }: Buying = {}) => {
  const order = { at: now, total: cents(6000), country: 'DE' }
  const result = await claim(database, { code: typed, contact: company.of(name), person, ...order })
  if (result.is === 'refused') throw new Error(result.because)
  return result.redemption
}

const paysFrom = async (iban: string, redemption: number) => {
  const order = 1_000 + redemption
  await inTransaction(database, async inside => {
    await keepOrder(inside, redemption, order)
    await noteAccount(inside, { order, iban, at: now })
    await noteAccount(inside, { order, iban, at: now })
  })
}

const found = async () =>
  (await listSuspicions(database, { decided: 'open', limit: 50 })).map(({ kind, evidence, redemption }) => ({
    kind,
    who: company.nameOf(redemption.contact),
    with: evidence.contacts?.map(company.nameOf),
    shares: evidence.shares,
  }))

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  company = await openCompany(database)
  await company.partner('Ben')
  for (const name of ['Cy', 'Dora', 'Emil']) await company.prospect(name)
  await company.customer('Flo')
  await code('VONBEN')
})

describe('a person is asked to look at', () => {
  test('two new customers of one household', async () => {
    await buys('Cy', { person: home })
    expect(await found()).toEqual([])
    await buys('Dora', { person: { ...home, street: 'Lindenstr. 3' } })
    expect(await found()).toEqual([{ kind: 'same household', who: 'Dora', with: ['Cy'], shares: ['household'] }])
  })

  test('a new customer where a customer lives already', async () => {
    await changeMasterData(database, company.of('Flo'), { street: home.street, postalCode: home.postalCode })
    await buys('Cy', { person: home })
    expect(await found()).toEqual([{ kind: 'same household', who: 'Cy', with: ['Flo'], shares: ['household'] }])
  })

  test('two new customers elsewhere whose mailboxes differ by dots, and a customer whose mailbox does', async () => {
    await changeMasterData(database, company.of('Flo'), { email: 'cyberg@web.de' })
    await buys('Cy', { person: { ...home, email: 'cy.berg@web.de' } })
    await buys('Dora', { person: { ...nowhere, email: 'c.yberg@web.de', postalCode: '80331' } })
    const shares = ['dotless']
    expect(await found()).toEqual([
      { kind: 'similar mailbox', who: 'Dora', with: ['Cy', 'Flo'], shares },
      { kind: 'similar mailbox', who: 'Cy', with: ['Flo'], shares },
    ])
  })

  test('two new customers who are paid for by one account, of which only a digest is kept', async () => {
    await paysFrom('DE89 3704 0044 0532 0130 00', await buys('Cy'))
    expect(await found()).toEqual([])
    await paysFrom('de89370400440532013000', await buys('Dora'))
    const same = [{ kind: 'same account', who: 'Dora', with: ['Cy'], shares: ['iban'] }]
    expect(await found()).toEqual(same)
    await paysFrom('DE02120300000000202051', await buys('Emil'))
    expect(await found()).toEqual(same)
    const kept = JSON.stringify(await database.selectFrom('referral.redemption_trace').selectAll().execute())
    expect(kept).not.toContain('0532013000')
  })

  test('a partner who uses his own code, and somebody who lives with him', async () => {
    await code('FUERALLE', false)
    await buys('Ben', { code: 'FUERALLE' })
    await changeMasterData(database, company.of('Ben'), { street: home.street, postalCode: home.postalCode })
    await buys('Emil', { person: home })
    expect(await found()).toEqual([
      { kind: 'own code', who: 'Emil', with: ['Ben'], shares: ['household'] },
      { kind: 'same household', who: 'Emil', with: ['Ben'], shares: ['household'] },
      { kind: 'own code', who: 'Ben', with: ['Ben'], shares: ['contact'] },
    ])
  })

  test('a code that suddenly spreads, once until he has decided', async () => {
    const spread = { redemptions: 2, hours: 24 }
    await keepSetting(database, voucherPolicy, { value: { ...voucherPolicy.usual, spread }, by: 'user:1' })
    for (const name of ['Cy', 'Dora', 'Emil']) await buys(name)
    expect(await found()).toMatchObject([{ kind: 'sudden spread', who: 'Dora' }])
    expect((await listSuspicions(database, { decided: 'open', limit: 50 }))[0]!.evidence).toEqual(spread)
  })

  test('nothing else: what was given back is no company, and vouchers for everybody may meet in a household', async () => {
    await release(database, await buys('Cy', { person: home }), now)
    await buys('Dora', { person: home })
    await code('FUERALLE', false)
    await buys('Emil', { person: home, code: 'FUERALLE' })
    expect(await found()).toEqual([])
  })
})

test('a person decides once, with a reason', async () => {
  await buys('Cy', { person: home })
  await buys('Dora', { person: home })
  const [open] = await listSuspicions(database, { decided: 'open', limit: 50 })
  expect(open).toMatchObject({ voucher: { shown: 'VONBEN', isOff: false }, decided: null })
  expect(open!.redemption).toMatchObject({ total: 6000, discount: 500, isReleased: false, order: null })
  const told = { uuid: uuidOf('suspicion', open!.id)!, reason: 'They are sisters.', by: 'user:1', at: now }
  const both = await Promise.all([
    decideSuspicion(database, { ...told, decision: 'harmless' }),
    decideSuspicion(database, { ...told, decision: 'abuse' }),
  ])
  expect(both.map(each => each.is).toSorted()).toEqual(['decided', 'refused'])
  const [decided] = await listSuspicions(database, { decided: 'decided', limit: 50 })
  expect(decided!.decided).toMatchObject({ reason: 'They are sisters.', by: 'user:1', at: now })
  expect(await countSuspicions(database)).toBe(0)
  expect(await listSuspicions(database, { decided: 'decided', before: decided!.number, limit: 50 })).toEqual([])
  const unknown = { ...told, uuid: '018f6b1e-7c5a-7e9b-9a51-0f6f3c1d2b4a', decision: 'abuse' } as const
  expect(await decideSuspicion(database, unknown)).toEqual({ is: 'refused', because: 'unknown' })
})

test('a code is counted: seen, redeemed, refused', async () => {
  for (const what of ['seen', 'seen', 'minimum', 'not usable'] as const)
    await countCode(database, { code: 'von ben', what })
  await countCode(database, { code: 'NOBODY', what: 'seen' })
  await buys('Cy')
  await release(database, await buys('Dora'), now)
  const [voucher] = await vouchersOf(database, company.of('Ben'))
  expect((await figuresOfVouchers(database, [voucher!.number])).get(voucher!.number)).toEqual({
    seen: 2,
    redeemed: 1,
    refused: 2,
  })
  expect((await figuresOfTemplates(database)).get(voucher!.template)).toEqual({ codes: 1, redeemed: 1, discount: 500 })
})
