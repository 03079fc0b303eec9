import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { uuidOf } from '#ground/identity'
import { cents, points } from '#ground/money'
import { changeMasterData } from '#people/contact/store.ts'
import { linesWithReturns } from '#sales/order/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Declaration } from './index.ts'
import {
  candidatesFor,
  closeWithdrawal,
  declareWithdrawal,
  listWithdrawals,
  matchWithdrawal,
  openWithdrawals,
  takeBackWithdrawn,
  withdrawalByUuid,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const declaration: Declaration = {
  name: 'Cy Young',
  email: 'cy@example.org',
  order: 'A-17',
  part: null,
  pieces: null,
  language: 'de',
}

const declare = (change: Partial<Declaration> = {}, commandKey: string = crypto.randomUUID()) =>
  inTransaction(database, transaction =>
    declareWithdrawal(transaction, {
      declaration: { ...declaration, ...change },
      at: at('2026-07-01 14:30'),
      commandKey,
    }),
  )

const messages = () => database.selectFrom('ground.message').select(['kind', 'recipient', 'facts']).execute()
const known = async (id: string) => (await withdrawalByUuid(database, uuidOf('withdrawal', id)!))!
const office = { by: 'user:1', at: at('2026-07-02') }

beforeEach(async () => {
  await forget(database)
  await sql`truncate ground.message`.execute(database)
  company = await openCompany(database)
  await company.customer('Cy')
})

describe('declaring', () => {
  test('keeps the withdrawal and tells its receipt with content, day and time, also when there is no such order', async () => {
    const { id } = await declare({ part: '2 candles' })
    expect(await known(id)).toMatchObject({ state: 'open', order: 'A-17', receivedAt: at('2026-07-01 14:30') })
    expect(await messages()).toEqual([
      {
        kind: 'withdrawal received',
        recipient: 'cy@example.org',
        facts: {
          id,
          name: 'Cy Young',
          email: 'cy@example.org',
          order: 'A-17',
          part: '2 candles',
          pieces: null,
          receivedAt: '2026-07-01T12:30:00.000Z',
        },
      },
    ])
  })

  test('sent ten times at once it is one withdrawal with one receipt', async () => {
    const key = crypto.randomUUID()
    const told = await Promise.all(Array.from({ length: 10 }, () => declare({}, key)))
    expect(new Set(told.map(({ id }) => id)).size).toBe(1)
    expect([await openWithdrawals(database), (await messages()).length]).toEqual([1, 1])
  })

  test('who goes back and writes another order declares another withdrawal', async () => {
    const key = crypto.randomUUID()
    await declare({}, key)
    await declare({ order: 'A-18' }, key)
    expect(await openWithdrawals(database)).toBe(2)
  })

  test('nobody is flooded through the form: all are kept, twenty receipts a day go to one address', async () => {
    for (let time = 0; time < 22; time += 1) await declare({ order: `A-${time}` })
    expect([await openWithdrawals(database), (await messages()).length]).toEqual([22, 20])
  })

  test('what is rolled back was neither kept nor told', async () => {
    const failing = inTransaction(database, async transaction => {
      await declareWithdrawal(transaction, { declaration, at: at('2026-07-01'), commandKey: 'a' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect([await openWithdrawals(database), (await messages()).length]).toEqual([0, 0])
  })
})

const threeCandles = [
  { article: 'A-1', description: 'Candle', quantity: 3, net: cents(1000), vatRate: 1900, points: points(10_000) },
]

const ordered = async (reference: string) => {
  const order = await company.orders('Cy', threeCandles, '2026-06-25')
  await database.updateTable('sales.order').set({ reference }).where('id', '=', order).execute()
  return order
}

test('candidates are found by number and by e-mail, who has both first', async () => {
  await changeMasterData(database, company.of('Cy'), { email: 'Cy@example.org' })
  const other = await ordered('A-16')
  const meant = await ordered('A-17')
  const found = await candidatesFor(database, { order: 'nr. a-17', email: 'cy+shop@EXAMPLE.org' })
  expect(found.map(({ number, because }) => [number, because])).toEqual([
    [meant, ['order number', 'e-mail']],
    [other, ['e-mail']],
  ])
  expect(await candidatesFor(database, { order: 'B-1', email: 'nobody@example.org' })).toEqual([])
})

describe('settling', () => {
  const declared = async (change: Partial<Declaration> = {}) => (await known((await declare(change)).id)).number

  const takeBack = (withdrawal: number) =>
    inTransaction(database, transaction =>
      takeBackWithdrawn(transaction, {
        withdrawal,
        ...office,
        reason: 'withdrawal',
        pieces: [{ position: 1, quantity: 2 }],
      }),
    )

  test('a matched withdrawal becomes a return of what was withdrawn', async () => {
    const order = await ordered('A-17')
    const withdrawal = await declared()
    expect(await takeBack(withdrawal)).toEqual({ is: 'refused', because: 'not matched' })
    expect(await matchWithdrawal(database, { withdrawal, order, ...office })).toEqual({ is: 'settled' })
    expect(await takeBack(withdrawal)).toEqual({ is: 'settled' })
    const [row] = await listWithdrawals(database, { only: 'all', after: undefined, limit: 5 })
    expect(row).toMatchObject({
      state: 'returned',
      orderNumber: order,
      closed: { by: 'user:1', because: 'withdrawal' },
    })
    expect((await linesWithReturns(database, [order]))[0]!.returned.quantity).toBe(2)
    expect(await listWithdrawals(database, { only: 'unsettled', after: undefined, limit: 5 })).toEqual([])
  })

  test('settled by two at once, it takes back once', async () => {
    const order = await company.orders('Cy', [{ ...threeCandles[0]!, quantity: 30 }], '2026-06-25')
    const withdrawal = await declared()
    await matchWithdrawal(database, { withdrawal, order, ...office })
    const results = await Promise.all(Array.from({ length: 8 }, () => takeBack(withdrawal)))
    expect(results.filter(({ is }) => is === 'settled')).toHaveLength(1)
    expect((await linesWithReturns(database, [order]))[0]!.returned.quantity).toBe(2)
  })

  test('a return that is refused leaves the withdrawal open', async () => {
    const order = await company.orders('Cy', [{ ...threeCandles[0]!, quantity: 1 }], '2026-06-25')
    const withdrawal = await declared()
    await matchWithdrawal(database, { withdrawal, order, ...office })
    expect(await takeBack(withdrawal)).toMatchObject({ is: 'refused', because: 'more than the line has left' })
    expect(await openWithdrawals(database)).toBe(1)
  })

  test('one that takes nothing back is closed with its reason, once', async () => {
    const withdrawal = await declared()
    const close = () => closeWithdrawal(database, { withdrawal, ...office, reason: 'no contract of ours' })
    expect([await close(), await close()]).toEqual([{ is: 'settled' }, { is: 'refused', because: 'already settled' }])
    expect(await matchWithdrawal(database, { withdrawal, order: 1, ...office })).toMatchObject({ is: 'refused' })
    expect((await listWithdrawals(database, { only: 'all', after: undefined, limit: 5 }))[0]).toMatchObject({
      state: 'closed',
      closed: { because: 'no contract of ours' },
    })
  })
})
