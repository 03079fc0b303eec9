import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cy, home, forgetTold, openShop, type TestShop } from '../../../test/checkout.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { takeBackOrder } from '#sales/order/store.ts'
import { shopOrder } from './store.ts'

const opened = await testDatabase()
const { database } = opened
let company: TestCompany
let shop: TestShop

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await sells(database, { candle: { stock: 60 }, vase: { stock: 1 } })
  shop = openShop({ database, company })
})

const onAnnasPage = () => ({ subdomain: { partner: company.of('Anna'), name: 'anna' } })
const many = Array.from({ length: 50 }, (_, each) => each)

// One person in fifty spellings: mailbox, name at the address, or telephone is one that the others have, too.
const spellings = [
  () => ({ ...cy }),
  (each: number) => ({ ...cy, email: `cy.mueller+${each}@gmail.com` }),
  (each: number) => ({
    ...cy,
    email: `${'c.y.m.u.e.l.l.e.r'.slice(0, 3 + 2 * (each % 7))}${'cymueller'.slice(2 + (each % 7))}@googlemail.com`,
  }),
  (each: number) => ({
    ...cy,
    email: `other${each}@example.org`,
    phone: ['+49 30 123456', '0049 (30) 12 34 56', '030/123456'][each % 3]!,
  }),
  (each: number) => ({
    ...cy,
    email: `another${each}@example.org`,
    phone: '+4930123456',
    familyName: ['Müller', 'Mueller', 'MÜLLER'][each % 3]!,
  }),
]
// Under another name and roof, by the same telephone.
const byPhone = (each: number) => ({
  buyer: { ...cy, givenName: 'Kim', familyName: `Nr ${each}`, email: `kim${each}@example.org` },
  delivery: { ...home, street: `Weg ${each}`, postalCode: String(10_000 + each) },
})

const streets = ['Hauptstraße 5', 'Hauptstr. 5', 'HAUPTSTRASSE 5', 'Haupt-Straße 5']

const disguised = (each: number) => (each % 6 === 5 ? byPhone(each) : spelled(each))

const spelled = (each: number) => ({
  buyer: spellings[each % spellings.length]!(each),
  delivery: { ...home, street: streets[each % streets.length]! },
})

const different = (each: number) => ({
  buyer: {
    ...cy,
    givenName: `Guest ${each}`,
    familyName: `Nr ${each}`,
    email: `guest${each}@example.org`,
    phone: null,
  },
  delivery: { ...home, street: `Weg ${each}`, postalCode: String(10_000 + each) },
})

const placed = (answers: readonly { readonly is: string }[]) => answers.filter(({ is }) => is === 'placed').length

describe('fifty at once', () => {
  test(
    'with one new-customer code and disguised identities: one is bound, the others leave nothing',
    { timeout: 60_000 },
    async () => {
      await shop.voucher('VONBEN', 'Ben')
      const forms = await Promise.all(
        many.map(each => shop.form({ candle: 1 }, { ...disguised(each), code: 'VONBEN', signals: onAnnasPage() })),
      )
      const before = await shop.counts()
      const answers = await Promise.all(forms.map(form => shop.place(form)))
      expect(placed(answers)).toBe(1)
      const refused = answers.filter(answer => answer.is === 'refused')
      expect(new Set(refused.map(answer => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify({ is: 'refused', because: 'voucher', why: 'not usable' })]),
      )
      expect(await shop.counts()).toMatchObject({
        'people.contact': before['people.contact']! + 1,
        'referral.redemption': 1,
        'referral.attribution': 1,
        'sales.order': 1,
        'ground.message': 1,
        'sales.cart': 49,
      })
      expect(await shop.stockOf('candle')).toBe(59)
      const winner = answers.find(answer => answer.is === 'placed')!
      expect([await shop.sponsorOf(winner.contact), await shop.roleOf(winner.contact)]).toEqual(['Ben', 'customer'])
    },
  )

  test('who want the last piece: one gets it', { timeout: 60_000 }, async () => {
    const forms = await Promise.all(many.map(each => shop.form({ vase: 1 }, different(each))))
    const answers = await Promise.all(forms.map(form => shop.place(form)))
    expect([placed(answers), await shop.stockOf('vase')]).toEqual([1, 0])
    expect(answers.find(answer => answer.is === 'refused')).toEqual({
      is: 'refused',
      because: 'out of stock',
      sku: 'vase',
      left: 0,
    })
  })

  test('who send the same form place one order, and are all told of that one', { timeout: 60_000 }, async () => {
    const form = await shop.form({ candle: 2 })
    const answers = await Promise.all(many.map(() => shop.place(form)))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect([placed(answers), await shop.stockOf('candle')]).toEqual([50, 58])
    expect(await shop.counts()).toMatchObject({ 'sales.order': 1, 'ground.message': 1, 'ground.command': 1 })
  })

  test('who order the same cart by different forms place one order', { timeout: 60_000 }, async () => {
    const form = await shop.form({ candle: 2 })
    const answers = await Promise.all(many.map(each => shop.place({ ...form, commandId: `page ${each}` })))
    expect([placed(answers), await shop.stockOf('candle')]).toEqual([1, 58])
  })

  test('guests of one mailbox become one contact', { timeout: 60_000 }, async () => {
    // Each buys something else: the same article would have them wait for each other.
    await sells(database, Object.fromEntries(many.map(each => [`article-${each}`, {}])))
    const forms = await Promise.all(many.map(each => shop.form({ [`article-${each}`]: 1 })))
    const answers = await Promise.all(forms.map(form => shop.place(form)))
    expect(new Set(answers.map(answer => (answer.is === 'placed' ? answer.contact : answer.because))).size).toBe(1)
    expect(await shop.counts()).toMatchObject({ 'sales.order': 50, 'people.contact': 4 })
  })
})

describe('a cancellation before payment', () => {
  const cancel = (order: number) =>
    inTransaction(database, transaction =>
      takeBackOrder(transaction, {
        order,
        reference: null,
        reason: 'changed my mind',
        at: at('2026-03-11'),
        pieces: 'everything',
      }),
    )

  test('gives back stock and voucher and leaves the prospect where he stood; the code works for him again', async () => {
    await shop.voucher('VONBEN', 'Ben', { limitInAll: 1 })
    await company.prospect('Dora', 'Anna')
    const dora = { contact: company.of('Dora'), code: 'VONBEN' }
    const { order, contact } = await shop.buys({ vase: 1 }, dora)
    expect([await shop.sponsorOf(contact), await shop.roleOf(contact)]).toEqual(['Ben', 'customer'])
    await cancel(order)
    expect([await shop.sponsorOf(contact), await shop.roleOf(contact), await shop.stockOf('vase')]).toEqual([
      'Anna',
      'prospect',
      1,
    ])
    expect((await shopOrder(database, order))!.state).toBe('cancelled')
    const again = await shop.buys({ vase: 1 }, { ...dora, at: at('2026-03-12') })
    expect([await shop.sponsorOf(again.contact), await shop.roleOf(again.contact)]).toEqual(['Ben', 'customer'])
  })

  test('that is told late moves nobody below turnover that was booked meanwhile', async () => {
    await shop.voucher('VONBEN', 'Ben')
    await company.prospect('Dora', 'Anna')
    const contact = company.of('Dora')
    const { order } = await shop.buys({ candle: 1 }, { contact, code: 'VONBEN' })
    const later = await shop.buys({ candle: 1 }, { contact, at: at('2026-03-15') })
    await company.pays(later.order, '2026-03-16')
    await cancel(order)
    const places = await database
      .selectFrom('people.sponsorship')
      .select(['sponsor_id', 'from_at'])
      .where('contact_id', '=', contact)
      .orderBy('from_at')
      .execute()
    expect(places.map(({ sponsor_id }) => company.nameOf(sponsor_id))).toEqual(['Anna', 'Ben', 'Anna'])
    expect(places.at(-1)!.from_at).toBeGreaterThan(at('2026-03-16'))
  })

  test('leaves a guest, who became a contact by it, a prospect below whoever’s page it was', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { order, contact } = await shop.buys({ candle: 1 }, { code: 'VONBEN', signals: onAnnasPage() })
    await cancel(order)
    expect([await shop.sponsorOf(contact), await shop.roleOf(contact)]).toEqual(['Anna', 'prospect'])
  })

  test('told twice at once happens once', async () => {
    const { order } = await shop.buys({ vase: 1 })
    const answers = await Promise.all([cancel(order), cancel(order)])
    expect(answers.map(({ is }) => is).toSorted()).toEqual(['refused', 'taken back'])
    expect(await shop.stockOf('vase')).toBe(1)
  })

  test('that is rolled back gives back nothing', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { order, contact } = await shop.buys({ vase: 1 }, { code: 'VONBEN' })
    const failing = inTransaction(database, async transaction => {
      await takeBackOrder(transaction, {
        order,
        reference: null,
        reason: 'no',
        at: at('2026-03-11'),
        pieces: 'everything',
      })
      throw new Error('the power fails')
    })
    await expect(failing).rejects.toThrow('the power fails')
    expect([await shop.sponsorOf(contact), await shop.roleOf(contact), await shop.stockOf('vase')]).toEqual([
      'Ben',
      'customer',
      0,
    ])
  })

  test('in part puts the pieces back and keeps what the voucher did', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { order, contact } = await shop.buys({ candle: 3 }, { code: 'VONBEN' })
    await company.takesBack(order, '2026-03-11', [{ position: 1, quantity: 1 }])
    expect([await shop.sponsorOf(contact), await shop.stockOf('candle')]).toEqual(['Ben', 58])
    await company.takesBack(order, '2026-03-11', [{ position: 1, quantity: 2 }])
    expect(await shop.roleOf(contact)).toBe('prospect')
  })

  test('after payment gives back the goods, and what the voucher did stays', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { order, contact } = await shop.buys({ vase: 1 }, { code: 'VONBEN' })
    await company.pays(order, '2026-03-11')
    await company.takesBack(order, '2026-03-12')
    expect([await shop.sponsorOf(contact), await shop.roleOf(contact), await shop.stockOf('vase')]).toEqual([
      'Ben',
      'customer',
      1,
    ])
  })

  test('of one who has paid another order leaves him a customer', async () => {
    await shop.voucher('VONBEN', 'Ben')
    const { order, contact } = await shop.buys({ candle: 1 }, { code: 'VONBEN' })
    const other = await shop.buys({ candle: 1 })
    await company.pays(other.order, '2026-03-11')
    await cancel(order)
    expect(await shop.roleOf(contact)).toBe('customer')
  })
})

// Statements before which a checkout is killed, in their order. Somebody else holds the table, so that it waits there.
test.each([
  'sales.variant',
  'people.contact',
  'referral.redemption',
  'sales."order"',
  'sales.shop_order',
  'ground.message',
])(
  'a checkout that is killed before it writes into %s leaves nothing, and may be sent again',
  { timeout: 30_000 },
  async table => {
    await shop.voucher('VONBEN', 'Ben')
    const form = await shop.form({ vase: 1 }, { code: 'VONBEN', signals: onAnnasPage() })
    const before = await shop.counts()
    const pid = await inTransaction(database, async transaction => {
      await sql`lock table ${sql.raw(table)} in exclusive mode`.execute(transaction)
      const child = fork(join(import.meta.dirname, '../../../test/check-out-slowly.ts'), [
        opened.url,
        JSON.stringify(form),
      ])
      await untilItWaits(child.pid!)
      child.kill('SIGKILL')
      await once(child, 'exit')
      return child.pid!
    })
    // Its server notices that nobody is there any more, and rolls back.
    await expect.poll(() => sessionsOf(pid), { timeout: 10_000 }).toBe(0)
    expect(await shop.counts()).toEqual(before)
    expect(await shop.stockOf('vase')).toBe(1)
    expect((await shop.place(form)).is).toBe('placed')
  },
)

const sessionsOf = async (pid: number, condition = sql<boolean>`true`): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity where application_name = ${`stamm ${pid}`} and ${condition}`.execute(
    database,
  )
  return rows[0]!.count
}

const untilItWaits = async (pid: number): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await sessionsOf(pid, sql<boolean>`wait_event_type = 'Lock'`)) > 0) return
    await pause(20)
  }
  throw new Error('the checkout never came to wait')
}
