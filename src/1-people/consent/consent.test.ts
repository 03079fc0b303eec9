import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { changeMasterData } from '#people/contact/store.ts'
import { merge } from '#people/duplicate/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { stateOf, usualWords, type Channel } from './index.ts'
import {
  askConsent,
  confirmConsent,
  consentByToken,
  consentsOf,
  giveConsent,
  giveConsents,
  mayWrite,
  reachable,
  recipients,
  withdrawByToken,
  withdrawConsent,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const says = (name: string, data: Parameters<typeof changeMasterData>[2]) =>
  inTransaction(database, transaction => changeMasterData(transaction, company.of(name), data))

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.message').execute()
  company = await openCompany(database)
  await company.partner('Ben')
  await company.customer('Cy', 'Ben')
  await says('Cy', { email: 'cy@web.example', phone: '030 123456' })
})

const text = usualWords('de', { sender: 'Ben', channel: 'email' })

type Day = { readonly on?: string; readonly channel?: Channel; readonly sender?: string; readonly of?: string }

const lineOf = ({ channel = 'email', sender = 'Ben', of = 'Cy' }: Day) => ({
  contact: company.of(of),
  sender: company.of(sender),
  channel,
})
const asks = ({ on = '2026-03-01', ...line }: Day = {}) =>
  inTransaction(database, transaction =>
    askConsent(transaction, { ...lineOf(line), text, where: 'registration in the shop', at: at(on) }),
  )
const gives = ({ on = '2026-03-01', ...line }: Day = {}) =>
  inTransaction(database, transaction =>
    giveConsent(transaction, { ...lineOf(line), text, proof: 'card of March', by: 'user:1', at: at(on) }),
  )
const withdraws = ({ on = '2026-03-05', ...line }: Day = {}) =>
  inTransaction(database, transaction => withdrawConsent(transaction, { ...lineOf(line), how: 'called', at: at(on) }))
const may = (line: Day = {}) => mayWrite(database, lineOf(line))
const confirms = (token: string, on = '2026-03-02') =>
  inTransaction(database, transaction => confirmConsent(transaction, token, at(on)))
const tokens = async () =>
  (await database.selectFrom('ground.message').select(['facts', 'recipient']).orderBy('id').execute()).map(
    ({ facts }) => facts['token'] as string,
  )
const told = () => consentsOf(database, company.of('Cy'), at('2026-04-01'))

describe('by e-mail', () => {
  test('nothing is allowed before he confirms in his mailbox', async () => {
    expect((await asks()).is).toBe('asked')
    expect(await may()).toBe(false)
    const [token] = await tokens()
    expect(await confirms(token!)).toMatchObject({ is: 'given' })
    expect([await may(), await may({ sender: 'house' }), await may({ channel: 'phone' })]).toEqual([true, false, false])
    expect(await told()).toMatchObject([
      {
        state: 'given',
        isInForce: true,
        givenBy: 'double opt-in',
        askedAt: at('2026-03-01'),
        givenAt: at('2026-03-02'),
        where: 'registration in the shop',
        address: 'cy@web.example',
        text,
      },
    ])
  })

  test.each`
    on              | result
    ${'2026-03-14'} | ${{ is: 'given' }}
    ${'2026-03-15'} | ${{ is: 'refused', because: 'expired' }}
  `('a question of 1 March answered on $on: $result', async ({ on, result }) => {
    await asks()
    expect(await confirms((await tokens())[0]!, on)).toMatchObject(result)
  })

  test('is asked once a day, and the older message leads nowhere', async () => {
    await asks()
    expect(await asks()).toEqual({ is: 'refused', because: 'asked already' })
    expect((await asks({ on: '2026-03-03' })).is).toBe('asked')
    const [older, newer] = await tokens()
    expect(await confirms(older!, '2026-03-04')).toEqual({ is: 'refused', because: 'replaced' })
    expect((await confirms(newer!, '2026-03-04')).is).toBe('given')
    expect((await confirms(newer!, '2026-03-05')).is).toBe('given')
    expect(await asks({ on: '2026-03-09' })).toEqual({ is: 'refused', because: 'given already' })
    expect(await confirms('guessed')).toEqual({ is: 'refused', because: 'unknown' })
  })

  test('the link of the message takes it back as well', async () => {
    await asks()
    const [token] = await tokens()
    await confirms(token!)
    expect(await consentByToken(database, token!, at('2026-03-03'))).toMatchObject({ state: 'given', text })
    expect(
      await inTransaction(database, transaction => withdrawByToken(transaction, token!, at('2026-03-03'))),
    ).toEqual({ is: 'withdrawn' })
    expect([await may(), (await confirms(token!)).is]).toEqual([false, 'refused'])
  })

  test('a new mailbox has to be asked anew, another spelling of the old one not', async () => {
    await gives()
    await says('Cy', { email: 'CY+shop@web.example' })
    expect(await may()).toBe(true)
    await says('Cy', { email: 'cy@other.example' })
    expect([await may(), (await told())[0]!.isInForce]).toEqual([false, false])
    expect((await asks()).is).toBe('asked')
  })
})

describe('withdrawn', () => {
  test('it ends at once and stays as proof', async () => {
    await gives()
    expect(await withdraws()).toEqual({ is: 'withdrawn' })
    expect(await withdraws()).toEqual({ is: 'refused', because: 'none' })
    expect(await may()).toBe(false)
    expect(await told()).toMatchObject([{ state: 'withdrawn', endedAt: at('2026-03-05'), endedHow: 'called' }])
  })

  test('an open question cannot be answered any more', async () => {
    await asks()
    await withdraws()
    expect(await confirms((await tokens())[0]!)).toEqual({ is: 'refused', because: 'withdrawn' })
  })

  test('a withdrawal and a confirmation at once: it is withdrawn, in 20 rounds', async () => {
    for (let round = 0; round < 20; round += 1) {
      await asks({ on: `2026-0${3 + (round % 2)}-${10 + round}` })
      const token = (await tokens()).at(-1)!
      await Promise.all([confirms(token, `2026-0${3 + (round % 2)}-${10 + round}`), withdraws({ on: '2026-06-01' })])
      expect(await may()).toBe(false)
    }
  })
})

test('given by many at once, one stands', async () => {
  const results = await Promise.all(Array.from({ length: 10 }, () => gives()))
  expect(results.every(({ is }) => is === 'given')).toBe(true)
  expect((await told()).filter(({ state }) => state === 'given')).toHaveLength(1)
})

test('many that can be proven come at once, each once, and nobody without an address', async () => {
  await company.customer('Dora', 'Ben')
  const many = ['Cy', 'Dora'].map(of => ({
    ...lineOf({ of }),
    text,
    proof: 'list of 2025',
    by: 'import',
    at: at('2026-03-01'),
  }))
  expect(await giveConsents(database, [...many, ...many])).toBe(1)
  expect(await giveConsents(database, many)).toBe(0)
  expect([await may(), await may({ of: 'Dora' })]).toEqual([true, false])
})

test('a partner who left may not write any more, the company may', async () => {
  await gives()
  await gives({ sender: 'house' })
  await company.leaves('Ben', 'house', '2026-04-01')
  expect([await may(), await may({ sender: 'house' })]).toEqual([false, true])
})

test.each`
  line                   | because
  ${{ sender: 'Cy' }}    | ${'not a sender'}
  ${{ channel: 'post' }} | ${'no address'}
  ${{ of: 'house' }}     | ${'unknown contact'}
`('$line is refused: $because', async ({ line, because }) => {
  expect(await asks(line)).toEqual({ is: 'refused', because })
  expect(await gives(line)).toEqual({ is: 'refused', because })
})

test('a word in a form counts for every channel but e-mail', async () => {
  expect((await asks({ channel: 'phone' })).is).toBe('given')
  expect([await may({ channel: 'phone' }), (await tokens()).length]).toEqual([true, 0])
})

test('lists hold nobody who did not allow it, and nobody twice', async () => {
  await company.customer('Dora', 'Ben')
  await says('Dora', { email: 'dora@web.example' })
  await gives()
  await gives({ channel: 'phone' })
  await gives({ of: 'Dora', sender: 'house' })
  const list = async (sender: string) =>
    (await recipients(database, { sender: company.of(sender), channel: 'email', after: undefined, limit: 10 })).map(
      ({ contact, address }) => [contact.reference, address],
    )
  expect([await list('Ben'), await list('house')]).toEqual([[['Cy', 'cy@web.example']], [['Dora', 'dora@web.example']]])
  expect([...(await reachable(database, { sender: company.of('Ben') }))]).toEqual([company.of('Cy')])
})

test('who was merged is written to once, by the address of whom he is kept as, and takes back for both', async () => {
  await company.customer('Cyrus', 'Ben')
  await says('Cyrus', { email: 'cy@web.example' })
  await gives({ of: 'Cyrus' })
  const pair = { keep: company.of('Cy'), drop: company.of('Cyrus') }
  await inTransaction(database, transaction =>
    merge(transaction, { ...pair, by: 'user:1', reason: '', at: at('2026-03-02') }),
  )
  expect([await may(), await may({ of: 'Cyrus' })]).toEqual([true, false])
  expect([...(await reachable(database, { sender: company.of('Ben') }))]).toEqual([company.of('Cy')])
  await withdraws()
  expect(await may()).toBe(false)
})

test.each`
  times                                                    | state
  ${{ givenAt: null, expiresAt: 20, endedAt: null }}       | ${'asked'}
  ${{ givenAt: null, expiresAt: 10, endedAt: null }}       | ${'expired'}
  ${{ givenAt: 5, expiresAt: 10, endedAt: null }}          | ${'given'}
  ${{ givenAt: 5, endedAt: 6, endedBecause: 'withdrawn' }} | ${'withdrawn'}
  ${{ givenAt: 5, endedAt: 6, endedBecause: 'replaced' }}  | ${'replaced'}
`('at 10 a consent of $times is $state', ({ times, state }) =>
  expect(stateOf({ expiresAt: null, endedBecause: null, ...times }, 10 as never)).toBe(state),
)
