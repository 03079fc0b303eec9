import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import type { Instant } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { orderRoutes } from './routes.ts'

const { database } = await testDatabase()
let company: TestCompany
let today: Instant

const routes = orderRoutes({ database, now: () => today })
const document = documentOf(routes)
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get, post } = asking(openedTo(office, [routes]), document)

const asPartner = (name: string) =>
  asking(openedTo({ id: 'user:1', role: 'partner', contact: company.of(name), mayWrite: false }, [routes]), document)

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

const line = { article: 'A-1', description: 'Candle', quantity: 3, net: '10.00', vatPercent: '19.00', points: '10.000' }
const candles = { contact: { reference: 'Cy' }, lines: [line] }

beforeEach(async () => {
  await forget(database)
  today = at('2026-03-01')
  company = await openCompany(database)
  await company.partner('Anna')
  await company.prospect('Cy', 'Anna')
})

describe('placing an order', () => {
  test('keeps it with its lines and answers 201 with where it can be read', async () => {
    const { status, headers, body } = await post('/orders', { ...candles, reference: '536365' })
    expect([status, headers.get('location')]).toEqual([201, `/orders/${body.id}`])
    expect(body).toMatchObject({
      reference: '536365',
      state: 'placed',
      contact: { name: 'Cy' },
      turnoverWhen: 'paid',
      placedAt: '2026-02-28T23:00:00.000Z',
      net: '10.00',
      points: '10.000',
      lines: [{ ...line, position: 1, returned: 0 }],
      returns: [],
    })
    expect((await get(`/orders/${body.id}`)).body).toEqual(body)
  })

  test('an order that comes paid and shipped makes a prospect a customer', async () => {
    const times = {
      placedAt: '2026-02-01T10:00:00Z',
      paidAt: '2026-02-02T10:00:00Z',
      shippedAt: '2026-02-03T10:00:00Z',
    }
    expect((await post('/orders', { ...candles, ...times })).body).toMatchObject({
      state: 'shipped',
      paidAt: '2026-02-02T10:00:00.000Z',
      contact: { role: 'customer' },
    })
  })

  test.each`
    change                                                                  | pointer
    ${{ contact: { reference: 'nobody' } }}                                 | ${'#/contact'}
    ${{ contact: 'Cy' }}                                                    | ${'#/contact'}
    ${{ lines: [] }}                                                        | ${'#/lines'}
    ${{ lines: [{ ...line, quantity: 0 }] }}                                | ${'#/lines/0/quantity'}
    ${{ lines: [{ ...line, quantity: 1.5 }] }}                              | ${'#/lines/0/quantity'}
    ${{ lines: [line, { ...line, net: 10 }] }}                              | ${'#/lines/1/net'}
    ${{ lines: [{ ...line, net: '-1.00' }] }}                               | ${'#/lines/0/net'}
    ${{ lines: [{ ...line, net: '1234567890.00' }] }}                       | ${'#/lines/0/net'}
    ${{ lines: [{ ...line, points: '1.0001' }] }}                           | ${'#/lines/0/points'}
    ${{ lines: [{ ...line, vatPercent: '100.01' }] }}                       | ${'#/lines/0/vatPercent'}
    ${{ lines: [{ ...line, vatPercent: 19 }] }}                             | ${'#/lines/0/vatPercent'}
    ${{ placedAt: '2026-03-01T00:00:00Z' }}                                 | ${'#/placedAt'}
    ${{ placedAt: '2026-02-10T00:00:00Z', paidAt: '2026-02-09T00:00:00Z' }} | ${'#/paidAt'}
  `('with $change names $pointer', async ({ change, pointer }) => {
    const { status, body } = await post('/orders', { ...candles, ...change })
    expect([status, body.errors]).toMatchObject([400, [{ pointer }]])
  })

  test('the greatest order there can be is told to the cent', async () => {
    const great = { ...line, quantity: 1_000_000, net: '999999999.99', points: '999999999.999' }
    const { body } = await post('/orders', { ...candles, lines: Array.from({ length: 1000 }, () => great) })
    expect([body.net, body.points]).toEqual(['999999999990.00', '999999999999.000'])
  })

  test('told fifty times at once, it is placed once', async () => {
    const told = await Promise.all(Array.from({ length: 50 }, () => post('/orders', candles, 'once')))
    expect(new Set(told.map(each => each.body.id)).size).toBe(1)
    expect((await get('/orders')).body.rows).toHaveLength(1)
  })

  test('a reference is given once', async () => {
    await post('/orders', { ...candles, reference: '536365' })
    const { status, body } = await post('/orders', { ...candles, reference: '536365' })
    expect([status, body.type]).toEqual([409, '/problems/reference-taken'])
    expect((await get('/orders')).body.rows).toHaveLength(1)
  })
})

const placed = async () => (await post('/orders', { ...candles, placedAt: '2026-02-10T10:00:00Z' })).body.id as string

describe('the way of an order', () => {
  test('is told step by step', async () => {
    const id = await placed()
    const wrong = await post(`/orders/${id}/payment`, { iban: 'DE00 1' })
    expect([wrong.status, wrong.body.errors]).toMatchObject([400, [{ pointer: '#/iban' }]])
    const paid = { at: '2026-02-11T10:00:00Z', iban: 'DE02 1203 0000 0000 2020 51' }
    expect((await post(`/orders/${id}/payment`, paid)).body).toMatchObject({ state: 'paid' })
    expect((await post(`/orders/${id}/shipment`, {})).body).toMatchObject({
      state: 'shipped',
      paidAt: '2026-02-11T10:00:00.000Z',
      shippedAt: '2026-02-28T23:00:00.000Z',
    })
  })

  test.each`
    first                              | path          | body                                                       | type
    ${[['payment', {}]]}               | ${'payment'}  | ${{}}                                                      | ${'/problems/already-done'}
    ${[]}                              | ${'payment'}  | ${{ at: '2026-02-09T10:00:00Z' }}                          | ${'/problems/before-it-was-placed'}
    ${[['returns', { reason: 'no' }]]} | ${'shipment'} | ${{}}                                                      | ${'/problems/wholly-taken-back'}
    ${[['returns', { reason: 'no' }]]} | ${'returns'}  | ${{ reason: 'no' }}                                        | ${'/problems/nothing-left-to-take-back'}
    ${[]}                              | ${'returns'}  | ${{ reason: 'no', lines: [{ position: 1, quantity: 4 }] }} | ${'/problems/more-than-the-line-has-left'}
  `('after $first, $path $body is refused with $type', async ({ first, path, body, type }) => {
    const id = await placed()
    for (const [step, content] of first) expect((await post(`/orders/${id}/${step}`, content)).status).toBe(200)
    const told = await post(`/orders/${id}/${path}`, body)
    expect([told.status, told.body.type]).toEqual([409, type])
  })

  test.each(['payment', 'shipment', 'returns'])('%s of an order that is not there is not found', async step => {
    const body = step === 'returns' ? { reason: 'no' } : {}
    for (const id of ['ord_01hzx3v2k8e9rtb5m6n7p8q9rs', 'con_01hzx3v2k8e9rtb5m6n7p8q9rs', '17'])
      expect((await post(`/orders/${id}/${step}`, body)).status).toBe(404)
  })
})

const takeBack = (id: string, body: object) => post(`/orders/${id}/returns`, body)

describe('what comes back', () => {
  test('comes piece by piece without losing a cent: a cancellation before shipping, a return after', async () => {
    const { id } = (await post('/orders', { ...candles, paidAt: '2026-02-28T23:00:00Z' })).body
    const told = { reason: 'too many', reasonClass: 'goodwill', reference: 'C1' }
    const first = await takeBack(id, { ...told, lines: [{ position: 1, quantity: 1 }] })
    expect(first.body).toMatchObject({
      state: 'paid',
      lines: [{ returned: 1 }],
      returns: [{ kind: 'cancellation', ...told, net: '3.33', lines: [{ position: 1, quantity: 1, net: '3.33' }] }],
    })
    await post(`/orders/${id}/shipment`, {})
    const { body } = await takeBack(id, { reason: 'did not fit' })
    expect(body.state).toBe('returned')
    expect(body.returns).toMatchObject([
      { kind: 'cancellation' },
      { kind: 'return', reason: 'did not fit', reasonClass: null, net: '6.67' },
    ])
  })

  test('all of an order that was not shipped is cancelled', async () => {
    const { id } = (await post('/orders', candles)).body
    expect((await takeBack(id, { reason: 'changed his mind' })).body).toMatchObject({ state: 'cancelled' })
  })

  test('twice the same last piece at once comes back once', async () => {
    const { id } = (await post('/orders', { ...candles, lines: [{ ...line, quantity: 1 }] })).body
    const told = await Promise.all([takeBack(id, { reason: 'no' }), takeBack(id, { reason: 'no' })])
    expect(told.map(each => each.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test.each`
    body                                                       | pointer
    ${{}}                                                      | ${'#/reason'}
    ${{ reason: 'no', lines: [{ position: 2, quantity: 1 }] }} | ${'#/lines/0/position'}
    ${{ reason: 'no', lines: [{ position: 1, quantity: 0 }] }} | ${'#/lines/0/quantity'}
    ${{ reason: 'no', lines: [] }}                             | ${'#/lines'}
  `('with $body names $pointer', async ({ body, pointer }) => {
    const { id } = (await post('/orders', candles)).body
    const told = await takeBack(id, body)
    expect([told.status, told.body.errors]).toMatchObject([400, [{ pointer }]])
  })
})

describe('the list of orders', () => {
  beforeEach(async () => {
    for (const day of ['01', '02', '02', '03']) await company.buys('Cy', 10, `2026-02-${day}`)
    await company.buys('Anna', 20, '2026-02-04')
  })

  test('is the newest first, and walked by its cursors meets each exactly once', async () => {
    const met: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await get(`/orders?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      met.push(...body.rows.map((row: { id: string }) => row.id))
      cursor = body.next
    }
    const all = (await get('/orders?limit=200')).body.rows
    expect(met).toEqual(all.map((row: { id: string }) => row.id))
    expect(met).toHaveLength(5)
    expect(all[0].contact.name).toBe('Anna')
  })

  test('of one contact holds his alone', async () => {
    const { body } = await get(`/orders?contact=${await idOf('Cy')}`)
    expect(body.rows.map((row: { contact: { name: string } }) => row.contact.name)).toEqual(['Cy', 'Cy', 'Cy', 'Cy'])
    expect((await get('/orders?contact=con_nobody')).status).toBe(404)
  })

  test('finds an order by its reference', async () => {
    await post('/orders', { ...candles, reference: '536365' })
    expect((await get('/orders?reference=536365')).body.rows).toMatchObject([{ reference: '536365' }])
    expect((await get('/orders?reference=nothing')).body.rows).toEqual([])
  })

  test('of a partner holds his own alone, whatever he asks for', async () => {
    const { get } = asPartner('Anna')
    expect((await get('/orders')).body.rows).toMatchObject([{ contact: { name: 'Anna' } }])
    expect((await get(`/orders?contact=${await idOf('Anna')}`)).body.rows).toHaveLength(1)
    expect((await get(`/orders?contact=${await idOf('Cy')}`)).status).toBe(404)
    await post('/orders', { ...candles, reference: '536365' })
    expect((await get('/orders?reference=536365')).body.rows).toEqual([])
  })

  test('an order of somebody else is not there for a partner', async () => {
    const [own, ...others] = (await get('/orders')).body.rows
    expect((await asPartner('Anna').get(`/orders/${own.id}`)).status).toBe(200)
    for (const { id } of others) expect((await asPartner('Anna').get(`/orders/${id}`)).status).toBe(404)
  })
})
