import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { contactsByNumber } from '#people/contact/store.ts'
import { printReading, readings } from '#volume/kinds'
import { cursorOf } from '#ground/http'
import { mustMatch, type Answer, type Operation } from '../../../test/api.ts'
import { openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { anna, office, openDoor } from '../../../test/door.ts'

const opened = await testDatabase()
const { database } = opened
const { api, document, complaints, keys, letIn, as, withKey, withSession } = await openDoor(opened)

let company: TestCompany

// One story for all; what changes something has people of its own.
beforeAll(async () => {
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.partner('Zoe')
  await company.customer('Cy', 'Anna')
  await company.customer('Fay', 'Zoe')
  await company.customer('Emil', 'Ben')
  await company.customer('Gil', 'Anna')
  await company.moves('Gil', 'Zoe', '2026-02-01')
  for (const name of ['Anna', 'Ben', 'Zoe', 'Cy', 'Fay', 'Emil', 'Gil']) await company.buys(name, 10, '2026-02-10')
  await company.books()
  await letIn(company.of('Anna'))
})

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

const order = (reference: string) => ({
  contact: { reference },
  paidAt: '2026-02-20T12:00:00Z',
  placedAt: '2026-02-20T12:00:00Z',
  lines: [{ article: 'A-1', description: 'Candle', quantity: 1, net: '12.50', vatPercent: '19.00', points: '12.500' }],
})

const told = ({ status, body }: Answer) => [status, body.type]

describe('the worked example of the README', () => {
  test('a shop registers a customer below Anna, places his paid order, and at once it is Anna’s own volume', async () => {
    const { get, post } = withKey('write')
    await company.partner('Gerd')
    const cem = {
      reference: 'K-1042',
      sponsor: { reference: 'Gerd' },
      givenName: 'Cem',
      country: 'DE',
      joinedAt: '2026-02-01T00:00:00Z',
    }
    expect((await post('/contacts', cem)).status).toBe(201)
    expect((await post('/orders', order('K-1042'))).status).toBe(201)
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Gerd')}`)
    expect(body).toMatchObject({
      reading: 'nearest/order',
      personal: { net: '0.00' },
      customers: { net: '12.50', points: '12.500' },
      own: { net: '12.50', points: '12.500' },
    })
  })
})

describe('who may ask', () => {
  test.each`
    headers                                        | why
    ${{}}                                          | ${'nobody'}
    ${{ authorization: 'Bearer stamm_no' }}        | ${'an unknown key'}
    ${{ 'x-api-key': 'stamm_no' }}                 | ${'an unknown key in the other header'}
    ${{ cookie: '__Host-stamm.session_token=no' }} | ${'a forged session'}
  `('$why is answered 401 and told how, whatever is asked', async ({ headers }) => {
    for (const path of ['/contacts', '/contacts/con_1', '/nothing']) {
      const answer = await as(headers).get(path)
      expect(told(answer)).toEqual([401, '/problems/not-signed-in'])
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect((await as(headers).post('/contacts', {})).status).toBe(401)
  })

  test('a key reads, and writes only when it may', async () => {
    expect((await withKey('read').get('/contacts')).status).toBe(200)
    expect((await as({ 'x-api-key': keys.read }).get('/contacts')).status).toBe(200)
    expect(told(await withKey('read').post('/orders', order('Cy')))).toEqual([403, '/problems/forbidden'])
    expect((await withKey('write').post('/orders', order('Zoe'))).status).toBe(201)
  })

  test('a session of the company reads and does not write', async () => {
    const { get, post } = await withSession(office)
    expect((await get('/contacts')).status).toBe(200)
    expect(told(await post('/orders', order('Cy')))).toEqual([403, '/problems/forbidden'])
  })
})

const pathsOf = (method: string) =>
  Object.entries(document.paths).flatMap(([path, methods]) => (method in methods ? [path] : []))

describe('a partner who is signed in', () => {
  test('never gets a foreign customer’s data, whatever he asks for', async () => {
    const { get } = await withSession(anna)
    const names = ['Anna', 'Ben', 'Zoe', 'Cy', 'Fay', 'Emil', 'Gil', 'house']
    const { body: orders } = await withKey('read').get('/orders?limit=200')
    const answers: Answer[] = []
    for (const template of pathsOf('get')) {
      const ids = template.startsWith('/orders/')
        ? orders.rows.map((row: { id: string }) => row.id)
        : await Promise.all(names.map(idOf))
      const paths = template.includes('{id}') ? ids.map((id: string) => template.replace('{id}', id)) : [template]
      for (const path of paths) answers.push(await get(path.replace('{period}', '2026-02')))
    }
    expect(answers.filter(answer => answer.status === 200).length).toBeGreaterThan(8)
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200, 403, 404]))
    expect(JSON.stringify(answers.map(answer => answer.body))).not.toMatch(/Fay|Emil|Gil|Zoe/u)
  })

  test.each(readings.map(printReading))('never gets a foreign customer’s entry under the reading %s', async reading => {
    const { get } = await withSession(anna)
    const told: Answer[] = []
    for (const name of ['Anna', 'Cy', 'Emil', 'Fay', 'Gil'])
      for (const path of ['', '/explanation', '/entries'])
        told.push(await get(`/volumes/2026-02/contacts/${await idOf(name)}${path}?reading=${reading}`))
    told.push(await get(`/volumes/2026-02?reading=${reading}`))
    // Anna brought Gil, who now stands below Zoe: by who recruited him his entries would be Anna's.
    const isHers = reading === 'nearest/order'
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set(isHers ? [200, 404] : [403]))
    expect(JSON.stringify(told.map(({ body }) => body))).not.toMatch(/Fay|Emil|Gil|Zoe/u)
  })

  test('changes nothing', async () => {
    const { post } = await withSession(anna)
    const statuses = new Set<number>()
    for (const path of pathsOf('post')) statuses.add((await post(path.replace('{id}', 'con_1'), {})).status)
    expect([...statuses]).toEqual([403])
  })
})

describe('a command', () => {
  test('told fifty times at once through one key happens once, down to the ledger', async () => {
    await company.customer('Nora', 'Anna')
    const { get, post } = withKey('write')
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('/orders', order('Nora'), 'fifty')))
    expect(new Set(answers.map(answer => `${answer.status} ${answer.body.id}`)).size).toBe(1)
    expect(answers.filter(answer => answer.headers.get('Idempotency-Replayed') === null)).toHaveLength(1)
    expect((await get(`/volumes/2026-02/contacts/${await idOf('Nora')}`)).body.personal.net).toBe('12.50')
  })

  test('needs its key, and takes one for one request', async () => {
    const { post } = withKey('write')
    expect(await post('/orders', order('Cy'), '')).toMatchObject({
      status: 400,
      body: { errors: [{ header: 'Idempotency-Key' }] },
    })
    await post('/orders', order('Zoe'), 'mine')
    expect(told(await post('/orders', order('Anna'), 'mine'))).toEqual([422, '/problems/key-used-for-another-request'])
    expect(told(await post(`/contacts/${await idOf('Cy')}/role`, { role: 'partner' }, 'mine'))[0]).toBe(422)
  })

  test('is dated back into a month that is read again', async () => {
    await company.customer('Otto', 'Anna')
    const { get, post } = withKey('write')
    const path = `/volumes/2026-02/contacts/${await idOf('Otto')}`
    expect((await get(path)).body.personal.net).toBe('0.00')
    const { id } = (await post('/orders', order('Otto'))).body
    expect((await get(path)).body.personal.net).toBe('12.50')
    await post(`/orders/${id}/returns`, { reason: 'no', at: '2026-02-21T00:00:00Z' })
    expect((await get(path)).body.personal.net).toBe('0.00')
  })
})

describe('what goes wrong is told as a problem', () => {
  test.each`
    method      | path                       | status | type                              | allow
    ${'GET'}    | ${'/nothing'}              | ${404} | ${'/problems/not-found'}          | ${null}
    ${'GET'}    | ${'/contacts/'}            | ${404} | ${'/problems/not-found'}          | ${null}
    ${'DELETE'} | ${'/contacts'}             | ${405} | ${'/problems/method-not-allowed'} | ${'GET, POST'}
    ${'PUT'}    | ${'/contacts/con_1'}       | ${405} | ${'/problems/method-not-allowed'} | ${'GET'}
    ${'GET'}    | ${'/orders/ord_1/payment'} | ${405} | ${'/problems/method-not-allowed'} | ${'POST'}
    ${'POST'}   | ${'/volumes/2026-02'}      | ${405} | ${'/problems/method-not-allowed'} | ${'GET'}
  `('$method $path: $status', async ({ method, path, status, type, allow }) => {
    const answer = await api.request(path, { method, headers: { 'x-api-key': keys.write } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ type, status, title: expect.any(String), detail: expect.any(String) })
  })

  const most = Number.MAX_SAFE_INTEGER

  test.each`
    path                                                  | parameter
    ${`/contacts?cursor=${cursorOf([most])}`}             | ${'cursor'}
    ${`/contacts?cursor=${cursorOf([-1])}`}               | ${'cursor'}
    ${`/orders?cursor=${cursorOf([most, 1])}`}            | ${'cursor'}
    ${`/orders?cursor=${cursorOf([-most, 1])}`}           | ${'cursor'}
    ${`/volumes/2026-02?cursor=${cursorOf([most])}`}      | ${'cursor'}
    ${`{cy}/entries?cursor=${cursorOf([most, 1])}`}       | ${'cursor'}
    ${`{cy}/explanation?lines=${cursorOf([most, most])}`} | ${'lines'}
    ${'/volumes/0000-01'}                                 | ${'period'}
    ${'/volumes/0202-01'}                                 | ${'period'}
  `('a number beyond all bounds is no error inside: $path names $parameter', async ({ path, parameter }) => {
    const { get } = withKey('read')
    const cy = `/volumes/2026-02/contacts/${await idOf('Cy')}`
    const told = await get(path.replace('{cy}', cy))
    expect([told.status, told.body.errors]).toMatchObject([400, [{ parameter }]])
  })

  test('a body of more than a megabyte is not read', async () => {
    const { post } = withKey('write')
    expect(told(await post('/orders', { ...order('Cy'), reference: 'x'.repeat(1024 * 1024) }))).toEqual([
      413,
      '/problems/body-too-large',
    ])
  })

  test('an error inside tells nothing of itself, and leaves its trace in the log', async () => {
    const { get } = as({ 'x-api-key': keys.read })
    await sql`alter table people.sponsorship rename to away`.execute(database)
    try {
      const answer = await get('/contacts')
      expect(answer.body).toMatchObject({ type: '/problems/internal-error', status: 500 })
      expect(JSON.stringify(answer.body)).not.toMatch(/sponsorship|at /u)
      expect(complaints.at(-1)).toMatch(/^GET \/contacts: .*sponsorship/u)
    } finally {
      await sql`alter table people.away rename to sponsorship`.execute(database)
    }
  })

  test('a ledger that cannot book is told in the log, not to who placed the order, and books later', async () => {
    await company.customer('Rita', 'Anna')
    const { get, post } = withKey('write')
    const before = complaints.length
    await sql`alter table volume.entry rename to away`.execute(database)
    try {
      for (let turn = 0; turn < 2; turn += 1) expect((await post('/orders', order('Rita'))).status).toBe(201)
      expect(complaints.slice(before)).toEqual([expect.stringMatching(/^POST \/orders: .*volume\.entry/u)])
    } finally {
      await sql`alter table volume.away rename to entry`.execute(database)
    }
    await company.books()
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Rita')}`)
    expect(body.personal.net).toBe('25.00')
  })

  test('no answer is kept by anybody on the way', async () => {
    for (const path of ['/contacts', '/nothing', '/openapi.json'])
      expect((await withKey('read').get(path)).headers.get('cache-control')).toBe('no-store')
  })
})

describe('the OpenAPI document', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  )

  // What is sent by POST and changes nothing.
  const questions = new Set(['POST /plans/checks'])

  test('is 3.1 and public', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document).toMatchObject({ info: { title: 'Stamm', version: '1' }, servers: [{ url: '/api' }] })
  })

  test('holds every route there is, and no other', () => {
    const routes = (api as unknown as { routes: { method: string; path: string }[] }).routes
      // What a provider of payments sends there is described by the provider.
      .filter(({ method, path }) => method !== 'ALL' && !['/openapi.json', '/payments/:provider'].includes(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/gu, '{$1}')}`)
    expect(operations.map(([name]) => name).toSorted()).toEqual([...new Set(routes)].toSorted())
    expect(operations.length).toBeGreaterThanOrEqual(19)
  })

  test.each(operations)('%s says what it does, who may ask it, and shows valid examples', (name, operation) => {
    expect(operation.summary).toBeTruthy()
    expect(operation.description).toBeTruthy()
    expect(operation.tags).toHaveLength(1)
    expect(document.tags!.map(({ name: tag }) => tag)).toContain(operation.tags![0])
    const isCommand = name.startsWith('POST') && !questions.has(name)
    expect(operation.security).toEqual(
      isCommand ? [{ bearer: [] }, { apiKey: [] }] : [{ bearer: [] }, { apiKey: [] }, { session: [] }],
    )
    expect(operation.parameters?.some(({ in: where }) => where === 'header') ?? false).toBe(isCommand)
    const parts = [operation.requestBody, operation.responses[200] ?? operation.responses[201]]
    for (const part of parts.filter(each => each !== undefined)) {
      const { schema, example } = part.content!['application/json']!
      expect(example).toBeDefined()
      mustMatch(document, schema, example)
    }
  })

  test('names every parameter of a path, and each operation differently', () => {
    for (const [name, { parameters = [] }] of operations)
      expect(parameters.filter(each => each.in === 'path').map(each => `{${each.name}}`)).toEqual(
        name.match(/\{\w+\}/gu) ?? [],
      )
    expect(new Set(operations.map(([, operation]) => operation.operationId)).size).toBe(operations.length)
  })

  test('refers only to what it holds', () => {
    const references = JSON.stringify(document).match(/#\/components\/\w+\/\w+/gu) ?? []
    for (const reference of new Set(references)) {
      const [, , kind, name] = reference.split('/')
      expect((document.components as unknown as Record<string, Record<string, unknown>>)[kind!]).toHaveProperty(name!)
    }
    const schemes = new Set(operations.flatMap(([, { security = [] }]) => security.flatMap(each => Object.keys(each))))
    expect(document.components).toMatchObject({
      securitySchemes: Object.fromEntries([...schemes].map(name => [name, {}])),
    })
  })

  test('an answer that is not what it says would be noticed', () => {
    const schema = document.components.schemas['ContactRef']!
    const ref = { id: 'con_1', reference: 'P-1', name: 'Anna', role: 'partner' }
    mustMatch(document, schema, ref)
    for (const wrong of [
      { ...ref, name: 1 },
      { ...ref, extra: 1 },
      { ...ref, role: 'boss' },
    ])
      expect(() => mustMatch(document, schema, wrong)).toThrow(/Invalid|Unrecognized/u)
  })
})

test('it answers where it is mounted', async () => {
  const { Hono } = await import('hono')
  const server = new Hono().route('/api', api)
  const send = (path: string, method = 'GET') => server.request(path, { method, headers: { 'x-api-key': keys.read } })
  expect((await send('/api/contacts')).status).toBe(200)
  expect((await send('/api/openapi.json')).status).toBe(200)
  expect([(await send('/api/contacts', 'DELETE')).status, (await send('/api/nothing')).status]).toEqual([405, 404])
})
