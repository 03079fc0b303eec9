import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { at, forget, openCompany, type TestCompany } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { publicIdOf } from '#ground/identity'
import type { Period } from '#ground/period'
import { closeAsked } from '#earnings/run/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import type { LinesOf } from '../../runs.ts'
import { worldFactory } from '../world.ts'

const { database } = await testDatabase()
let company: TestCompany
let who = 'Ina'
const now = at('2026-04-15')

const auth = {
  viewerOf: async () => ({ role: 'company' as const, contactId: null, name: who, language: null }),
  actorOf: async () => ({ id: who }),
  signIn: () => Promise.reject(new Error('nobody signs in')),
  signOut: async () => new Headers(),
  personOf: (actor: string) => Promise.resolve(actor),
}
const worldOf = worldFactory({ database, clock: () => now, auth, demoLogins: async () => [] })
const office = async () => (await worldOf(new Request('http://localhost/'))).office!

const plan = `name: Klein
from: 2026-02
volumes:
  Umsatz: {sum: own}
ranks: [{name: Berater, needs: {volume: Umsatz, at least: 50}}]
bonuses:
  - {name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}
  - {name: Ebene, kind: level, base: Umsatz, follows: sponsor, levels: [5 %], compression: none, unqualified share: company}`

const command = (period = '2026-02') => ({ commandId: randomUUID(), period: period as Period })

beforeEach(async () => {
  await forget(database)
  who = 'Ina'
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Ben')
})

test('without a plan there are no runs, and a plan that is wrong tells where', async () => {
  const { runs, plans } = await office()
  expect(await runs.runs()).toEqual([])
  expect(await runs.run('2026-02' as Period)).toBeNull()
  expect(plans.check('name: X')).toMatchObject({ is: 'refused', problems: [{ line: 1 }, { line: 1 }, { line: 1 }] })
  expect(await plans.add({ commandId: randomUUID(), text: plan })).toEqual({ is: 'added', version: 1 })
  expect(await plans.add({ commandId: randomUUID(), text: plan })).toEqual({ is: 'added', version: 2 })
  expect(await plans.versions()).toMatchObject([
    { version: 2, isReplaced: false, until: null },
    { version: 1, isReplaced: true },
  ])
})

test('a month goes from open to closed, and says at each step what it is about', async () => {
  const { runs, plans } = await office()
  await plans.add({ commandId: randomUUID(), text: plan })
  const order = await company.buys('Cy', 100, '2026-02-10')
  await company.buys('Cy', 30, '2026-03-10')
  await company.books()
  const view = async () => (await runs.run('2026-02' as Period))!
  expect(await view()).toMatchObject({
    state: 'open',
    isOver: true,
    sums: { total: 1_500, turnover: 10_000 },
    ratio: 150_000,
  })
  const twice = command()
  expect([await runs.draft(twice), await runs.draft(twice)]).toEqual([{ is: 'drafted' }, { is: 'drafted' }])
  expect(await view()).toMatchObject({ state: 'draft', isOwnDraft: true, drafted: { by: 'Ina' } })
  expect(await runs.approve(command())).toEqual({ is: 'refused', because: 'own draft' })
  who = 'Udo'
  expect(await view()).toMatchObject({ isOwnDraft: false })
  expect(await runs.approve(command())).toEqual({ is: 'approved' })
  expect(await runs.close(command())).toEqual({ is: 'asked' })
  await closeAsked(database, now)
  expect(await view()).toMatchObject({ state: 'closed', closed: { by: 'Udo' }, checks: [], progress: null })
  expect((await runs.runs()).map(({ period, state }) => `${period} ${state}`)).toEqual([
    '2026-04 open',
    '2026-03 open',
    '2026-02 closed',
  ])
  await company.takesBack(order, '2026-03-11')
  await company.books()
  const march = (await runs.run('2026-03' as Period))!
  expect(march.checks.map(({ name }) => name)).not.toContain('draft up to date')
  expect(march.difference).toMatchObject({ with: '2026-02', total: 1_500 })
  expect(march.sums.takenBack).toEqual({ amount: -1_500, lines: 2 })
  expect(march.checks.filter(({ is }) => is !== 'fine').map(({ name, is }) => `${is} ${name}`)).toEqual([
    'look nobody owes',
  ])
})

test('all that stands in the way of closing a month is told, and not the gravest alone', async () => {
  const { runs, plans } = await office()
  await plans.add({ commandId: randomUUID(), text: plan })
  for (const day of ['2026-02-10', '2026-03-10', '2026-04-01']) await company.buys('Cy', 100, day)
  await company.books()
  await company.buys('Cy', 30, '2026-04-01')
  await runs.draft({ ...command(), period: '2026-04' as Period })
  await company.buys('Cy', 30, '2026-04-01')
  const { checks } = (await runs.run('2026-04' as Period))!
  expect(checks.filter(({ is }) => is === 'stop').map(({ name }) => name)).toEqual([
    'month over',
    'earlier months closed',
    'orders booked',
  ])
})

test('every amount opens down to the orders: the partner, the line, and whose it is', async () => {
  const { runs, plans } = await office()
  await plans.add({ commandId: randomUUID(), text: plan })
  await company.buys('Cy', 100, '2026-02-10')
  await company.books()
  const month = '2026-02' as Period
  const page = (await runs.partners(month, { q: 'ann', of: null, cursor: null }))!
  expect(page).toMatchObject({ total: 1, rows: [{ amount: 500, rank: null }], next: null })
  const anna = (await runs.partner(month, page.rows[0]!.contact.id))!
  expect(anna).toMatchObject({
    total: 500,
    rank: null,
    next: { rank: 'Berater' },
    rules: [
      { name: 'Provision', amount: 0, lines: [] },
      { name: 'Ebene', amount: 500, lines: [{ base: 10_000, rate: 50_000 }] },
    ],
  })
  const by = async (of: LinesOf) =>
    (await runs.partners(month, { q: '', of, cursor: null }))!.rows.map(row => row.amount)
  expect([await by(0), await by(1), await by('taken back')]).toEqual([[1_000], [500], []])
  const line = (await runs.line(month, anna.rules[1]!.lines[0]!.place))!
  expect(line.path.map(({ name }) => name)).toHaveLength(2)
  expect(line.behind).toMatchObject({ is: 'orders', rows: [{ net: 10_000, order: { reference: null } }] })
  expect(await runs.line(month, 99)).toBeNull()
  const cy = [...(await contactsByNumber(database, [company.of('Cy')])).values()][0]!
  expect(await runs.partner(month, cy.id)).toBeNull()
  expect(await runs.partner(month, publicIdOf('contact', randomUUID()))).toBeNull()
})
