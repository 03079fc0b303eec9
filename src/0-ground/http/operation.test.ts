import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import type { Instant } from '#ground/period'
import { testDatabase } from '../../../test/database.ts'
import { answered, conflict, refused, type Actor } from './index.ts'
import { routesOn } from './operation.ts'
import { money, moneyGiven, paging, pastGiven, periodGiven, text, z } from './schema.ts'

const { database } = await testDatabase()
await sql`create table gift (thing text not null, price bigint not null)`.execute(database)

const company: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const reader: Actor = { id: 'key:2', role: 'company', mayWrite: false }
const partner: Actor = { id: 'user:3', role: 'partner', contact: 7 as ContactNumber, mayWrite: false }

const now = Date.parse('2026-01-01T00:00:00Z') as Instant

const giftShop = (actor: Actor) => {
  const { app, read, command } = routesOn(database)
  const gift = z.object({ thing: text('What it is.', 'Rose'), price: money('What it costs.') }).openapi('Gift')
  const example = { thing: 'Rose', price: '2.50' }
  app.use(async (context, next) => {
    context.set('actor', actor)
    await next()
  })
  command({
    name: 'wrapGift',
    path: '/gifts',
    tag: 'gifts',
    summary: 'Wrap a gift',
    description: 'Wraps one gift.',
    body: z.strictObject({
      thing: text('What it is.', 'Rose'),
      price: moneyGiven('What it costs.'),
      at: pastGiven('When.', () => now).optional(),
      tags: z.array(z.strictObject({ 'a/b': z.string() })).optional(),
    }),
    reply: gift,
    examples: { body: { thing: 'Rose', price: '2.50' }, reply: example },
    nameOf: ({ thing }) => thing,
    run: async ({ body, database: transaction }) => {
      await sql`insert into gift values (${body.thing}, ${body.price})`.execute(transaction)
      if (body.thing === 'Horse') return refused(conflict('too large', 'A horse cannot be wrapped.'))
      if (body.thing === 'Bomb') throw new Error('boom')
      return answered({ thing: body.thing, price: decimalOfCents(body.price) })
    },
  })
  read({
    name: 'listGifts',
    path: '/months/{period}/gifts',
    tag: 'gifts',
    summary: 'List',
    description: 'Lists them.',
    params: z.object({ period: periodGiven }),
    query: z.strictObject(paging(['number'])),
    reply: z.object({ gifts: z.int(), limit: z.int(), after: z.int().nullable() }),
    example: { gifts: 1, limit: 50, after: null },
    run: async ({ query, database: where }) => {
      const { rows } = await sql`select from gift`.execute(where)
      return answered({ gifts: rows.length, limit: query.limit, after: query.cursor?.[0] ?? null })
    },
  })
  app.onError((_error, context) => context.body(null, 500))
  return app
}

const shop = giftShop(company)

const wrap = (body: unknown, headers: Record<string, string> = {}) =>
  shop.request('/gifts', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
  })

const count = async () => ((await (await shop.request('/months/2026-01/gifts')).json()) as { gifts: number }).gifts

describe('a command', () => {
  test('the worked example of the README: a rose is wrapped once, however often it is told', async () => {
    const before = await count()
    const told = [
      await wrap({ thing: 'Rose', price: '2.50' }, { 'Idempotency-Key': 'r1' }),
      await wrap({ thing: 'Rose', price: '2.50' }, { 'Idempotency-Key': 'r1' }),
    ]
    expect(told.map(each => [each.status, each.headers.get('Idempotency-Replayed')])).toEqual([
      [201, null],
      [201, 'true'],
    ])
    expect(await Promise.all(told.map(each => each.text()))).toEqual(Array(2).fill('{"thing":"Rose","price":"2.50"}'))
    expect(told.map(each => each.headers.get('location'))).toEqual(['/gifts/Rose', '/gifts/Rose'])
    expect(await count()).toBe(before + 1)
  })

  test('without a key is refused, naming the header', async () => {
    const answer = await wrap({ thing: 'Rose', price: '1' }, { 'Idempotency-Key': '' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ type: '/problems/validation', errors: [{ header: 'Idempotency-Key' }] })
  })

  test('with a key that came with another request is refused with 422', async () => {
    await wrap({ thing: 'Rose', price: '1' }, { 'Idempotency-Key': 'r2' })
    const answer = await wrap({ thing: 'Rose', price: '2' }, { 'Idempotency-Key': 'r2' })
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { type: '/problems/key-used-for-another-request' },
    ])
  })

  test('that the rules refuse leaves nothing, and is refused again when told again', async () => {
    const before = await count()
    for (const replayed of [null, 'true']) {
      const answer = await wrap({ thing: 'Horse', price: '1' }, { 'Idempotency-Key': 'h1' })
      expect([answer.status, answer.headers.get('Idempotency-Replayed')]).toEqual([409, replayed])
      expect(await answer.json()).toMatchObject({ type: '/problems/too-large', detail: 'A horse cannot be wrapped.' })
    }
    expect(await count()).toBe(before)
  })

  test('that fails inside leaves nothing and no stored answer', async () => {
    const before = await count()
    expect((await wrap({ thing: 'Bomb', price: '1' }, { 'Idempotency-Key': 'b1' })).status).toBe(500)
    expect((await wrap({ thing: 'Rose', price: '1' }, { 'Idempotency-Key': 'b1' })).status).toBe(201)
    expect(await count()).toBe(before + 1)
  })

  test('that is not well formed can be corrected under the same key', async () => {
    expect((await wrap({ thing: 'Rose' }, { 'Idempotency-Key': 'c1' })).status).toBe(400)
    expect((await wrap({ thing: 'Rose', price: '3' }, { 'Idempotency-Key': 'c1' })).status).toBe(201)
  })

  test.each`
    actor      | who
    ${reader}  | ${'a key that may only read'}
    ${partner} | ${'a partner'}
  `('is refused to $who', async ({ actor }: { actor: Actor }) => {
    const answer = await giftShop(actor).request('/gifts', { method: 'POST', body: '{}' })
    expect([answer.status, await answer.json()]).toMatchObject([403, { type: '/problems/forbidden' }])
  })
})

describe('what is wrong with a body is told field by field', () => {
  test.each`
    body                                                         | pointer            | detail
    ${{ price: '1' }}                                            | ${'#/thing'}       | ${/^this field is missing$/u}
    ${{ thing: '  ', price: '1' }}                               | ${'#/thing'}       | ${/Too small/u}
    ${{ thing: 'Rose', price: 2.5 }}                             | ${'#/price'}       | ${/expected string/u}
    ${{ thing: 'Rose', price: '2,50' }}                          | ${'#/price'}       | ${/and 2 decimals/u}
    ${{ thing: 'Rose', price: '2.505' }}                         | ${'#/price'}       | ${/and 2 decimals/u}
    ${{ thing: 'Rose', price: '-2.50' }}                         | ${'#/price'}       | ${/and 2 decimals/u}
    ${{ thing: 'Rose', price: '99999999999999999' }}             | ${'#/price'}       | ${/and 2 decimals/u}
    ${{ thing: 'Rose', price: '1', prize: '1' }}                 | ${'#/prize'}       | ${/^this field is unknown$/u}
    ${{ thing: 'Rose', price: '1', at: '2026-01-01T00:00:01Z' }} | ${'#/at'}          | ${/not in the future/u}
    ${{ thing: 'Rose', price: '1', at: '2025-12-31T00:00' }}     | ${'#/at'}          | ${/with its offset/u}
    ${{ thing: 'Rose', price: '1', tags: [{ 'a/b': 1 }] }}       | ${'#/tags/0/a~1b'} | ${/expected string/u}
    ${'{"thing":'}                                               | ${'#'}             | ${/cannot be read as JSON/u}
    ${'{"thing":"Ro\\u0000se","price":"1"}'}                     | ${'#'}             | ${/NUL/u}
    ${'{"thing":"Ro\\ud800se","price":"1"}'}                     | ${'#'}             | ${/half a character/u}
    ${''}                                                        | ${'#'}             | ${/missing/u}
  `('$body at $pointer', async ({ body, pointer, detail }) => {
    const answer = await wrap(body)
    expect(answer.status).toBe(400)
    const { errors } = (await answer.json()) as { errors: unknown[] }
    expect(errors).toEqual([{ pointer, detail: expect.stringMatching(detail) }])
  })

  test('all faults of a request at once', async () => {
    const { errors } = (await (await wrap({ prize: '1' })).json()) as { errors: { pointer: string }[] }
    expect(errors.map(each => each.pointer).sort()).toEqual(['#/price', '#/prize', '#/thing'])
  })

  test('a body that is no JSON by its own account is not read', async () => {
    const answer = await wrap({ thing: 'Rose', price: '1' }, { 'content-type': 'text/plain' })
    expect([answer.status, await answer.json()]).toMatchObject([415, { type: '/problems/unsupported-media-type' }])
  })
})

describe('what is asked in path and query is checked too', () => {
  test.each`
    path                                  | parameter
    ${'/months/2026-13/gifts'}            | ${'period'}
    ${'/months/2026-01/gifts?limit=0'}    | ${'limit'}
    ${'/months/2026-01/gifts?limit=201'}  | ${'limit'}
    ${'/months/2026-01/gifts?limit=ten'}  | ${'limit'}
    ${'/months/2026-01/gifts?cursor=abc'} | ${'cursor'}
    ${'/months/2026-01/gifts?page=2'}     | ${'page'}
    ${'/months/2026-01/gifts?cursor=%00'} | ${'cursor'}
  `('$path', async ({ path, parameter }) => {
    const answer = await shop.request(path)
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ parameter }] }])
  })

  test('a list that does not say how much gives fifty rows', async () => {
    expect(await (await shop.request('/months/2026-01/gifts')).json()).toMatchObject({ limit: 50, after: null })
  })

  test('a list is refused to a partner as long as nobody said what he may see of it', async () => {
    expect((await giftShop(partner).request('/months/2026-01/gifts')).status).toBe(403)
  })
})

test('every route describes itself', () => {
  const document = shop.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Gifts', version: '1' } })
  const wrapGift = document.paths!['/gifts']!.post!
  expect(wrapGift).toMatchObject({
    operationId: 'wrapGift',
    parameters: [{ in: 'header', name: 'Idempotency-Key', required: true }],
    requestBody: { content: { 'application/json': { example: { thing: 'Rose', price: '2.50' } } } },
  })
  expect(Object.keys(wrapGift.responses!)).toEqual(['201', '400', '401', '403', '404', '409', '413', '415', '422'])
  expect(document.paths!['/months/{period}/gifts']!.get!.parameters).toMatchObject([
    { in: 'path', name: 'period', required: true },
    { in: 'query', name: 'limit', required: false, schema: { type: 'integer', default: 50 } },
    { in: 'query', name: 'cursor', required: false },
  ])
  expect(document.components!.schemas).toMatchObject({
    Gift: { properties: { price: { type: 'string', pattern: expect.any(String) } } },
    Problem: { required: ['type', 'title', 'status', 'detail'] },
  })
})
