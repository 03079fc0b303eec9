import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#ground/http'
import { contactsByNumber } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { berlin, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { volumeRoutes } from './routes.ts'

const { database } = await testDatabase()
let company: TestCompany

const routes = volumeRoutes({ database, zone: berlin })
const document = documentOf(routes)
const office: Actor = { id: 'key:1', role: 'company', mayWrite: true }
const { get } = asking(openedTo(office, [routes]), document)

const asPartner = (name: string) =>
  asking(openedTo({ id: 'user:1', role: 'partner', contact: company.of(name), mayWrite: false }, [routes]), document)

const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

type Row = { contact: { name: string } }
const namesOf = (rows: readonly Row[]) => rows.map(row => row.contact.name)

/** Amounts in whole euros, by kind. */
const euros = (volumes: Record<string, { net: string } | null>) =>
  Object.fromEntries(
    ['personal', 'customers', 'own', 'team', 'firstLine'].map(kind => [
      kind,
      volumes[kind] === null ? null : Number(volumes[kind]!.net),
    ]),
  )

// One story for all: what is told below only asks.
beforeAll(async () => {
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.partner('Zoe')
  await company.customer('Cy', 'Anna')
  await company.customer('Dora', 'Cy')
  await company.customer('Emil', 'Ben')
  await company.customer('Fay', 'Zoe')
  await company.customer('Idle', 'Zoe')
  for (const [name, net] of Object.entries({ Anna: 100, Ben: 200, Cy: 10, Dora: 5, Emil: 30, Fay: 70 }))
    await company.buys(name, net, '2026-02-10')
  await company.buys('Cy', 1, '2026-03-10')
  for (const day of ['10', '11', '12', '12']) await company.buys('Cy', 3, `2026-05-${day}`)
  await company.buys('Emil', 30, '2026-06-10')
  await company.moves('Emil', 'Anna', '2026-06-20')
  await company.buys('Emil', 40, '2026-06-21')
  await company.books()
})

test('the months with turnover are told with the company’s reading', async () => {
  expect((await get('/volumes')).body).toEqual({
    periods: ['2026-02', '2026-03', '2026-05', '2026-06'],
    reading: 'nearest/order',
  })
})

describe('the volumes of a contact', () => {
  test.each`
    name       | volumes                                                                      | why
    ${'Anna'}  | ${{ personal: 100, customers: 15, own: 115, team: 345, firstLine: 230 }}     | ${'his own, both customers, and Ben below'}
    ${'Ben'}   | ${{ personal: 200, customers: 30, own: 230, team: 230, firstLine: 0 }}       | ${'nobody below'}
    ${'Cy'}    | ${{ personal: 10, customers: null, own: null, team: null, firstLine: null }} | ${'a customer has only personal volume'}
    ${'house'} | ${{ personal: 0, customers: 0, own: 0, team: 415, firstLine: 185 }}          | ${'the house stands above all'}
  `('$name: $why', async ({ name, volumes }) => {
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf(name)}`)
    expect(body).toMatchObject({ period: '2026-02', reading: 'nearest/order', contact: { name } })
    expect(euros(body)).toEqual(volumes)
  })

  test('are told in money and points', async () => {
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Anna')}`)
    expect(body.own).toEqual({ net: '115.00', points: '115.000' })
  })

  test.each`
    reading                 | own
    ${'nearest/order'}      | ${115}
    ${'direct/order'}       | ${110}
    ${'recruited/order'}    | ${110}
    ${'nearest/period-end'} | ${115}
    ${'direct/period-end'}  | ${110}
  `('under the reading $reading, which they name, own is $own', async ({ reading, own }) => {
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Anna')}?reading=${reading}`)
    expect([body.reading, Number(body.own.net)]).toEqual([reading, own])
  })

  test.each`
    path                               | status | parameter
    ${'/volumes/2026-13'}              | ${400} | ${'period'}
    ${'/volumes/2026-02?reading=mine'} | ${400} | ${'reading'}
    ${'/volumes/2026-02?of=nobody'}    | ${400} | ${'of'}
  `('are refused at $path, naming $parameter', async ({ path, status, parameter }) => {
    const told = await get(path)
    expect([told.status, told.body.errors]).toMatchObject([status, [{ parameter }]])
  })

  test.each(['', '/explanation', '/entries'])('of nobody are not found%s', async path => {
    for (const id of ['con_01hzx3v2k8e9rtb5m6n7p8q9rs', 'nobody'])
      expect((await get(`/volumes/2026-02/contacts/${id}${path}`)).status).toBe(404)
  })
})

describe('the list of volumes', () => {
  test('holds everybody with turnover or as a partner, and adds up', async () => {
    const { body } = await get('/volumes/2026-02')
    expect(namesOf(body.rows)).toEqual(['house', 'Anna', 'Ben', 'Zoe', 'Cy', 'Dora', 'Emil', 'Fay'])
    const total = (kind: string) =>
      body.rows.reduce(
        (sum: number, row: Record<string, { net: string } | null>) => sum + Number(row[kind]?.net ?? 0),
        0,
      )
    expect([total('personal'), total('own'), euros(body.rows[0]).team]).toEqual([415, 415, 415])
  })

  test('of partners holds them alone', async () => {
    expect(namesOf((await get('/volumes/2026-02?of=partners')).body.rows)).toEqual(['house', 'Anna', 'Ben', 'Zoe'])
  })

  test('walked by its cursors meets each exactly once', async () => {
    const met: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await get(`/volumes/2026-02?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      met.push(...namesOf(body.rows))
      cursor = body.next
    }
    expect(met).toEqual(['house', 'Anna', 'Ben', 'Zoe', 'Cy', 'Dora', 'Emil', 'Fay'])
  })

  test('of a month without turnover holds the partners', async () => {
    expect(namesOf((await get('/volumes/2026-01')).body.rows)).toEqual(['house', 'Anna', 'Ben', 'Zoe'])
  })
})

describe('an explanation', () => {
  test('opens own volume into what he and each customer generated, and says why each is his', async () => {
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Anna')}/explanation`)
    expect(body.personalAsPartner).toEqual({ net: '100.00', points: '100.000' })
    expect(body.customers).toMatchObject({
      rows: [
        { contact: { name: 'Cy' }, turnover: { net: '10.00' }, entries: 1, chain: [{ sponsor: { name: 'Anna' } }] },
        {
          contact: { name: 'Dora' },
          turnover: { net: '5.00' },
          chain: [
            { contact: { name: 'Dora' }, sponsor: { name: 'Cy' }, by: 'company', text: 'told so' },
            { contact: { name: 'Cy' }, sponsor: { name: 'Anna' } },
          ],
        },
      ],
      next: null,
    })
    expect(body.lines.rows).toMatchObject([{ contact: { name: 'Ben' }, turnover: { net: '230.00' } }])
    expect(euros(body.volumes).team).toBe(345)
  })

  test('of a customer says to whom his turnover belongs', async () => {
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Dora')}/explanation`)
    expect(body).toMatchObject({
      personalAsPartner: null,
      belongsTo: [{ owner: { name: 'Anna' }, turnover: { net: '5.00' }, changedSince: false }],
      customers: { rows: [] },
    })
  })

  test('has two lists, each walked by its own cursor', async () => {
    const met: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? '' : `&customers=${cursor}`
      const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Anna')}/explanation?limit=1${query}`)
      met.push(...namesOf(body.customers.rows))
      expect(namesOf(body.lines.rows)).toEqual(['Ben'])
      cursor = body.customers.next
    }
    expect(met).toEqual(['Cy', 'Dora'])
  })
})

describe('the entries of a contact', () => {
  test('are his personal volume, oldest first, walked by cursors, each with its order and its owner', async () => {
    const met: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = cursor === '' ? '' : `&cursor=${cursor}`
      const { body } = await get(`/volumes/2026-05/contacts/${await idOf('Cy')}/entries?limit=1${query}`)
      expect(body.rows).toMatchObject([{ is: 'order', role: 'customer', owner: { name: 'Anna' }, net: '3.00' }])
      met.push(`${body.rows[0].at.slice(0, 10)} ${body.rows[0].order.id}`)
      cursor = body.next
    }
    expect(met.map(each => each.slice(0, 10))).toEqual(['2026-05-09', '2026-05-10', '2026-05-11', '2026-05-11'])
    expect(new Set(met).size).toBe(4)
  })
})

describe('a partner', () => {
  test('is told himself in full, and the partners below him as sums', async () => {
    const { get } = asPartner('Anna')
    const { body } = await get('/volumes/2026-02')
    expect(namesOf(body.rows)).toEqual(['Anna', 'Ben'])
    expect(body.rows.map(euros)).toEqual([
      { personal: 100, customers: 15, own: 115, team: 345, firstLine: 230 },
      { personal: null, customers: null, own: 230, team: 230, firstLine: 0 },
    ])
    expect(euros((await get(`/volumes/2026-02/contacts/${await idOf('Ben')}`)).body)).toMatchObject({
      personal: null,
      own: 230,
    })
  })

  test.each(['Cy', 'Dora', 'Emil', 'Fay', 'Zoe', 'house'])('is not told the volumes of %s', async name => {
    const { get } = asPartner('Anna')
    expect((await get(`/volumes/2026-02/contacts/${await idOf(name)}`)).status).toBe(404)
    expect((await get(`/volumes/2026-02/contacts/${await idOf(name)}/explanation`)).status).toBe(404)
  })

  test('is not told how the volumes of a partner below him came to be', async () => {
    const { get } = asPartner('Anna')
    for (const path of ['explanation', 'entries'])
      expect((await get(`/volumes/2026-02/contacts/${await idOf('Ben')}/${path}`)).status).toBe(404)
  })

  test('opens his own volume into his customers, and their entries as far as they are his', async () => {
    const { get } = asPartner('Anna')
    const { body } = await get(`/volumes/2026-02/contacts/${await idOf('Anna')}/explanation`)
    expect(namesOf(body.customers.rows)).toEqual(['Cy', 'Dora'])
    expect((await get(`/volumes/2026-02/contacts/${await idOf('Dora')}/entries`)).body.rows).toHaveLength(1)
    for (const name of ['Emil', 'Fay'])
      expect((await get(`/volumes/2026-02/contacts/${await idOf(name)}/entries`)).status).toBe(404)
  })

  test('who got a customer only later is not told what he bought before', async () => {
    const entries = await asPartner('Anna').get(`/volumes/2026-06/contacts/${await idOf('Emil')}/entries`)
    expect(entries.body.rows).toMatchObject([{ net: '40.00' }])
  })

  test('never finds a foreign customer’s name in any answer', async () => {
    const { get } = asPartner('Anna')
    const told = []
    for (const name of ['Anna', 'Ben', 'Cy', 'Dora', 'Emil', 'Fay', 'Zoe', 'house', 'Idle'])
      for (const path of ['', '/explanation', '/entries'])
        told.push((await get(`/volumes/2026-02/contacts/${await idOf(name)}${path}`)).body)
    told.push((await get('/volumes/2026-02')).body, (await get('/volumes/2026-02?of=partners')).body)
    expect(JSON.stringify(told)).not.toMatch(/Emil|Fay|Idle|Zoe/u)
  })

  test.each`
    reading                   | status
    ${'nearest/order'}        | ${200}
    ${'direct/order'}         | ${403}
    ${'recruited/order'}      | ${403}
    ${'nearest/period-end'}   | ${403}
    ${'direct/period-end'}    | ${403}
    ${'recruited/period-end'} | ${403}
  `('asking for the reading $reading is answered $status: only the company’s is his', async ({ reading, status }) => {
    const { get } = asPartner('Anna')
    const anna = `/volumes/2026-06/contacts/${await idOf('Anna')}`
    for (const path of ['/volumes/2026-06', anna, `${anna}/explanation`, `${anna}/entries`]) {
      const told = await get(`${path}?reading=${reading}`)
      expect([told.status, told.body.type]).toEqual([
        status,
        status === 403 ? '/problems/reading-not-open-to-partners' : undefined,
      ])
    }
  })
})
