import { beforeEach, expect, test } from 'vitest'
import { cents, points } from '#ground/money'
import { always } from '#ground/period'
import { claim, keepOrder } from '#referral/voucher/store.ts'
import { choose } from '#referral/subdomain/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { deskVouchers } from './desk.ts'
import { officeVouchers } from './office.ts'

const { database } = await testDatabase()
let company: TestCompany
const now = at('2026-03-10')

const needs = {
  database,
  clock: () => now,
  actor: async () => 'user:1',
  site: { host: 'shop.example', addressOf: (host: string) => `https://${host}` },
}
const office = officeVouchers(needs)
const desk = (name: string) => deskVouchers(needs, company.of(name))
const commandId = () => crypto.randomUUID()

const template = {
  name: 'New customers',
  discount: { kind: 'amount', amount: cents(1000) },
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
} as const

const makes = async (name: string, wording: string | null) => {
  const [first] = await desk(name).templates()
  const made = await desk(name).make({ commandId: commandId(), template: first!.id, wording })
  if (made.is === 'refused') throw new Error(made.because)
  return made.id
}

const home = { street: 'Lindenstr. 3', postalCode: '10969', city: 'Berlin', country: 'DE' }
const person = { ...home, givenName: null, familyName: null, firmName: null, email: null, phone: null }

// The order is unpaid while the code is claimed, as at the checkout: a prospect is no customer yet.
const orders = async (name: string) => {
  const lines = [{ article: 'A', description: 'A', quantity: 1, net: cents(5000), vatRate: 1900, points: points(0) }]
  const order = await company.orders(name, lines, '2026-03-10')
  const basket = { at: now, total: cents(6000), country: 'DE' }
  const claimed = await claim(database, { code: 'VONBEN', contact: company.of(name), person, ...basket })
  if (claimed.is === 'refused') throw new Error(claimed.because)
  await keepOrder(database, claimed.redemption, order)
  await company.books()
  return order
}

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  await database.deleteFrom('ground.command').execute()
  company = await openCompany(database, { volumeWhen: 'placed' })
  for (const name of ['Anna', 'Ben']) await company.partner(name)
  for (const name of ['Cy', 'Dora']) await company.prospect(name)
  await office.makeTemplate({ commandId: commandId(), template })
})

test('a partner sees his codes with what they won, and a link to his own shop', async () => {
  await choose(database, { partner: company.of('Ben'), name: 'ben', at: now })
  const id = await makes('Ben', 'von Ben')
  const bought = await orders('Cy')
  expect(await desk('Ben').code(id)).toMatchObject({
    shown: 'VONBEN',
    link: 'https://ben.shop.example/v/VONBEN',
    redeemed: 1,
    won: 5000,
    isOn: true,
  })
  await company.takesBack(bought, '2026-03-11')
  await company.books()
  expect((await desk('Ben').codes())[0]!.won).toBe(0)
})

test('another partner’s code is not there, and cannot be switched', async () => {
  const id = await makes('Ben', 'von Ben')
  expect(await desk('Anna').code(id)).toBeNull()
  expect(await desk('Anna').codes()).toEqual([])
  await desk('Anna').switchCode({ commandId: commandId(), voucher: id, isOn: false })
  expect((await desk('Ben').code(id))!.isOn).toBe(true)
  await desk('Ben').switchCode({ commandId: commandId(), voucher: id, isOn: false })
  expect((await desk('Ben').code(id))!.isOn).toBe(false)
})

test('a form that is sent twice makes one code', async () => {
  const [first] = await desk('Ben').templates()
  const sent = { commandId: commandId(), template: first!.id, wording: null }
  expect(await desk('Ben').make(sent)).toEqual(await desk('Ben').make(sent))
  expect(await desk('Ben').codes()).toHaveLength(1)
})

test('a partner without a name sends to the company’s shop', async () => {
  expect((await desk('Ben').code(await makes('Ben', 'von Ben')))!.link).toBe('https://shop.shop.example/v/VONBEN')
})

test('the company sees templates with their figures, makes codes of its own, and switches them', async () => {
  await makes('Ben', 'von Ben')
  await orders('Cy')
  const [row] = await office.templates()
  expect(row).toMatchObject({ name: 'New customers', until: null, state: 'on', codes: 1, redeemed: 1, saved: 1000 })
  const made = await office.make({ commandId: commandId(), template: row!.id, wording: 'Willkommen' })
  expect(made.is).toBe('made')
  expect((await office.template(row!.id))!.codes.map(code => code.shown)).toEqual(['WILLKOMMEN'])
  await office.switchTemplate({ commandId: commandId(), template: row!.id, isOn: false })
  expect((await office.templates())[0]!.state).toBe('off')
  expect(await desk('Ben').templates()).toEqual([])
})

test('a person reads the evidence and decides once', async () => {
  const id = await makes('Ben', 'von Ben')
  await orders('Cy')
  await orders('Dora')
  expect(await office.openReviews()).toBe(1)
  const { rows } = await office.reviews({ state: 'open', cursor: null })
  expect(rows).toMatchObject([
    {
      kind: 'same household',
      voucher: { id, isOn: true },
      partner: { role: 'partner' },
      buyer: { name: 'Dora' },
      contacts: [{ name: 'Cy' }],
      shares: ['household'],
      spread: null,
      discount: 1000,
    },
  ])
  expect(rows[0]!.order).not.toBeNull()
  const decision = { review: rows[0]!.id, decision: 'harmless', reason: 'Sisters' } as const
  expect(await office.decide({ commandId: commandId(), ...decision })).toEqual({ is: 'decided' })
  expect(await office.decide({ commandId: commandId(), ...decision })).toMatchObject({ because: 'already decided' })
  expect((await office.reviews({ state: 'decided', cursor: null })).rows[0]!.decided?.reason).toBe('Sisters')
  expect(await office.openReviews()).toBe(0)
})
