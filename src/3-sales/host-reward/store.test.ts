import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents } from '#ground/money'
import { keepSetting } from '#ground/setting/store.ts'
import { partyByNumber, planParty, stepParty } from '#referral/party/store.ts'
import { hasOpenSlips, hasOrders, ordersOfParties, takeSlip } from '#sales/party-order/store.ts'
import { cy, forgetTold, home, openShop } from '../../../test/checkout.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { sells } from '../../../test/shop.ts'
import { checkScheme, hostRewardScheme, noReward } from './index.ts'
import {
  grantRewards,
  openGoods,
  redeemReward,
  rewardCosts,
  rewardOfParty,
  shipGoods,
  undoGoods,
  type Choice,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let shop: ReturnType<typeof openShop>
const doing = { database, providers: {} }

const tier = { guests: 0, percent: 0, credit: 0, halfPrice: 0 }
const scheme = {
  ...noReward,
  name: '2026',
  tiers: [
    { ...tier, from: 2_000, percent: 1_000 },
    { ...tier, from: 10_000, percent: 2_000, guests: 2, halfPrice: 1 },
  ],
  booking: { credit: 500, from: 'held', most: 2 },
  redeemable: 'once settled',
}

const sets = async (change: object = {}) => {
  const checked = checkScheme({ ...scheme, ...change })
  if (checked.is === 'refused') throw new Error(JSON.stringify(checked.faults))
  await keepSetting(database, hostRewardScheme, { value: checked.scheme, by: 'user:1' })
}

beforeEach(async () => {
  await forget(database)
  await forgetTold(database)
  company = await openCompany(database)
  shop = openShop({ database, company })
  await company.partner('Anna')
  await company.customer('Gabi', 'Anna')
  await sells(database, { Candle: { stock: 100 }, Bag: { stock: 3 } })
  await sets()
})

const planned = async (heldOn = '2026-03-10', bookedAt: number | null = null) => {
  const host = { is: 'known', contact: company.of('Gabi'), name: 'Gabi' } as const
  const plan = { title: 'Bei Gabi', place: null, beginsAt: null, heldOn, closesOn: heldOn }
  const told = { partner: company.of('Anna'), host, bookedAt, at: at('2026-03-01'), zone: berlin, by: 'user:1' }
  const answer = await inTransaction(database, inside => planParty(inside, { ...plan, ...told }))
  if (answer.is === 'refused') throw new Error(answer.because)
  return answer.party.number
}

type Buying = { readonly email?: string; readonly day?: string }

const sold = async (party: number, quantity: number, { email = cy.email, day = '2026-03-10' }: Buying = {}) => {
  const shipping = quantity * 1_000 >= 5_000 ? 0 : 495
  const buyer = { ...cy, email, familyName: email }
  const content = {
    way: 'for guest',
    guest: null,
    buyer,
    home: { ...home, name: email },
    lines: [{ sku: 'Candle', quantity }],
    voucher: null,
    deliveredTo: 'guest',
    payment: 'collected',
    total: cents(quantity * 1_000 + shipping),
    language: 'de',
  } as const
  const told = { party, partner: company.of('Anna'), commandId: crypto.randomUUID(), zone: berlin, by: 'user:1' }
  const times = { toldAt: at(`${day} 20:00`), at: at(`${day} 20:00`) }
  const taken = await takeSlip(doing, { ...told, ...times, content, orderUrl: token => token })
  if (taken.is === 'refused' || taken.slip.order === null) throw new Error(JSON.stringify(taken))
  return taken.slip.order
}

const settles = async (party: number, on = '2026-03-11') => {
  const step = { party, step: 'settle', at: at(on), zone: berlin, by: 'user:1' } as const
  const bought = { hasOrders, hasOpenSlips }
  const done = await inTransaction(database, inside => stepParty(inside, { ...step, bought }))
  if (done.is === 'refused') throw new Error(done.because)
}

const grants = (on = '2026-03-11') => grantRewards(database, { at: at(on), zone: berlin })
const reward = async (party: number, on = '2026-03-11') =>
  rewardOfParty(database, (await partyByNumber(database, party))!, { at: at(on), zone: berlin })
const redeems = (party: number, goods: readonly Choice[], on = '2026-03-12') =>
  redeemReward(database, { party, goods, at: at(on), zone: berlin, by: 'user:1' })
const candles = (quantity: number, by: Choice['by'] = 'credit'): Choice[] => [{ sku: 'Candle', quantity, by }]

describe('a host’s reward', () => {
  test('grows while the party takes orders, and is granted once it is settled, once', async () => {
    const party = await planned()
    await sold(party, 5)
    expect(await reward(party, '2026-03-10')).toMatchObject({
      state: 'growing',
      result: { turnover: 5_000, guests: 1 },
      reward: { credit: 500, tier: 1 },
      next: { turnover: 5_000, guests: 1 },
      left: { credit: 0 },
    })
    expect(await grants('2026-03-10 21:00')).toBe(0)
    await settles(party)
    expect(await Promise.all([grants(), grants(), grants()])).toSatisfy(
      (made: number[]) => made.reduce((all, each) => all + each, 0) === 1,
    )
    expect(await reward(party)).toMatchObject({ state: 'provisional', left: { credit: 500 }, next: null })
  })

  test('of a party that nobody settled is granted when its grace is over', async () => {
    const party = await planned()
    await sold(party, 5)
    expect(await grants('2026-03-17')).toBe(0)
    expect(await grants('2026-03-18')).toBe(1)
  })

  test('loses its part of what comes back, by an entry of its own, and the tier with it', async () => {
    const party = await planned()
    await sold(party, 6, { email: 'eva@example.org' })
    const order = await sold(party, 6, { email: 'cem@example.org' })
    await settles(party)
    await grants()
    expect((await reward(party)).left).toEqual({ credit: 2_400, halfPrice: 1 })
    await company.takesBack(order, '2026-03-13', [{ position: 1, quantity: 3 }])
    expect(await grants('2026-03-13')).toBe(1)
    const after = await reward(party, '2026-03-13')
    expect(after.left).toEqual({ credit: 900, halfPrice: 0 })
    expect(after.entries.map(({ credit, halfPrice }) => [credit, halfPrice])).toEqual([
      [2_400, 1],
      [-1_500, -1],
    ])
  })

  test('is by the scheme of the day it was settled, whatever the company says after', async () => {
    const party = await planned()
    const order = await sold(party, 5)
    await settles(party)
    await grants()
    await sets({ tiers: [{ ...tier, from: 0, percent: 5_000 }] })
    await company.takesBack(order, '2026-03-13', [{ position: 1, quantity: 1 }])
    await grants('2026-03-13')
    expect((await reward(party, '2026-03-13')).left.credit).toBe(400)
  })

  test('is final once nothing can be withdrawn from, and a late return changes nothing', async () => {
    const party = await planned()
    const order = await sold(party, 5)
    await settles(party)
    await grants()
    await company.ships(order, '2026-03-12')
    await grants('2026-03-30')
    expect((await reward(party, '2026-03-30')).state).toBe('provisional')
    await grants('2026-04-01')
    expect((await reward(party, '2026-04-01')).state).toBe('final')
    await company.takesBack(order, '2026-04-10')
    expect(await grants('2026-04-10')).toBe(0)
    expect((await reward(party, '2026-04-10')).left.credit).toBe(500)
  })

  test('has a bonus for a party that was booked at hers, once it was held with an order', async () => {
    const first = await planned()
    await sold(first, 5)
    await settles(first)
    const second = await planned('2026-03-20', first)
    await grants()
    expect((await reward(first)).left.credit).toBe(500)
    await sold(second, 5, { email: 'eva@example.org', day: '2026-03-20' })
    await grants('2026-03-21')
    expect((await reward(first, '2026-03-21')).left.credit).toBe(1_000)
  })

  test('counts neither host nor partner as guests, nor anybody twice', async () => {
    const party = await planned()
    await sold(party, 5)
    await sold(party, 5)
    const gabi = await sold(party, 5, { email: 'gabi@example.org' })
    await database
      .updateTable('sales.order')
      .set({ contact_id: company.of('Gabi') })
      .where('id', '=', gabi)
      .execute()
    expect((await reward(party, '2026-03-10')).result).toMatchObject({ turnover: 15_000, guests: 1 })
  })

  test('that cannot be reckoned stops no other', async () => {
    const [first, second] = [await planned(), await planned()]
    const order = await sold(first, 5)
    await sold(second, 5)
    await database.updateTable('sales.shop_order').set({ currency: 'CHF' }).where('order_id', '=', order).execute()
    for (const party of [first, second]) await settles(party)
    await expect(grants()).rejects.toThrow('1 parties, the first: Error: CHF is worth nothing')
    expect((await reward(second)).left.credit).toBe(500)
  })

  test('cannot be changed where it is booked', async () => {
    const party = await planned()
    await sold(party, 5)
    await settles(party)
    await grants()
    await expect(sql`update sales.host_reward_entry set credit = 1`.execute(database)).rejects.toThrow('only grows')
    await expect(sql`delete from sales.host_reward_entry`.execute(database)).rejects.toThrow('only grows')
  })
})

describe('what the host takes of it', () => {
  const granted = async () => {
    const party = await planned()
    await sold(party, 10, { email: 'eva@example.org' })
    await sold(party, 10, { email: 'cem@example.org' })
    await settles(party)
    await grants()
    return party
  }

  test('leaves stock, is no turnover, and is kept with what it is worth for tax', async () => {
    const party = await granted()
    const [stock, orders] = [await shop.stockOf('Candle'), (await shop.counts())['sales.order']]
    expect(await redeems(party, [...candles(3), { sku: 'Bag', quantity: 1, by: 'half price' }])).toMatchObject({
      is: 'redeemed',
    })
    expect([await shop.stockOf('Candle'), await shop.stockOf('Bag')]).toEqual([stock! - 3, 2])
    expect((await shop.counts())['sales.order']).toBe(orders)
    expect(await reward(party, '2026-03-12')).toMatchObject({
      left: { credit: 1_000, halfPrice: 0 },
      goods: [
        { sku: 'Candle', paid: 0, reward: { gross: 3_000, net: 2_521, vat: 479 } },
        { sku: 'Bag', paid: 500, reward: { gross: 500, net: 420, vat: 80 } },
      ],
    })
  })

  test.each`
    goods                                           | because
    ${candles(5)}                                   | ${'credit too low'}
    ${candles(2, 'half price')}                     | ${'too many at half price'}
    ${[{ sku: 'Lamp', quantity: 1, by: 'credit' }]} | ${'not sold'}
    ${[{ sku: 'Bag', quantity: 4, by: 'credit' }]}  | ${'out of stock'}
    ${[]}                                           | ${'nothing chosen'}
  `('is refused where $because, and nothing leaves stock', async ({ goods, because }) => {
    const party = await granted()
    const before = await shop.stockOf('Bag')
    expect(await redeems(party, goods)).toMatchObject({ is: 'refused', because })
    expect(await shop.stockOf('Bag')).toBe(before)
  })

  test('is never more than there is, however many take at the same time', async () => {
    const party = await granted()
    for (const { order } of await ordersOfParties(database, [party])) await company.ships(order, '2026-03-12')
    await grants('2026-04-10')
    expect((await reward(party, '2026-04-10')).state).toBe('final')
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeems(party, candles(3))))
    expect(answers.filter(({ is }) => is === 'redeemed')).toHaveLength(1)
    expect((await reward(party, '2026-03-12')).left.credit).toBe(1_000)
  })

  test('is owed back where goods come back after she took it', async () => {
    const party = await granted()
    await redeems(party, candles(4))
    const [first] = await ordersOfParties(database, [party])
    await company.takesBack(first!.order, '2026-03-14')
    await grants('2026-03-14')
    expect((await reward(party, '2026-03-14')).left).toEqual({ credit: -3_000, halfPrice: 0 })
    expect(await redeems(party, candles(1), '2026-03-15')).toMatchObject({ because: 'credit too low' })
  })

  test('waits until the reward is final where the company wants it so', async () => {
    await sets({ redeemable: 'once final' })
    const party = await granted()
    expect(await redeems(party, candles(1))).toMatchObject({ because: 'not final' })
    for (const { order } of await ordersOfParties(database, [party])) await company.ships(order, '2026-03-12')
    expect(await redeems(party, candles(1), '2026-04-10')).toMatchObject({ is: 'redeemed' })
  })

  test('is nothing before the party is settled', async () => {
    const party = await planned()
    await sold(party, 10)
    expect(await redeems(party, candles(1), '2026-03-10 21:00')).toMatchObject({ because: 'not settled' })
  })

  describe('is sent to her, or undone as long as it is not', () => {
    const taken = async () => {
      const party = await granted()
      await redeems(party, [...candles(3), { sku: 'Bag', quantity: 1, by: 'half price' }])
      return party
    }
    const ending = (party: number, place = 1) => ({ party, place, at: at('2026-03-13'), by: 'user:1' })
    const undoes = (party: number, { place = 1, reason = 'she chose another' } = {}) =>
      undoGoods(database, { ...ending(party, place), reason })

    test('undone, what she took it by is hers again exactly, and the goods are in stock', async () => {
      const party = await granted()
      const [before, stock] = [(await reward(party)).left, await shop.stockOf('Candle')]
      await redeems(party, [...candles(3), { sku: 'Bag', quantity: 1, by: 'half price' }])
      expect(await undoes(party)).toEqual({ is: 'undone' })
      expect(await undoes(party, { place: 2 })).toEqual({ is: 'undone' })
      expect([await shop.stockOf('Candle'), await shop.stockOf('Bag')]).toEqual([stock, 3])
      const after = await reward(party, '2026-03-13')
      expect(after.left).toEqual(before)
      expect(after.goods).toMatchObject([{ state: 'undone', reason: 'she chose another' }, { state: 'undone' }])
      expect((await rewardCosts(database, [party])).get(party)!.taken).toBe(0)
      expect(await redeems(party, candles(4), '2026-03-14')).toMatchObject({ is: 'redeemed' })
    })

    test.each`
      first              | then         | place | reason   | because
      ${shipGoods}       | ${undoGoods} | ${1}  | ${'why'} | ${'already shipped'}
      ${undoGoods}       | ${shipGoods} | ${1}  | ${'why'} | ${'already undone'}
      ${undoGoods}       | ${undoGoods} | ${1}  | ${'why'} | ${'already undone'}
      ${shipGoods}       | ${undoGoods} | ${3}  | ${'why'} | ${'no such goods'}
      ${() => undefined} | ${undoGoods} | ${1}  | ${' '}   | ${'reason missing'}
    `('$because: nothing changes', async ({ first, then, place, reason, because }) => {
      const party = await taken()
      await first(database, { ...ending(party), reason: 'why' })
      const before = await reward(party, '2026-03-13')
      expect(await then(database, { ...ending(party, place), reason })).toEqual({ is: 'refused', because })
      expect(await reward(party, '2026-03-13')).toEqual(before)
    })

    test('one of both once, however many try at the same time', async () => {
      for (let round = 0; round < 4; round += 1) {
        const party = await granted()
        const stock = await shop.stockOf('Candle')
        await redeems(party, candles(2))
        const tries = [undoes(party), shipGoods(database, ending(party)), undoes(party), undoes(party)]
        const answers = await Promise.all(tries)
        const done = answers.filter(({ is }) => is !== 'refused')
        expect(done).toHaveLength(1)
        const isUndone = done[0]!.is === 'undone'
        expect(await shop.stockOf('Candle')).toBe(isUndone ? stock : stock! - 2)
        expect((await reward(party, '2026-03-13')).left.credit).toBe(isUndone ? 4_000 : 2_000)
      }
    })

    test('what nobody has sent waits for the company', async () => {
      const party = await taken()
      await undoes(party)
      expect(await openGoods(database, 10)).toMatchObject([{ party, sku: 'Bag', quantity: 1 }])
      await shipGoods(database, ending(party, 2))
      expect(await openGoods(database, 10)).toEqual([])
    })
  })
})
