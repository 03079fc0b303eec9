import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { newUuid } from '#ground/identity'
import { cents, points } from '#ground/money'
import { contactsByNumber } from '#people/contact/store.ts'
import { lockStructure } from '#people/structure/store.ts'
import { bind, register } from '#referral/attribution/store.ts'
import { placeOrders } from '#sales/order/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { attributionOffice } from './attribution.ts'
import { attributionDesk, linksDesk } from './attribution-desk.ts'
import { openCompany as readCompany } from './world.ts'

const { database } = await testDatabase()
let company: TestCompany
let dora: Awaited<ReturnType<typeof register>>['contact']

const today = at('2026-04-15')
const needs = {
  database,
  clock: () => today,
  actor: () => Promise.resolve('user:1'),
  site: { host: 'shop.example', addressOf: (host: string) => `https://${host}` },
}
const deskOf = async (name: string) =>
  attributionDesk({ context: (await readCompany(database, today)).context, viewer: company.of(name) })
const officeOf = async () => attributionOffice({ ...needs, zone: (await readCompany(database, today)).context.zone })
const idOf = async (number: typeof dora) => (await contactsByNumber(database, [number])).get(number)!.id

const data = {
  kind: 'person' as const,
  givenName: 'Dora',
  familyName: 'Demo',
  firmName: null,
  email: 'dora@example.org',
  phone: null,
  street: null,
  postalCode: null,
  city: null,
  country: 'DE',
  language: 'de' as const,
}

// Dora registers on Anna's page and orders with Ben's code.
beforeEach(async () => {
  await forget(database)
  await lockStructure(database)
  await database.deleteFrom('ground.setting').execute()
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await inTransaction(database, async transaction => {
    const signals = { subdomain: { partner: company.of('Anna'), name: 'anna' } }
    const registered = await register(transaction, {
      data,
      signals,
      at: at('2026-04-01'),
      moment: 'registration',
      by: 'shop',
    })
    dora = registered.contact
    const voucher = { partner: company.of('Ben'), code: 'VONBEN' }
    await bind(transaction, { contact: dora, signals: { ...signals, voucher }, at: at('2026-04-02') })
  })
})

describe('the desk', () => {
  test('tells why a customer is mine, and nothing of what is another’s', async () => {
    const why = await (await deskOf('Ben')).whyMine(await idOf(dora))
    expect(why).toMatchObject({ contact: { name: 'Dora Demo' }, via: null, since: at('2026-04-02') })
    expect(why!.steps.map(({ by, to, signals }) => ({ by, to, signals }))).toEqual([
      {
        by: 'subdomain',
        to: 'another',
        signals: [{ kind: 'subdomain', of: 'another', said: null, outcome: 'decided' }],
      },
      {
        by: 'voucher',
        to: 'me',
        signals: [
          { kind: 'voucher', of: 'me', said: 'VONBEN', outcome: 'decided' },
          { kind: 'subdomain', of: 'another', said: null, outcome: 'registered before' },
        ],
      },
    ])
    expect(JSON.stringify(why)).not.toMatch(/anna/iu)
  })

  test('has no page for somebody else’s customer, nor for somebody who is none', async () => {
    expect(await (await deskOf('Anna')).whyMine(await idOf(dora))).toBeNull()
    expect(await (await deskOf('Anna')).whyMine(await idOf(company.of('Ben')))).toBeNull()
  })

  test('tells where a signal of mine did not decide, and neither of whom nor whose', async () => {
    const { rows } = await (await deskOf('Anna')).lost({ cursor: null })
    expect(rows).toMatchObject([{ kind: 'subdomain', said: 'anna', outcome: 'registered before', by: 'voucher' }])
    expect(JSON.stringify(rows)).not.toMatch(/dora|ben/iu)
    expect((await (await deskOf('Ben')).lost({ cursor: null })).rows).toEqual([])
  })

  test('what the company took away is told too, and what named me beside the winner is not', async () => {
    const lostBy = async (name: string) => (await (await deskOf(name)).lost({ cursor: null })).rows
    const ben = { partner: company.of('Ben'), campaign: 'Messe' }
    const page = { partner: company.of('Ben'), name: 'ben' }
    const signals = { link: ben, subdomain: page }
    const asked = { data, signals, at: at('2026-04-03'), moment: 'registration', by: 'shop' } as const
    const { contact } = await inTransaction(database, transaction => register(transaction, asked))
    expect(await lostBy('Ben')).toEqual([])
    const correction = { contact: await idOf(contact), to: await idOf(company.of('Anna')), day: null, reason: 'form' }
    await (await officeOf()).correct({ commandId: newUuid(), ...correction })
    expect(await lostBy('Ben')).toMatchObject([{ kind: null, outcome: null, by: 'company' }])
  })

  test('makes a link once however often the form is sent, at the partner’s own address', async () => {
    const desk = linksDesk(needs, company.of('Anna'))
    const sent = { commandId: newUuid(), campaign: 'Messe' }
    const [first, again] = [await desk.make(sent), await desk.make(sent)]
    expect(again).toEqual(first)
    const { reference, links } = await desk.all()
    expect([reference, links.length]).toEqual(['Anna', 1])
    expect(links[0]!.address).toMatch(/^https:\/\/shop\.shop\.example\/l\/\w{8}$/u)
    expect((await linksDesk(needs, company.of('Ben')).all()).links).toEqual([])
  })
})

describe('the office', () => {
  test('previews a correction, makes it once, and every step stays readable', async () => {
    const [contact, to] = [await idOf(dora), await idOf(company.of('Anna'))]
    const asked = { contact, to, day: '2026-04-10', reason: 'signed form' }
    const office = await officeOf()
    expect(await office.preview({ ...asked, reason: '' })).toMatchObject({ refusal: null, from: at('2026-04-10') })
    const command = { commandId: newUuid(), ...asked }
    expect([await office.correct(command), await office.correct(command)]).toEqual([
      { is: 'corrected' },
      { is: 'corrected' },
    ])
    const { sponsor, steps } = (await office.of(contact))!
    expect([sponsor?.name, steps.map(step => step.moment)]).toEqual(['Anna', ['registration', 'order', 'correction']])
    expect(steps.at(-1)).toMatchObject({ actor: 'office', words: 'signed form', before: { name: 'Ben' } })
  })

  // The order became turnover on 5 April while Dora was Ben's.
  test('refuses a day since which turnover is booked, and takes a later one', async () => {
    const moments = { placedAt: at('2026-04-05'), paidAt: at('2026-04-05'), shippedAt: null }
    const line = { article: 'A', description: 'A', quantity: 1, net: cents(1000), vatRate: 1900, points: points(1000) }
    await placeOrders(database, [{ contact: dora, reference: null, ...moments, lines: [line] }])
    await company.books()
    const office = await officeOf()
    const asked = { contact: await idOf(dora), to: await idOf(company.of('Anna')), reason: 'signed form' }
    const correct = (day: string) => office.correct({ commandId: newUuid(), ...asked, day })
    expect(await correct('2026-04-05')).toEqual({ is: 'refused', because: 'already booked' })
    expect(await correct('2026-04-06')).toEqual({ is: 'corrected' })
  })

  test('keeps its policy, and names a number that nobody has', async () => {
    const office = await officeOf()
    const policy = { ...(await office.policy()), alone: 'rotation' as const }
    const change = (noTurn: readonly string[]) =>
      office.changePolicy({ commandId: newUuid(), policy: { ...policy, noTurn } })
    expect(await change(['Anna', 'P-0'])).toEqual({ is: 'refused', unknown: 'P-0' })
    expect(await change(['Anna'])).toEqual({ is: 'changed' })
    expect(await office.policy()).toMatchObject({ alone: 'rotation', noTurn: ['Anna'] })
  })
})
