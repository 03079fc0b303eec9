import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import { always } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { changeMasterData } from '#people/contact/store.ts'
import { merge } from '#people/duplicate/store.ts'
import type { Person } from '#people/likeness'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  claim,
  keepOrder,
  listTemplates,
  makeTemplate,
  makeVoucher,
  quote,
  redemptionOf,
  release,
  switchTemplate,
  switchVoucher,
  templateByUuid,
  voucherByUuid,
  voucherPolicy,
  vouchersOf,
  type Claimed,
  type Made,
  type NewTemplate,
  type Quote,
  type Refused,
  type Template,
  type Voucher,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const now = at('2026-03-10')

const newCustomerVoucher: NewTemplate = {
  name: 'Neukunden 10 €',
  discount: { kind: 'amount', amount: cents(1000) },
  currency: 'EUR',
  minimum: cents(5000),
  from: at('2026-03-01'),
  until: always.until,
  countries: ['DE', 'AT'],
  newCustomersOnly: true,
  lowersPoints: false,
  forPartners: true,
  limitPerCode: null,
  limitInAll: null,
}

const template = async (change: Partial<NewTemplate> = {}): Promise<Template['number']> =>
  (await makeTemplate(database, { template: { ...newCustomerVoucher, ...change }, at: now, by: 'user:1' })).number

const code = async (
  wording: string | null,
  of: number,
  partner: ContactNumber | null = company.of('Ben'),
): Promise<Voucher> => {
  const made = await makeVoucher(database, { template: of, partner, wording, at: now, by: 'partner' })
  if (made.is === 'refused') throw new Error(made.because)
  return made.voucher
}

const cy: Person = {
  givenName: 'Cy',
  familyName: 'Müller',
  firmName: null,
  email: 'cy.mueller@gmail.com',
  phone: '030 123456',
  street: 'Hauptstraße 5',
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
}
const nobody: Person = {
  givenName: null,
  familyName: null,
  firmName: null,
  email: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  country: 'DE',
}

const basket = { at: now, total: cents(6190), country: 'DE' }
const claimed = (name: string, person: Person = nobody, typed = 'VONBEN'): Promise<Claimed | Refused> =>
  claim(database, { code: typed, contact: company.of(name), person, ...basket })
const quoted = (typed = 'VONBEN', change: Partial<Parameters<typeof quote>[1]> = {}): Promise<Quote> =>
  quote(database, { code: typed, contact: null, ...basket, ...change })

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  company = await openCompany(database)
  await company.partner('Ben')
  for (const name of ['Cy', 'Dora', 'Emil']) await company.prospect(name)
  await company.customer('Flo')
})

describe('a cart', () => {
  test('gets what the code promises, however it is typed', async () => {
    await code('von Ben', await template())
    for (const typed of ['VONBEN', ' von ben ', 'Von-Ben', 'v0nben'])
      expect(await quoted(typed)).toMatchObject({
        is: 'valid',
        code: 'VONBEN',
        discount: 1000,
        lowersPoints: false,
        partner: company.of('Ben'),
        newCustomersOnly: true,
      })
  })

  test('is told why a code does not work', async () => {
    const of = await template()
    const voucher = await code('VONBEN', of)
    const { code: random } = await code(null, of)
    const swapped = random[0] === random[1] ? `2${random.slice(1)}` : random[1]! + random[0]! + random.slice(2)
    expect(await quoted('NOBODY')).toMatchObject({ because: 'unknown' })
    expect(await quoted(swapped)).toMatchObject({ because: 'mistyped' })
    expect(await quoted('VONBEN', { total: cents(4999) })).toMatchObject({ because: 'minimum', minimum: 5000 })
    expect(await quoted('VONBEN', { country: 'CH' })).toMatchObject({ because: 'country', minimum: null })
    expect(await quoted('VONBEN', { contact: company.of('Flo') })).toMatchObject({ because: 'new customers only' })
    await switchVoucher(database, { voucher: voucher.number, offAt: now })
    expect(await quoted()).toMatchObject({ because: 'switched off' })
    await switchVoucher(database, { voucher: voucher.number, offAt: null })
    expect(await quoted()).toMatchObject({ is: 'valid' })
    await switchTemplate(database, { template: of, offAt: now })
    expect(await quoted()).toMatchObject({ because: 'switched off' })
  })

  test('gets nothing by the code of somebody who is no partner any more', async () => {
    await code('VONBEN', await template())
    await company.leaves('Ben', 'sponsor', '2026-03-05')
    expect(await quoted()).toMatchObject({ because: 'switched off' })
  })
})

describe('a new customer', () => {
  beforeEach(async () => {
    await code('VONBEN', await template())
    await code('NURBEN', await template())
  })

  test('Cy pays ten euros less and is Ben’s, and gets nothing more as somebody else', async () => {
    const first = await claimed('Cy', cy, 'von ben')
    expect(first).toMatchObject({ is: 'claimed', partner: company.of('Ben'), discount: 1000, binds: true })
    const disguised = { ...cy, email: 'other@example.org', phone: null, street: 'Hauptstr. 5' }
    expect(await claimed('Dora', disguised)).toMatchObject({ is: 'refused', because: 'not usable' })
  })

  test.each`
    as                                                                   | why
    ${{ email: 'cy.mueller+new@gmail.com' }}                             | ${'a plus-tag'}
    ${{ email: 'CyMueller@googlemail.com' }}                             | ${'dots, case, and the other name of the same mail'}
    ${{ phone: '+49 (0)30 / 123-456' }}                                  | ${'another way to write the number'}
    ${{ phone: '004930123456' }}                                         | ${'yet another'}
    ${{ givenName: 'CY', familyName: 'Mueller', street: 'Hauptstr. 5' }} | ${'an umlaut written out, and Str.'}
    ${{ familyName: 'Muller', street: 'HAUPTSTRASSE 5', city: null }}    | ${'an umlaut left away, and ß'}
  `('is the same person with $why', async ({ as }) => {
    await claimed('Cy', cy)
    const known = { ...nobody, email: 'dora@example.org', ...as }
    const whole = 'street' in as ? { ...cy, phone: null, email: 'dora@example.org', ...as } : known
    expect(await claimed('Dora', whole, 'NURBEN')).toMatchObject({ is: 'refused', because: 'not usable' })
  })

  test.each`
    as                                                                         | claims       | why
    ${{ email: 'cymueller@web.de', phone: null, street: 'Am Markt 7' }}        | ${'refused'} | ${'nobody else, by another name in the same place'}
    ${{ email: 'cymueller@web.de', postalCode: '80331' }}                      | ${'refused'} | ${'nobody else elsewhere with the same telephone'}
    ${{ email: 'Cy.Mueller+2@web.de', phone: null, postalCode: '80331' }}      | ${'refused'} | ${'nobody else elsewhere with a plus-tag'}
    ${{ email: 'cymueller@web.de', phone: '089 765432', postalCode: '80331' }} | ${'claimed'} | ${'another with a telephone of his own elsewhere'}
  `('whose mailbox is dotted where dots count is $why', async ({ as, claims }) => {
    await claimed('Cy', { ...cy, email: 'cy.mueller@web.de' })
    const second = { ...cy, givenName: 'Cyrill', ...as }
    expect(await claimed('Dora', second, 'NURBEN')).toMatchObject({ is: claims })
  })

  test('is nobody who is a customer already, under whatever name he orders', async () => {
    await changeMasterData(database, company.of('Flo'), { email: 'flo@example.org' })
    expect(await claimed('Flo')).toMatchObject({ because: 'not usable' })
    expect(await claimed('Cy', { ...cy, email: 'FLO+2@example.org' })).toMatchObject({ because: 'not usable' })
    expect(await claimed('Cy', cy)).toMatchObject({ is: 'claimed' })
  })

  test('is told by what is kept of him, too', async () => {
    await changeMasterData(database, company.of('Cy'), { email: 'cy@example.org' })
    await claimed('Cy', nobody)
    expect(await claimed('Dora', { ...nobody, email: 'CY+1@example.org' })).toMatchObject({ because: 'not usable' })
  })

  test('gets no second voucher when he is signed in', async () => {
    await claimed('Cy', cy)
    expect(await quoted('NURBEN', { contact: company.of('Cy') })).toMatchObject({ because: 'new customers only' })
  })

  test('gets none as the contact he was merged into, nor as the one who was merged', async () => {
    await changeMasterData(database, company.of('Cy'), { email: 'cy@example.org' })
    await claimed('Cy', nobody)
    const merging = { keep: company.of('Dora'), drop: company.of('Cy'), by: 'user:1', reason: 'one person', at: now }
    expect(await inTransaction(database, inside => merge(inside, merging))).toMatchObject({ is: 'merged' })
    for (const name of ['Dora', 'Cy']) {
      expect(await quoted('NURBEN', { contact: company.of(name) })).toMatchObject({ because: 'new customers only' })
      expect(await claimed(name, nobody, 'NURBEN')).toMatchObject({ because: 'not usable' })
    }
  })

  test('once merged, redeems for both, also where the two try at the same time', async () => {
    const merging = { keep: company.of('Dora'), drop: company.of('Cy'), by: 'user:1', reason: 'one person', at: now }
    await inTransaction(database, inside => merge(inside, merging))
    const tries = await Promise.all(['Dora', 'Cy', 'Dora', 'Cy'].map(name => claimed(name, nobody, 'NURBEN')))
    expect(tries.filter(each => each.is === 'claimed')).toHaveLength(1)
  })

  test('a couple are two', async () => {
    await claimed('Cy', cy)
    const wife = { ...cy, givenName: 'Dora', email: 'dora@example.org', phone: null }
    expect(await claimed('Dora', wife)).toMatchObject({ is: 'claimed' })
  })

  test('may use it again once his order was cancelled before payment', async () => {
    const first = await claimed('Cy', cy)
    if (first.is === 'refused') throw new Error(first.because)
    await keepOrder(database, first.redemption, 17)
    expect(await redemptionOf(database, 17)).toBe(first.redemption)
    await release(database, first.redemption, now)
    expect(await redemptionOf(database, 17)).toBeUndefined()
    expect(await claimed('Cy', cy)).toMatchObject({ is: 'claimed' })
  })
})

describe('a limit', () => {
  const claims = async (names: readonly string[], typed = 'VONBEN') => {
    const results = []
    for (const name of names) results.push((await claimed(name, nobody, typed)).is)
    return results
  }

  test('counts for each code, and what is released counts no more', async () => {
    const of = await template({ limitPerCode: 1 })
    await code('VONBEN', of)
    await code('NURBEN', of)
    const first = await claimed('Cy')
    if (first.is === 'refused') throw new Error(first.because)
    expect(await quoted()).toMatchObject({ because: 'not usable' })
    expect(await claims(['Dora'])).toEqual(['refused'])
    expect(await claims(['Dora'], 'NURBEN')).toEqual(['claimed'])
    await release(database, first.redemption, now)
    await release(database, first.redemption, now)
    expect(await claims(['Emil', 'Cy'])).toEqual(['claimed', 'refused'])
  })

  test('counts in all', async () => {
    const of = await template({ limitInAll: 2 })
    await code('VONBEN', of)
    await code('NURBEN', of)
    expect([...(await claims(['Cy'])), ...(await claims(['Dora', 'Emil'], 'NURBEN'))]).toEqual([
      'claimed',
      'claimed',
      'refused',
    ])
    expect((await listTemplates(database, { for: 'company' }))[0]!.redeemed).toBe(2)
  })

  test('leaves nothing of a claim that it refused', async () => {
    await code('VONBEN', await template({ limitPerCode: 1 }))
    await code('NURBEN', await template())
    await claims(['Cy', 'Dora'])
    expect(await claims(['Dora'], 'NURBEN')).toEqual(['claimed'])
    expect(await redemptions()).toBe(2)
  })
})

const redemptions = async () => (await database.selectFrom('referral.redemption').select('id').execute()).length

describe('a voucher for everybody', () => {
  test('works again and again, also for customers, and binds nobody', async () => {
    await code('VONBEN', await template({ newCustomersOnly: false, lowersPoints: true }))
    for (const name of ['Flo', 'Flo', 'Cy'])
      expect(await claimed(name, cy)).toMatchObject({ is: 'claimed', binds: false, lowersPoints: true })
  })

  test('of the company has no partner', async () => {
    const of = await template({ forPartners: false })
    const made = await makeVoucher(database, {
      template: of,
      partner: null,
      wording: 'Willkommen',
      at: now,
      by: 'company',
    })
    expect(made).toMatchObject({ is: 'made', voucher: { code: 'WILLKOMMEN', partner: null } })
    expect(await claimed('Cy', cy, 'willkommen')).toMatchObject({ partner: null, binds: false })
  })
})

describe('a partner makes codes', () => {
  const making = (wording: string | null, of: number, partner = 'Ben'): Promise<Made> =>
    makeVoucher(database, { template: of, partner: company.of(partner), wording, at: now, by: 'partner' })

  test('of his own words or by chance, and finds them again', async () => {
    const of = await template()
    const [own, random] = [await code('VONBEN', of), await code(null, of)]
    expect(random.shown).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/u)
    expect(await vouchersOf(database, company.of('Ben'))).toEqual([random, own])
    expect(await voucherByUuid(database, uuidOf('voucher', own.id)!)).toEqual(own)
    expect(await vouchersOf(database, null)).toEqual([])
  })

  test('that nobody could mistake for another', async () => {
    await company.partner('Anna')
    const of = await template()
    await code('VONBEN', of)
    expect(await making('V0N-8EN', of, 'Anna')).toMatchObject({ because: 'taken' })
    expect(await making('Scheisse', of)).toMatchObject({ because: 'offensive' })
    expect(await making('Gutschein', of)).toMatchObject({ because: 'reserved' })
  })

  test('only while he is a partner, of what is for partners, and not too many', async () => {
    const of = await template()
    expect(await making('VONCY', of, 'Cy')).toMatchObject({ because: 'not a partner' })
    expect(await making('VONBEN', await template({ forPartners: false }))).toMatchObject({
      because: 'template not usable',
    })
    expect(await making('VONBEN', 4711)).toMatchObject({ because: 'template not usable' })
    const few = { ...voucherPolicy.usual, codesPerPartner: 1 }
    await keepSetting(database, voucherPolicy, { value: few, by: 'user:1' })
    const both = await Promise.all([making('VONBEN', of), making('NURBEN', of)])
    expect(both.map(each => each.is).toSorted()).toEqual(['made', 'refused'])
    expect(both.find(each => each.is === 'refused')).toMatchObject({ because: 'too many codes' })
  })

  test('from the templates there are for partners now', async () => {
    const of = await template({ name: 'For partners' })
    await template({ name: 'Over', until: at('2026-03-05') })
    await template({ name: 'Not theirs', forPartners: false })
    await switchTemplate(database, { template: await template({ name: 'Off' }), offAt: now })
    const found = await listTemplates(database, { for: 'partners', at: now })
    expect(found.map(each => each.name)).toEqual(['For partners'])
    expect(found[0]).toMatchObject({ ...newCustomerVoucher, name: 'For partners', number: of, offAt: null })
    expect(await templateByUuid(database, uuidOf('template', found[0]!.id)!)).toEqual(found[0])
  })
})
