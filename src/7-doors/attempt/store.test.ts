import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { attemptLimits, windowSeconds, type AttemptKind } from './index.ts'
import { triesOf } from './store.ts'

const { database } = await testDatabase()

beforeEach(async () => {
  await sql`truncate doors.attempt`.execute(database)
})

const from = (sender: string | undefined) => triesOf(database, sender)
const [anna, ben] = ['198.51.100.1', '198.51.100.2']

/** Tries so often as one sender; how many of it were counted, and how often he was refused. */
const outcome = async (times: number, attempt: () => ReturnType<ReturnType<typeof from>['count']>) => {
  const told = await Promise.all(Array.from({ length: times }, attempt))
  return [told.filter(each => each.is === 'counted').length, told.filter(each => each.is === 'refused').length]
}

const later = (seconds: number) =>
  sql`update doors.attempt set since = since - make_interval(secs => ${seconds})`.execute(database)

test('a guest orders, and waits once that was tried too often', async () => {
  const tries = from(anna)
  expect(await tries.count('order', 'cy@example.org')).toEqual({ is: 'counted' })
  await outcome(9, () => tries.count('order', 'cy@example.org'))
  await later(360)
  const refused = await tries.count('order', 'cy@example.org')
  expect(refused).toEqual({ is: 'refused', because: 'too many attempts', retryAfter: expect.closeTo(540, -1) })
})

test.each(Object.keys(attemptLimits) as AttemptKind[])(
  'ninety at once of one sender to %s are not more than the limit, and no other sender is locked out',
  async kind => {
    let matter = 0
    const { sender } = attemptLimits[kind]
    const [times, counted] = [sender + 30, sender]
    expect(await outcome(times, () => from(anna).count(kind, `${(matter += 1)}@example.org`))).toEqual([counted, 30])
    expect(await from(ben).count(kind, 'cy@example.org')).toEqual({ is: 'counted' })
    const other = kind === 'voucher' ? 'order' : 'voucher'
    expect(await from(anna).count(other, 'cy@example.org')).toEqual({ is: 'counted' })
    await later(windowSeconds + 1)
    expect(await from(anna).count(kind, 'cy@example.org')).toEqual({ is: 'counted' })
  },
)

describe('one mailbox', () => {
  test('is not locked for its holder by one who tries in his name', async () => {
    expect(await outcome(30, () => from(anna).count('order', ' Cy@Example.org'))).toEqual([10, 20])
    expect(await from(ben).count('order', 'cy@example.org')).toEqual({ is: 'counted' })
  })

  test('gets no more than a hundred letters, from however many senders', async () => {
    let sender = 0
    expect(await outcome(120, () => from(`192.0.2.${(sender += 1)}`).count('letter', 'cy@example.org'))).toEqual([
      100, 20,
    ])
  })
})

test('a dozen guests of a home party behind one address register, mistype a code and order', async () => {
  const kinds = ['register', 'register', 'voucher', 'voucher', 'voucher', 'order', 'order', 'order'] as const
  const guests = Array.from({ length: 12 }, (_, guest) => `guest-${guest}@example.org`)
  const told = guests.flatMap(guest => kinds.map(kind => from(anna).count(kind, guest)))
  expect((await Promise.all(told)).filter(each => each.is === 'refused')).toEqual([])
})

test('what is forgiven leaves room again', async () => {
  const tries = from(anna)
  await outcome(attemptLimits.voucher.sender, () => tries.count('voucher'))
  await tries.forgive('voucher')
  expect(await tries.count('voucher')).toEqual({ is: 'counted' })
  expect(await tries.count('voucher')).toMatchObject({ is: 'refused' })
})

test('where nobody told the address, only the matter counts', async () => {
  expect(await outcome(12, () => from(undefined).count('order', 'cy@example.org'))).toEqual([10, 2])
  expect(await from(undefined).count('order', 'di@example.org')).toEqual({ is: 'counted' })
  expect(await outcome(70, () => from(undefined).count('voucher'))).toEqual([70, 0])
})

test('nothing of who tried what can be read', async () => {
  await from(anna).count('order', 'cy@example.org')
  const { rows } = await sql<{ key: string }>`select key from doors.attempt`.execute(database)
  for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/u)
})
