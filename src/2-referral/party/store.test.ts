import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { keepSetting } from '#ground/setting/store.ts'
import { askConsent, confirmConsent, enteredAndUnconfirmed } from '#people/consent/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { house, sponsorsNow } from '#people/structure/store.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { partyPolicy, refusalOfOrder, stateOn, type PartyPlan } from './index.ts'
import {
  changeParty,
  guestsOf,
  keeperOf,
  listGuest,
  partiesOf,
  partyByHostSlug,
  partyByNumber,
  partyBySlug,
  planParty,
  stepParty,
  stepsOf,
  unlistGuest,
  type Host,
} from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  await database.deleteFrom('ground.message').execute()
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Gabi', 'Anna')
})

const evening: PartyPlan = {
  title: 'Bei Gabi',
  place: 'Hauptstraße 1, Berlin',
  heldOn: '2026-03-14',
  beginsAt: '19:30',
  closesOn: '2026-03-17',
}

const heidi: Extract<Host, { is: 'new' }> = {
  is: 'new',
  name: 'Heidi Holm',
  data: {
    kind: 'person',
    givenName: 'Heidi',
    familyName: 'Holm',
    firmName: null,
    email: 'heidi@example.org',
    phone: '030 777',
    street: null,
    postalCode: null,
    city: null,
    country: 'DE',
    language: 'de',
  },
}

const gabi = (): Host => ({ is: 'known', contact: company.of('Gabi'), name: 'Gabi' })

type Told = Partial<PartyPlan> & { partner?: string; host?: Host; on?: string; bookedAt?: number }

const plan = async ({ partner = 'Anna', host = gabi(), on = '2026-03-10', bookedAt, ...change }: Told = {}) => {
  const shared = { at: at(on), zone: berlin, by: 'user:1', bookedAt: bookedAt ?? null }
  const planned = await inTransaction(database, inside =>
    planParty(inside, { ...evening, ...change, partner: company.of(partner), host, ...shared }),
  )
  if (planned.is === 'refused') throw new Error(planned.because)
  return planned.party
}

const no = () => Promise.resolve(false)
const nothing = { hasOrders: no, hasOpenSlips: no }

const step = (
  party: number,
  taken: { step: 'open' | 'close' | 'settle' | 'cancel' } | { step: 'reopen'; until: string },
  on: string,
) =>
  inTransaction(database, inside =>
    stepParty(inside, { ...taken, party, at: at(on), zone: berlin, by: 'user:1', bought: nothing }),
  )

const stateOf = async (party: number, on: string) => stateOn((await partyByNumber(database, party))!, on)

test('the worked example of the README', async () => {
  const { number } = await plan()
  const arriving = async (on: string) =>
    refusalOfOrder((await partyByNumber(database, number))!, {
      at: at('2026-03-17 21:00'),
      on: '2026-03-17',
      arrivesOn: on,
    })
  expect(await stateOf(number, '2026-03-10')).toBe('planned')
  expect(await stateOf(number, '2026-03-14')).toBe('open')
  expect(await stateOf(number, '2026-03-18')).toBe('closed')
  expect(await arriving('2026-03-18')).toBeUndefined()
  expect(await step(number, { step: 'reopen', until: '2026-03-20' }, '2026-03-19')).toEqual({ is: 'done' })
  expect(await stateOf(number, '2026-03-19')).toBe('open')
  expect(await stateOf(number, '2026-03-21')).toBe('closed')
  expect(await stateOf(number, '2026-03-25')).toBe('settled')
  expect(await arriving('2026-03-25')).toBe('party is settled')
  expect(await stepsOf(database, number)).toMatchObject([{ step: 'planned' }, { step: 'reopened', by: 'user:1' }])
})

describe('a party', () => {
  test('is found by the guests’ address and by the host’s, which are not each other’s', async () => {
    const { number, slug, hostSlug } = await plan()
    expect((await partyBySlug(database, slug))?.number).toBe(number)
    expect((await partyByHostSlug(database, hostSlug))?.number).toBe(number)
    expect([await partyBySlug(database, hostSlug), await partyByHostSlug(database, slug)]).toEqual([
      undefined,
      undefined,
    ])
  })

  test('is opened again within its grace and never beyond it', async () => {
    const { number } = await plan()
    await step(number, { step: 'close' }, '2026-03-15 10:00')
    expect(await step(number, { step: 'reopen', until: '2026-03-25' }, '2026-03-16')).toMatchObject({
      because: 'not within the grace',
    })
    expect(await step(number, { step: 'reopen', until: '2026-03-24' }, '2026-03-16')).toEqual({ is: 'done' })
    expect((await partyByNumber(database, number))!.graceUntil).toBe('2026-03-24')
    await step(number, { step: 'close' }, '2026-03-16 20:00')
    expect(await step(number, { step: 'settle' }, '2026-03-17')).toEqual({ is: 'done' })
    expect(await step(number, { step: 'reopen', until: '2026-03-24' }, '2026-03-18')).toMatchObject({
      because: 'not closed',
    })
  })

  test('with orders is not cancelled', async () => {
    const { number } = await plan()
    const cancel = { step: 'cancel', party: number, at: at('2026-03-12'), zone: berlin, by: 'user:1' } as const
    const some = await inTransaction(database, inside =>
      stepParty(inside, { ...cancel, bought: { ...nothing, hasOrders: () => Promise.resolve(true) } }),
    )
    expect(some).toEqual({ is: 'refused', because: 'has orders' })
    expect(await step(number, { step: 'cancel' }, '2026-03-12')).toEqual({ is: 'done' })
    expect(await stateOf(number, '2026-03-14')).toBe('cancelled')
  })

  test('with something to settle is not settled before its grace is over', async () => {
    const { number } = await plan()
    const settle = { step: 'settle', party: number, at: at('2026-03-18'), zone: berlin, by: 'user:1' } as const
    const bought = { hasOrders: no, hasOpenSlips: () => Promise.resolve(true) }
    const answer = await inTransaction(database, inside => stepParty(inside, { ...settle, bought }))
    expect(answer).toEqual({ is: 'refused', because: 'orders to settle' })
    expect(await stateOf(number, '2026-03-25')).toBe('settled')
  })

  test('is changed while it is not over, and its grace with its closing day', async () => {
    const { number } = await plan()
    const change = (on: string, told: Partial<PartyPlan>) =>
      inTransaction(database, inside =>
        changeParty(inside, { ...evening, ...told, party: number, at: at(on), zone: berlin, by: 'user:1' }),
      )
    expect(await change('2026-03-12', { place: null, closesOn: '2026-03-20' })).toEqual({ is: 'changed' })
    expect(await partyByNumber(database, number)).toMatchObject({ place: null, graceUntil: '2026-03-27' })
    expect(await change('2026-03-12', { closesOn: '2026-05-01' })).toMatchObject({ because: 'plan' })
    expect(await change('2026-03-21', {})).toEqual({ is: 'refused', because: 'over' })
  })

  test('has the grace that the company’s rules give it', async () => {
    await keepSetting(database, partyPolicy, { value: { ...partyPolicy.usual, graceDays: 2 }, by: 'user:1' })
    expect((await plan()).graceUntil).toBe('2026-03-19')
  })

  test('of a partner who leaves goes to whoever takes his place, and on to that one’s heir', async () => {
    const own = await plan({ title: 'Annas eigene' })
    const { number } = await plan({ partner: 'Ben', title: 'Bens Party' })
    expect((await partiesOf(database, company.of('Ben'))).map(({ title }) => title)).toEqual(['Bens Party'])
    await company.leaves('Ben', { successor: company.of('Anna') }, '2026-03-11')
    const party = (await partyByNumber(database, number))!
    expect(company.nameOf(await keeperOf(database, party))).toBe('Anna')
    expect((await partiesOf(database, company.of('Anna'))).map(each => each.number)).toEqual([number, own.number])
    expect(await partiesOf(database, company.of('Ben'))).toEqual([])
    await company.leaves('Anna', 'house', '2026-03-12')
    expect(await keeperOf(database, party)).toBe(await house(database))
  })

  test('is planned by partners alone', async () => {
    await expect(plan({ partner: 'Gabi' })).rejects.toThrow('not a partner')
  })
})

describe('a new host', () => {
  test('becomes a contact of the partner’s, by the evidence of the party, and is written to only once he confirms', async () => {
    const { host } = await plan({ host: heidi })
    expect((await contactsByNumber(database, [host])).get(host)).toMatchObject({
      displayName: 'Heidi Holm',
      role: 'prospect',
    })
    expect(company.nameOf((await sponsorsNow(database, [host])).get(host)!)).toBe('Anna')
    const asked = { contact: host, sender: company.of('Anna'), text: 'Ja', where: 'at the party', at: at('2026-03-14') }
    const ask = (channel: 'phone' | 'email') =>
      inTransaction(database, inside => askConsent(inside, { ...asked, channel }))
    expect(await ask('phone')).toEqual({ is: 'refused', because: 'not confirmed himself' })
    expect(await ask('email')).toMatchObject({ is: 'asked' })
    expect(await enteredAndUnconfirmed(database, host)).toBe(company.of('Anna'))
    const { facts } = await database
      .selectFrom('ground.message')
      .select('facts')
      .where('kind', '=', 'consent asked')
      .executeTakeFirstOrThrow()
    await inTransaction(database, inside => confirmConsent(inside, facts['token'] as string, at('2026-03-15')))
    expect(await enteredAndUnconfirmed(database, host)).toBeUndefined()
    expect(await ask('phone')).toMatchObject({ is: 'given' })
  })

  test('whose mailbox is known is that contact, and stays whose he is', async () => {
    const first = await plan({ host: heidi, partner: 'Ben' })
    const second = await plan({
      host: { ...heidi, data: { ...heidi.data, email: 'HEIDI@example.org', familyName: 'H.' } },
    })
    expect(second.host).toBe(first.host)
    expect(company.nameOf((await sponsorsNow(database, [first.host])).get(first.host)!)).toBe('Ben')
    expect((await contactsByNumber(database, [first.host])).get(first.host)!.familyName).toBe('Holm')
  })
})

describe('the guest list', () => {
  const list = (party: number, name: string, by: 'partner' | 'host' | 'guest') => {
    const answer = by === 'guest' ? 'coming' : 'invited'
    return inTransaction(database, inside => listGuest(inside, { party, name, by, answer, at: at('2026-03-11') }))
  }

  test('has each name once; only a guest’s own answer changes one that is there', async () => {
    const { number } = await plan()
    await list(number, 'Eva Ernst', 'partner')
    await list(number, ' eva  ernst', 'guest')
    await list(number, 'Eva Ernst', 'host')
    await list(number, 'Cem', 'host')
    const guests = (await guestsOf(database, number)).map(({ name, answer, listedBy }) => [name, answer, listedBy])
    expect(guests).toEqual([
      ['Eva Ernst', 'coming', 'partner'],
      ['Cem', 'invited', 'host'],
    ])
  })

  test('ends at two hundred names, also where two are listed at once', async () => {
    const { number } = await plan()
    for (let guest = 1; guest < 200; guest += 1) await list(number, `Guest ${guest}`, 'partner')
    const answers = await Promise.all([list(number, 'Last', 'partner'), list(number, 'One too many', 'partner')])
    expect(answers.map(({ is }) => is).toSorted()).toEqual(['listed', 'refused'])
    expect(await guestsOf(database, number)).toHaveLength(200)
  })

  test('loses whom the partner takes off it', async () => {
    const { number } = await plan()
    const listed = await list(number, 'Eva', 'partner')
    const guest = listed.is === 'listed' ? listed.guest : 0
    expect(await unlistGuest(database, { party: number, guest })).toBe(true)
    expect(await unlistGuest(database, { party: number, guest })).toBe(false)
    expect(await guestsOf(database, number)).toEqual([])
  })
})

test('a party booked at another is known as such', async () => {
  const first = await plan()
  const second = await plan({ bookedAt: first.number, heldOn: '2026-04-11', closesOn: '2026-04-14' })
  expect(second.bookedAt).toBe(first.number)
})
