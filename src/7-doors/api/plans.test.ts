import { beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { closeBooks, holdBookings } from '#volume/ledger/store.ts'
import { openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { anna, office, openDoor } from '../../../test/door.ts'

const opened = await testDatabase()
const { database } = opened
const { document, complaints, letIn, as, withKey, withSession } = await openDoor(opened)

beforeAll(async () => {
  const company = await openCompany(database)
  await company.partner('Anna')
  await letIn(company.of('Anna'))
})

const planText = ({ from = '2026-02', rate = '5 %', more = '' } = {}) => `name: Klein # ein Wort
from: ${from}
volumes: {Umsatz: {sum: own}}
${more}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: ${rate}}]}]
`

test('a plan is checked, added, listed and read, as it was written and as data', async () => {
  const { get, post } = withKey('write')
  expect((await get('/plans')).body).toEqual({ rows: [], next: null })
  const text = planText({ more: 'payout at most: 4 %' })
  const checked = await withKey('read').post('/plans/checks', { text })
  expect(checked).toMatchObject({
    status: 200,
    body: { name: 'Klein', from: '2026-02', plan: { volumes: { Umsatz: { sum: 'own' } } }, warnings: [{ line: 5 }] },
  })
  expect(checked.body.words).toContainEqual({
    about: 'rule',
    name: 'Provision',
    de: 'Provision: Auf Umsatz ab 0: 5 %; die erreichte Stufe gilt für alles.',
    en: expect.stringMatching(/^Provision: .*5 %/u),
  })
  expect((await get('/plans')).body.rows).toEqual([])

  const added = await post('/plans', { text })
  expect([added.status, added.body]).toMatchObject([
    201,
    { name: 'Klein', from: '2026-02', until: null, addedBy: office.email, warnings: [{ line: 5 }] },
  ])
  const path = added.headers.get('location')!
  const read = await get(path)
  expect(read.body).toMatchObject({ version: added.body.version, text, plan: { 'payout at most': '4 %' } })
  expect(read.body.words).toEqual(checked.body.words)
  await post('/plans', { text: planText({ from: '2026-03' }) })
  const first = await get('/plans?limit=1')
  expect(first.body.rows).toMatchObject([{ from: '2026-03', until: null, isReplaced: false }])
  const second = await get(`/plans?limit=1&cursor=${first.body.next}`)
  expect(second.body).toMatchObject({ rows: [{ from: '2026-02', until: '2026-02', isReplaced: false }], next: null })
})

test('the example of the document is what is answered', async () => {
  const { requestBody, responses } = document.paths['/plans/checks']!['post']!
  const [asked, answered] = [requestBody, responses[200]].map(part => part!.content!['application/json']!.example)
  expect((await withKey('read').post('/plans/checks', asked)).body).toEqual(answered)
})

describe('who may', () => {
  test('an unknown key asks for nothing', async () => {
    const { get, post } = as({ 'x-api-key': 'stamm_no' })
    const told = [await get('/plans'), await post('/plans/checks', { text: 'x' }), await post('/plans', { text: 'x' })]
    expect(told.map(({ status }) => status)).toEqual([401, 401, 401])
  })

  test('a key that may read checks and reads, and adds none', async () => {
    const { get, post } = withKey('read')
    expect((await post('/plans/checks', { text: planText() }, '')).status).toBe(200)
    expect((await post('/plans', { text: planText() })).status).toBe(403)
    expect((await get('/plans')).status).toBe(200)
  })

  test('a partner neither reads nor checks the company’s plans', async () => {
    const { get, post } = await withSession(anna)
    const told = [await get('/plans'), await get('/plans/1'), await post('/plans/checks', { text: planText() })]
    expect(told.map(({ status }) => status)).toEqual([403, 403, 403])
  })
})

const versions = async (): Promise<number> => (await withKey('read').get('/plans')).body.rows.length

test('sent twice under one key it is added once, and with another text it is refused', async () => {
  const { post } = withKey('write')
  const before = await versions()
  const text = planText({ from: '2026-05' })
  const told = await Promise.all([post('/plans', { text }, 'p1'), post('/plans', { text }, 'p1')])
  expect(told.map(({ status }) => status)).toEqual([201, 201])
  expect(told[0].body).toEqual(told[1].body)
  expect((await post('/plans', { text: planText({ from: '2026-06' }) }, 'p1')).status).toBe(422)
  expect((await post('/plans', { text }, '')).body.errors).toMatchObject([{ header: 'Idempotency-Key' }])
  expect(await versions()).toBe(before + 1)
})

test.each`
  body                              | pointer     | why
  ${{}}                             | ${'#/text'} | ${'without a text'}
  ${{ text: '' }}                   | ${'#/text'} | ${'with an empty one'}
  ${{ text: 'x', from: '2026-02' }} | ${'#/from'} | ${'with a field that nobody knows'}
  ${{ text: { name: 'K' } }}        | ${'#/text'} | ${'with data instead of text'}
`('a plan $why is refused, naming the field', async ({ body, pointer }) => {
  for (const path of ['/plans/checks', '/plans'])
    expect(await withKey('write').post(path, body)).toMatchObject({
      status: 400,
      body: { type: '/problems/validation', errors: [{ pointer }] },
    })
})

const nested = `a: ${'['.repeat(200)}${']'.repeat(200)}`

test.each`
  why                          | text                                                    | line | column | path
  ${'no YAML'}                 | ${'name: ['}                                            | ${1} | ${8}   | ${''}
  ${'a list'}                  | ${'- a'}                                                | ${1} | ${1}   | ${''}
  ${'YAML beyond all depth'}   | ${nested}                                               | ${1} | ${63}  | ${''}
  ${'an alias of nothing'}     | ${planText({ rate: '*high' })}                          | ${5} | ${102} | ${''}
  ${'an alias of itself'}      | ${planText({ more: 'active: &a {all of: [*a]}' })}      | ${4} | ${22}  | ${''}
  ${'a rate that is none'}     | ${planText({ rate: '0.05' })}                           | ${5} | ${102} | ${'bonuses › 1 › brackets › 1 › rate'}
  ${'pay by the head'}         | ${planText().replace('own volume', 'recruiting bonus')} | ${5} | ${35}  | ${'bonuses › 1 › kind'}
  ${'a month that is none'}    | ${planText({ from: '2026-13' })}                        | ${2} | ${7}   | ${'from'}
  ${'more than a plan may be'} | ${'#'.repeat(200_001)}                                  | ${1} | ${1}   | ${''}
`('$why is refused with its place, checked or added', async ({ text, line, column, path }) => {
  const before = await versions()
  for (const asked of ['/plans/checks', '/plans']) {
    const { status, body } = await withKey('write').post(asked, { text })
    expect([status, body.type, body.errors[0]]).toMatchObject([
      400,
      '/problems/plan-refused',
      { pointer: '#/text', line, column, path, expected: { de: expect.any(String), en: expect.any(String) } },
    ])
  }
  expect(await versions()).toBe(before)
  expect(complaints).toEqual([])
})

test('what nobody added is not found', async () => {
  for (const path of ['/plans/999999', '/plans/0', '/plans/x', '/plans/checks'])
    expect((await withKey('read').get(path)).status).toBe(404)
})

test('none begins in a closed month, and such a plan may still be checked', async () => {
  await inTransaction(database, async transaction => {
    await holdBookings(transaction)
    await closeBooks(transaction, '2026-02' as Period)
  })
  const before = await versions()
  const { post } = withKey('write')
  expect((await post('/plans/checks', { text: planText() })).status).toBe(200)
  expect(await post('/plans', { text: planText() })).toMatchObject({
    status: 409,
    body: { type: '/problems/closed-month', detail: expect.stringContaining('2026-03') },
  })
  expect(await versions()).toBe(before)
  expect((await post('/plans', { text: planText({ from: '2026-03' }) })).status).toBe(201)
})
