import { beforeEach, describe, expect, test } from 'vitest'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { sponsorsNow } from '#people/structure/store.ts'
import { attributionPolicy, usualPolicy, type Signals } from '#referral/attribution'
import { attributionsOf, bind, register, unbind } from '#referral/attribution/store.ts'
import type { Answer } from './index.ts'
import { answerLead, decideGiver, giverNow, giversOf, leadGivers, leadsOf, offerLead } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany
let closed: Period | undefined

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  closed = undefined
  company = await openCompany(database)
  for (const name of ['Anna', 'Ben', 'Cara']) await company.partner(name)
  for (const name of ['Eva', 'Dan']) await company.prospect(name, 'Anna', '2026-01-10')
})

type Told = { readonly who?: string; readonly from?: string; readonly to?: string; readonly on?: string }

const offers = ({ who = 'Eva', from = 'Anna', to = 'Ben', on = '2026-02-01' }: Told = {}) =>
  inTransaction(database, inside =>
    offerLead(inside, {
      contact: company.of(who),
      giver: company.of(from),
      receiver: company.of(to),
      note: 'asked at the fair',
      at: at(on),
      by: from,
    }),
  )

const answers = (answer: Answer, { uuid, of = 'Ben', on = '2026-02-03' }: { uuid: string; of?: string; on?: string }) =>
  inTransaction(database, inside => answerLead(inside, { uuid, answer, of: company.of(of), at: at(on), by: of }))

const offered = async (told?: Told): Promise<string> => {
  const answer = await offers(told)
  if (answer.is === 'refused') throw new Error(answer.because)
  return answer.lead.uuid
}

const passes = async (told: Required<Pick<Told, 'from' | 'to' | 'on'>> & { readonly who: string }) =>
  answers('accepted', { uuid: await offered(told), of: told.to, on: told.on })

const stands = async (name: string) => {
  const [contact, giver] = [company.of(name), await giverNow(database, company.of(name))]
  const sponsor = (await sponsorsNow(database, [contact])).get(contact)!
  return [company.nameOf(sponsor), giver === undefined ? '' : company.nameOf(giver)]
}

const orders = (name: string, signals: Signals, on: string) =>
  inTransaction(database, inside => bind(inside, { contact: company.of(name), signals, at: at(on) }))

test('the worked example: who gave first stays the giver, until a voucher decides otherwise', async () => {
  const uuid = await offered()
  expect(await stands('Eva')).toEqual(['Anna', ''])
  await answers('accepted', { uuid })
  expect(await stands('Eva')).toEqual(['Ben', 'Anna'])
  await passes({ who: 'Eva', from: 'Ben', to: 'Cara', on: '2026-02-05' })
  expect(await stands('Eva')).toEqual(['Cara', 'Anna'])
  await orders('Eva', { subdomain: { partner: company.of('Anna'), name: 'anna' } }, '2026-02-09')
  expect(await stands('Eva')).toEqual(['Cara', 'Anna'])
  await passes({ who: 'Dan', from: 'Anna', to: 'Ben', on: '2026-02-10' })
  const voucher = { partner: company.of('Cara'), code: 'VONCARA' }
  const { attribution } = await orders('Dan', { voucher }, '2026-02-12')
  expect(await stands('Dan')).toEqual(['Cara', ''])
  await inTransaction(database, inside => unbind(inside, { attribution, at: at('2026-02-15') }))
  expect(await stands('Dan')).toEqual(['Ben', 'Anna'])
})

test('that he was passed on stands among the decisions about his sponsor, with the note', async () => {
  await answers('accepted', { uuid: await offered() })
  expect((await attributionsOf(database, company.of('Eva'))).at(-1)).toMatchObject({
    moment: 'lead',
    by: 'lead',
    words: 'asked at the fair',
    sponsor: company.of('Ben'),
    before: company.of('Anna'),
  })
})

test('both see the offer and what became of it', async () => {
  await answers('declined', { uuid: await offered() })
  for (const name of ['Anna', 'Ben'])
    expect(await leadsOf(database, { partner: company.of(name), before: null, limit: 10 })).toMatchObject([
      { contact: company.of('Eva'), answer: 'declined', answeredAt: at('2026-02-03') },
    ])
  expect(await leadsOf(database, { partner: company.of('Cara'), before: null, limit: 10 })).toEqual([])
  expect(await stands('Eva')).toEqual(['Anna', ''])
})

test('the receiver is told of an offer without a name, and the giver of the answer', async () => {
  const mailbox = (name: string) =>
    database
      .updateTable('people.contact')
      .set({ email: `${name}@web.example` })
      .where('id', '=', company.of(name))
      .execute()
  await mailbox('Anna')
  await mailbox('Ben')
  await answers('accepted', { uuid: await offered() })
  await answers('declined', { uuid: await offered({ who: 'Dan' }) })
  await answers('withdrawn', { uuid: await offered({ who: 'Dan', to: 'Cara' }), of: 'Anna' })
  const told = await database
    .selectFrom('ground.message')
    .select(['kind', 'recipient', 'facts'])
    .orderBy('id')
    .execute()
  expect(told.map(({ kind, recipient }) => `${kind}: ${recipient}`)).toEqual([
    'lead offered: Ben@web.example',
    'lead accepted: Anna@web.example',
    'lead offered: Ben@web.example',
    'lead declined: Anna@web.example',
  ])
  expect(told[0]!.facts).toEqual({ giver: 'Anna', town: null, note: 'asked at the fair' })
})

describe('a prospect is not offered', () => {
  test.each`
    who      | from       | to        | because          | why
    ${'Eva'} | ${'Ben'}   | ${'Cara'} | ${'not his'}     | ${'by another partner'}
    ${'Eva'} | ${'Anna'}  | ${'Anna'} | ${'himself'}     | ${'to oneself'}
    ${'Eva'} | ${'Anna'}  | ${'Dan'}  | ${'no partner'}  | ${'to whoever is no partner'}
    ${'Cy'}  | ${'Anna'}  | ${'Ben'}  | ${'no prospect'} | ${'once he is a customer'}
    ${'Flo'} | ${'house'} | ${'Ben'}  | ${'not his'}     | ${'by the house, which corrects instead'}
  `('$why', async ({ because, ...told }) => {
    await company.customer('Cy', 'Anna')
    await company.prospect('Flo')
    expect(await offers(told)).toEqual({ is: 'refused', because })
  })
})

test.each`
  before         | answer         | of        | because              | why
  ${undefined}   | ${'accepted'}  | ${'Anna'} | ${'unknown'}         | ${'the giver cannot accept'}
  ${undefined}   | ${'withdrawn'} | ${'Ben'}  | ${'unknown'}         | ${'the receiver cannot withdraw'}
  ${undefined}   | ${'accepted'}  | ${'Cara'} | ${'unknown'}         | ${'nobody else can answer'}
  ${'withdrawn'} | ${'accepted'}  | ${'Ben'}  | ${'answered before'} | ${'what was withdrawn is over'}
  ${'declined'}  | ${'withdrawn'} | ${'Anna'} | ${'answered before'} | ${'what was declined is over'}
`('$why', async ({ before, answer, of, because }) => {
  const uuid = await offered()
  if (before !== undefined) await answers(before, { uuid, of: before === 'withdrawn' ? 'Anna' : 'Ben' })
  expect(await answers(answer, { uuid, of })).toEqual({ is: 'refused', because })
})

test('told twice it is accepted once, and who has ordered meanwhile is a customer and stays', async () => {
  const uuid = await offered()
  const first = await answers('accepted', { uuid })
  expect(await answers('accepted', { uuid, on: '2026-02-04' })).toEqual(first)
  expect(await giversOf(database, company.of('Eva'))).toHaveLength(1)
  const other = await offered({ who: 'Dan' })
  await company.becomes('Dan', 'customer', '2026-02-02')
  expect(await answers('accepted', { uuid: other })).toEqual({ is: 'refused', because: 'no prospect' })
  expect(await stands('Dan')).toEqual(['Anna', ''])
})

test('of two offers at once one is made', async () => {
  const made = await Promise.all([offers(), offers({ to: 'Cara' }), offers(), offers({ to: 'Cara' })])
  expect(made.filter(({ is }) => is === 'offered')).toHaveLength(1)
})

test('accepted and withdrawn at once, one of both happens', async () => {
  for (let round = 0; round < 5; round += 1) {
    await company.prospect(`P${round}`, 'Anna', '2026-01-10')
    const uuid = await offered({ who: `P${round}` })
    const both = await Promise.all([answers('accepted', { uuid }), answers('withdrawn', { uuid, of: 'Anna' })])
    expect(both.filter(({ is }) => is === 'answered')).toHaveLength(1)
    const isAccepted = both[0].is === 'answered'
    expect(await stands(`P${round}`)).toEqual(isAccepted ? ['Ben', 'Anna'] : ['Anna', ''])
  }
})

const alone = async () => {
  await keepSetting(database, attributionPolicy, { value: { ...usualPolicy, alone: 'rotation' }, by: 'test' })
  const names = { givenName: 'Cy', familyName: 'Young', firmName: null, email: null, phone: null, street: null }
  const data = { ...names, kind: 'person', postalCode: '10115', city: 'Berlin', country: 'DE', language: 'de' } as const
  const asked = { data, signals: {}, at: at('2026-02-01'), moment: 'registration', by: 'shop' } as const
  return (await inTransaction(database, inside => register(inside, asked))).contact
}

test('who came alone stays the company’s lead when he orders, and when he is passed on', async () => {
  const contact = await alone()
  await inTransaction(database, inside => bind(inside, { contact, signals: {}, at: at('2026-02-02') }))
  expect(await giverNow(database, contact)).toBe(company.of('house'))
  const giver = (await sponsorsNow(database, [contact])).get(contact)!
  const receiver = company.of(giver === company.of('Cara') ? 'Ben' : 'Cara')
  await inTransaction(database, async inside => {
    const made = await offerLead(inside, { contact, giver, receiver, note: '', at: at('2026-02-03'), by: 'x' })
    const uuid = made.is === 'offered' ? made.lead.uuid : ''
    await answerLead(inside, { uuid, answer: 'accepted', of: receiver, at: at('2026-02-03'), by: 'x' })
  })
  expect(await giverNow(database, contact)).toBe(company.of('house'))
})

describe('the company says who gave a contact', () => {
  type Decided = { readonly giver?: string | null; readonly from?: string; readonly reason?: string }
  const decides = ({ giver = 'Ben', from = '2026-02-10', reason = 'his letter' }: Decided, inside?: Database) =>
    inTransaction(inside ?? database, transaction =>
      decideGiver(transaction, {
        contact: company.of('Eva'),
        giver: giver === null ? null : company.of(giver),
        from: at(from),
        reason,
        at: at('2026-03-05'),
        by: 'office',
        zone: berlin,
        holdBooks: async () => closed,
      }),
    )
  const giverBefore = async (on: string) => {
    const size = company.of('Dan') + 1
    return (await leadGivers(database, { until: at(on), size }))[company.of('Eva')]
  }

  test('from a day on; what was decided stays, and the last decision holds', async () => {
    await decides({})
    await decides({ giver: null, from: '2026-03-01', reason: 'he left it' })
    expect([await giverBefore('2026-02-10'), await giverBefore('2026-03-01'), await giverBefore('2026-03-02')]).toEqual(
      [-1, company.of('Ben'), -1],
    )
    await decides({ giver: 'house', from: '2026-02-01', reason: 'a list of ours' })
    expect(await giverBefore('2026-03-02')).toBe(company.of('house'))
    expect((await giversOf(database, company.of('Eva'))).map(({ reason }) => reason)).toEqual([
      'a list of ours',
      'he left it',
      'his letter',
    ])
  })

  test.each([
    [{ reason: ' ' }, { because: 'reason missing' }],
    [{ giver: 'Dan' }, { because: 'no giver' }],
    [{ giver: 'Eva' }, { because: 'no giver' }],
    [{ from: '2026-03-06' }, { because: 'in the future' }],
    [{ from: '2026-01-31' }, { because: 'closed month', firstOpen: '2026-02' }],
  ])('%j is refused', async (decided, refusal) => {
    closed = '2026-01' as Period
    expect(await decides(decided)).toEqual({ is: 'refused', ...refusal })
    expect(await giversOf(database, company.of('Eva'))).toEqual([])
  })
})

test('a lead and a decision about it only grow', async () => {
  await answers('accepted', { uuid: await offered() })
  await expect(database.deleteFrom('referral.lead').execute()).rejects.toThrow('only grows')
  await expect(database.updateTable('referral.lead').set({ answer: 'declined' }).execute()).rejects.toThrow('once')
  await expect(database.deleteFrom('referral.lead_giver').execute()).rejects.toThrow('only grows')
})
