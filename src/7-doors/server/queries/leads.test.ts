import { beforeEach, expect, test } from 'vitest'
import { contactsByNumber } from '#people/contact/store.ts'
import { sponsorsNow } from '#people/structure/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import type { Period } from '#ground/period'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import type { TreeSeat } from '../placing.ts'
import { leadsDesk } from './leads-desk.ts'
import { leadsOffice } from './leads-office.ts'
import { placingDesk } from './placing-desk.ts'

const { database } = await testDatabase()
let company: TestCompany

const clock = () => at('2026-02-10')
const reading = { whose: 'nearest', moment: 'order' } as const
const context = { database, zone: berlin, reading, currentPeriod: '2026-02' as Period }
const needs = (name: string) => ({ database, clock, actor: async () => `user:${name}` })
const leads = (name: string) => leadsDesk(needs(name), { context, viewer: company.of(name) })
const places = (name: string) => placingDesk(needs(name), { context, viewer: company.of(name) })
const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id
const command = () => ({ commandId: crypto.randomUUID() })

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  for (const name of ['Ben', 'Cara']) await company.partner(name, 'Anna')
  await company.prospect('Eva', 'Ben', '2026-01-10')
})

const sponsorOf = async (name: string) => {
  const contact = company.of(name)
  return company.nameOf((await sponsorsNow(database, [contact])).get(contact)!)
}

test('a form sent twice offers once; its receiver learns the name by accepting', async () => {
  const pass = { ...command(), contact: await idOf('Eva'), to: 'cara', note: 'abends' }
  expect(await leads('Ben').choices()).toMatchObject({ prospects: [{ name: 'Eva' }], isCutOff: false })
  expect([await leads('Ben').pass(pass), await leads('Ben').pass(pass)]).toEqual([
    { is: 'refused', because: 'unknown number' },
    { is: 'refused', because: 'unknown number' },
  ])
  const again = { ...pass, ...command(), to: ' Cara ' }
  expect([await leads('Ben').pass(again), await leads('Ben').pass(again)]).toEqual([
    { is: 'offered' },
    { is: 'offered' },
  ])
  expect(await leads('Ben').choices()).toMatchObject({ prospects: [] })
  const [waiting] = await leads('Cara').waiting()
  expect(waiting).toMatchObject({ contact: null, other: { name: 'Ben' }, note: 'abends' })
  expect(await leads('Anna').answer({ ...command(), lead: waiting!.id, answer: 'accepted' })).toBeNull()
  expect(await leads('Cara').answer({ ...command(), lead: waiting!.id, answer: 'accepted' })).toEqual({
    is: 'answered',
  })
  expect([await sponsorOf('Eva'), await leads('Cara').waiting()]).toEqual(['Cara', []])
  expect((await leads('Cara').all({ cursor: null })).rows).toMatchObject([
    { contact: { name: 'Eva' }, answer: 'accepted' },
  ])
})

test('nobody passes on somebody else’s prospect, not even one of his downline', async () => {
  expect(await leads('Anna').pass({ ...command(), contact: await idOf('Eva'), to: 'Cara', note: '' })).toBeNull()
  expect(await leads('Anna').choices()).toMatchObject({ prospects: [], team: [{ name: 'Ben' }, { name: 'Cara' }] })
})

test('the company sees who gave a contact, and says it by number, house or nobody', async () => {
  const office = leadsOffice({ ...needs('office'), personOf: async actor => actor, zone: berlin })
  const contact = await idOf('Eva')
  const decide = (giver: Parameters<typeof office.decide>[0]['giver'], from = '2026-02-01') =>
    office.decide({ ...command(), contact, giver, from, reason: 'ihr Brief' })
  expect(await decide({ reference: 'Nobody' })).toEqual({ is: 'refused', because: 'unknown number' })
  expect(await decide({ reference: 'Cara' })).toEqual({ is: 'decided' })
  expect(await office.of(contact)).toMatchObject({
    giver: { name: 'Cara' },
    today: '2026-02-10',
    decisions: [{ reason: 'ihr Brief' }],
  })
  expect(await decide('house', '2026-02-11')).toEqual({ is: 'refused', because: 'in the future' })
  await decide('nobody')
  expect((await office.of(contact))!.giver).toBeNull()
})

const tree = `name: Zwei
from: 2026-01
volumes: {E: {sum: own}}
bonuses: [{name: Team, kind: binary, base: E, follows: sponsor, spillover: left, ratio: "1:1", rate: 10 %, carry over: all, unqualified: carry}]`

const namesIn = ({ contact, places }: TreeSeat): unknown[] => [
  contact?.name ?? null,
  ...places.map(each => (typeof each === 'string' ? each : namesIn(each))),
]

test('a partner sees his tree, but not who was led into it by another’s spillover', async () => {
  expect(await places('Ben').all(null)).toEqual({ hasTree: false, newcomers: [], tree: null })
  await addPlan(database, { text: tree, by: 'office' })
  await company.partner('Dan', 'Anna', '2026-02-03')
  const shown = (await places('Ben').all(null))!
  expect(namesIn(shown.tree!.top)).toEqual(['Ben', [null, 'free', 'free'], 'free'])
  expect([shown.newcomers, await places('Ben').all(await idOf('Cara'))]).toEqual([[], null])
  expect((await places('Anna').all(await idOf('Ben')))!.tree!.isOwn).toBe(false)
  const below = await idOf('Ben')
  expect(await places('Ben').place({ ...command(), contact: await idOf('Dan'), below, place: 1 })).toBeNull()
  expect(await places('Anna').place({ ...command(), contact: await idOf('Dan'), below, place: 1 })).toEqual({
    is: 'placed',
  })
  const dan = (await places('Anna').all(null))!.newcomers.find(({ contact }) => contact.name === 'Dan')
  expect(dan).toMatchObject({ isNamed: true, stands: [{ below: { name: 'Ben' }, place: 1, isSettled: false }] })
})
