import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { parsePeriod, type Instant } from '#ground/period'
import { giveConsent } from '#people/consent/store.ts'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { merge } from '#people/duplicate/store.ts'
import { at, euros, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { knownDesk, knownOffice } from './known.ts'
import { openCompany as opened } from './world.ts'

const { database } = await testDatabase()
let company: TestCompany
const now: Instant = at('2026-03-15')
const march = parsePeriod('2026-03')!

const allows = (name: string, sender: string, channel: 'email' | 'phone' = 'email') =>
  inTransaction(database, transaction =>
    giveConsent(transaction, {
      contact: company.of(name),
      sender: company.of(sender),
      channel,
      text: 'Yes, you may write to me.',
      proof: 'card',
      by: 'user:1',
      at: now,
    }),
  )

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  for (const [name, sponsor] of [
    ['Cy', 'Ben'],
    ['Dora', 'Ben'],
    ['Eva', 'Anna'],
    ['Finn', 'house'],
  ] as const) {
    await company.customer(name, sponsor)
    await inTransaction(database, transaction =>
      changeMasterData(transaction, company.of(name), { email: `${name}@web.example`, phone: '030 123456' }),
    )
  }
  await company.prospect('Gina', 'Ben')
  await allows('Cy', 'house')
  await allows('Cy', 'Ben')
  await allows('Dora', 'Ben', 'phone')
  await allows('Eva', 'Anna')
})

const context = async () => (await opened(database, now)).context
const office = async () => knownOffice(await context(), { database, clock: () => now, actor: async () => 'user:1' })
const desk = async (name: string) => knownDesk(await context(), company.of(name))
const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

describe('the company', () => {
  test('knows its end customers, whom it may write to, and who would be lost with each partner', async () => {
    await company.buys('Ben', 10, '2026-03-02')
    await company.buys('Cy', 30, '2026-03-02')
    await company.books()
    expect(await (await office()).reach(march)).toMatchObject({
      customers: 4,
      mayContact: 1,
      lost: 2,
      partners: [
        { contact: { name: 'Anna' }, customers: 1, mayContact: 0, lost: 1 },
        {
          contact: { name: 'Ben' },
          customers: 2,
          mayContact: 1,
          lost: 1,
          consumption: { net: euros(10) },
          fromCustomers: { net: euros(30) },
        },
      ],
    })
    const page = await (await office()).reachPage(march, { cursor: null })
    expect([page.total, page.next, page.rows.map(({ contact, lost }) => [contact.name, lost])]).toEqual([
      2,
      null,
      [
        ['Anna', 1],
        ['Ben', 1],
      ],
    ])
    expect(await (await office()).reachOf(await idOf('Ben'), march)).toMatchObject({ customers: 2, lost: 1 })
    expect(await (await office()).reachOf(await idOf('Cy'), march)).toBeNull()
  })

  test('counts who was merged once', async () => {
    await inTransaction(database, transaction =>
      merge(transaction, { keep: company.of('Cy'), drop: company.of('Dora'), by: 'user:1', reason: '', at: now }),
    )
    expect(await (await office()).reach(march)).toMatchObject({ customers: 3, mayContact: 1, lost: 1 })
  })

  test('sends to nobody who has not allowed it', async () => {
    expect(await (await office()).recipients('email')).toEqual([
      { name: 'Cy', reference: 'Cy', address: 'Cy@web.example' },
    ])
    expect(await (await office()).recipients('phone')).toEqual([])
  })

  test('merges once, however often the page sends it, and sees the orders with the kept contact', async () => {
    const known = await office()
    const [keep, drop] = [await idOf('Cy'), await idOf('Dora')]
    const commandId = crypto.randomUUID()
    const merging = { commandId, keep, drop, reason: 'one person' }
    expect([await known.merge(merging), await known.merge(merging)]).toEqual([{ is: 'merged' }, { is: 'merged' }])
    expect(await known.merges(drop)).toMatchObject([{ keep: { name: 'Cy' }, drop: { name: 'Dora' } }])
    expect(await known.mergePreview(keep, drop)).toEqual({ is: 'refused', because: 'already merged' })
  })
})

describe('a partner', () => {
  test('sees his own customers, and an address only where he may write to it', async () => {
    const found = await (await desk('Ben')).permissions({ cursor: null })
    expect(found).toMatchObject({ customers: 2, mayContact: 1, mayWrite: 2, next: null })
    expect(found.rows.map(({ contact, channels }) => [contact.name, channels])).toEqual([
      ['Cy', [{ channel: 'email', address: 'Cy@web.example' }]],
      ['Dora', [{ channel: 'phone', address: '030 123456' }]],
    ])
  })

  test('sees nobody of another partner, also not of one below him', async () => {
    const found = await (await desk('Anna')).permissions({ cursor: null })
    expect(found.rows.map(({ contact }) => contact.name)).toEqual(['Eva'])
    expect(await (await desk('Anna')).recipients('email')).toMatchObject([{ name: 'Eva' }])
  })

  test('gets nobody into his list who is another’s customer by now, whatever he once allowed', async () => {
    await company.moves('Cy', 'Anna', '2026-03-10')
    expect(await (await desk('Ben')).recipients('email')).toEqual([])
  })
})
