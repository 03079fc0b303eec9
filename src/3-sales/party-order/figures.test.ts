import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import type { Period } from '#ground/period'
import { planParty } from '#referral/party/store.ts'
import { placeOrders, splitOrder } from '#sales/order/store.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { PartyWay } from './index.ts'
import { countGuests, figuresOfParties, hiddenByMonth } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let party: number

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  for (const name of ['Cy', 'Eva']) await company.customer(name, 'Anna')
  party = await planned()
})

const planned = async () => {
  const host = { is: 'known', contact: company.of('Cy'), name: 'Cy' } as const
  const plan = { title: 'Bei Cy', place: null, beginsAt: null, heldOn: '2026-03-10', closesOn: '2026-03-10' }
  const told = { partner: company.of('Anna'), host, bookedAt: null, at: at('2026-03-01'), zone: berlin, by: 'user:1' }
  const answer = await inTransaction(database, inside => planParty(inside, { ...plan, ...told }))
  if (answer.is === 'refused') throw new Error(answer.because)
  return answer.party.number
}

type Told = { readonly way?: PartyWay; readonly on?: string; readonly guests?: number | null }

const buys = async (name: string, net: number, { way = 'for guest', on = '2026-03-10', guests = null }: Told = {}) => {
  const line = { article: 'M', description: 'Mug', vatRate: 1_900, quantity: 10 }
  const order = await company.orders(name, [{ ...line, net: cents(net * 100), points: points(0) }], on)
  await sql`insert into sales.party_order (order_id, party_id, way, delivered_to, taken_at, told_guests)
    values (${order}, ${party}, ${way}, 'partner', now(), ${guests})`.execute(database)
  return order
}

const gives = (order: number, to: string, quantity: number) =>
  inTransaction(database, inside =>
    splitOrder(inside, {
      order,
      to: company.of(to),
      pieces: [{ position: 1, quantity }],
      at: at('2026-03-12'),
      by: 'x',
    }),
  )

const figures = async () => (await figuresOfParties(database, [party])).get(party)!
const hidden = async (months = 1) => {
  await countGuests(database, berlin)
  return hiddenByMonth(database, { until: '2026-03' as Period, months })
}

describe('a party’s figures', () => {
  test('are its orders by way, after what came back', async () => {
    await buys('Cy', 100)
    const back = await buys('Eva', 50, { way: 'guest' })
    await buys('Anna', 200, { way: 'collective', guests: 4 })
    await company.takesBack(back, '2026-03-12', [{ position: 1, quantity: 5 }])
    expect(await figures()).toEqual({
      ways: {
        guest: { orders: 1, pieces: 5, net: 2_500 },
        'for guest': { orders: 1, pieces: 10, net: 10_000 },
        collective: { orders: 1, pieces: 10, net: 20_000 },
      },
      guests: 2,
      newCustomers: 0,
      told: 4,
      untold: 0,
      split: 0,
    })
  })

  test('count nobody whose order came back wholly', async () => {
    const back = await buys('Cy', 100)
    await company.takesBack(back, '2026-03-12')
    expect(await figures()).toMatchObject({ guests: 0, ways: { 'for guest': { orders: 0, net: 0 } } })
  })

  test('count a guest of a collective order who registered as hidden no more', async () => {
    const order = await buys('Anna', 200, { way: 'collective', guests: 4 })
    await gives(order, 'Eva', 5)
    expect(await figures()).toMatchObject({ told: 3, split: 1, untold: 0 })
    await buys('Anna', 100, { way: 'collective' })
    expect(await figures()).toMatchObject({ told: 3, untold: 1 })
  })

  test('are nothing without orders', async () => {
    expect(await figures()).toMatchObject({ guests: 0, told: 0, ways: { guest: { orders: 0 } } })
  })
})

describe('customers behind collective orders', () => {
  // Ten guests are known, who bought 50.00 each.
  const tenGuests = async (on = '2026-03-10') => {
    for (let guest = 1; guest <= 10; guest += 1) {
      await company.customer(`Guest ${guest} ${on}`, 'Anna')
      await buys(`Guest ${guest} ${on}`, 50, { on })
    }
  }

  test.each`
    net    | guests  | told | estimated | why
    ${400} | ${6}    | ${6} | ${0}      | ${'the partner counted six'}
    ${400} | ${null} | ${0} | ${8}      | ${'400.00 are what eight guests buy'}
    ${130} | ${null} | ${0} | ${3}      | ${'130.00 are 2.6 guests'}
    ${10}  | ${null} | ${0} | ${1}      | ${'one at least'}
  `('of $net: $why', async ({ net, guests, told, estimated }) => {
    await tenGuests()
    await buys('Anna', net, { way: 'collective', guests })
    expect(await hidden()).toEqual([
      {
        period: '2026-03',
        known: 10,
        knownNet: 50_000,
        orders: 1,
        hiddenNet: net * 100,
        told,
        estimated,
        netOfGuest: 5_000,
      },
    ])
  })

  test('are one for each order where too few guests are known to say more', async () => {
    await buys('Cy', 50)
    await buys('Anna', 400, { way: 'collective' })
    expect(await hidden()).toMatchObject([{ estimated: 1, netOfGuest: null }])
  })

  test('become fewer when guests register and when goods come back', async () => {
    await tenGuests()
    const order = await buys('Anna', 400, { way: 'collective' })
    await gives(order, 'Eva', 5)
    expect(await hidden()).toMatchObject([{ known: 11, hiddenNet: 20_000, estimated: 4 }])
    await company.takesBack(order, '2026-03-20', [{ position: 1, quantity: 4 }])
    expect(await hidden()).toMatchObject([{ hiddenNet: 4_000, estimated: 1 }])
    await company.takesBack(order, '2026-03-21')
    expect(await hidden()).toMatchObject([{ orders: 0, hiddenNet: 0, estimated: 0 }])
  })

  test('have a trend, by what guests bought in the twelve months until each month', async () => {
    await tenGuests('2026-01-10')
    await buys('Anna', 100, { way: 'collective', on: '2026-02-10' })
    await buys('Anna', 50, { way: 'collective', on: '2026-03-10' })
    const months = (await hidden(3)).map(({ period, known, estimated }) => [period, known, estimated])
    expect(months).toEqual([
      ['2026-01', 10, 0],
      ['2026-02', 0, 2],
      ['2026-03', 0, 1],
    ])
  })

  test('are missed by no count, though their order was still being placed while another was counted', async () => {
    await buys('Cy', 50)
    await inTransaction(database, async inside => {
      const line = {
        article: 'M',
        description: 'Mug',
        vatRate: 1_900,
        quantity: 1,
        net: cents(9_000),
        points: points(0),
      }
      const [placed] = await placeOrders(inside, [
        {
          contact: company.of('Eva'),
          reference: null,
          placedAt: at('2026-03-10'),
          paidAt: null,
          shippedAt: null,
          lines: [line],
        },
      ])
      await sql`insert into sales.party_order (order_id, party_id, way, delivered_to, taken_at)
        values (${placed!.number}, ${party}, 'guest', 'guest', now())`.execute(inside)
      await buys('Cy', 10)
      expect(await hidden()).toMatchObject([{ known: 1, knownNet: 6_000 }])
    })
    expect(await hidden()).toMatchObject([{ known: 2, knownNet: 15_000 }])
  })

  test('are counted from the beginning in a copy of the database, and in other days', async () => {
    await buys('Cy', 50, { on: '2026-02-28 23:30' })
    expect(await hidden(2)).toMatchObject([{ known: 1 }, { known: 0 }])
    for (const change of [sql`until = '9999999999'`, sql`zone = 'Europe/Athens'`]) {
      await sql`update sales.party_months_counted set ${change}`.execute(database)
      await sql`update sales.party_month set known = 99`.execute(database)
      expect(await hidden(2)).toMatchObject([{ known: 1 }, { known: 0 }])
    }
  })
})
