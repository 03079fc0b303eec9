import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { askSimulation, partnersOfSimulation, simulateDue, simulationBy, simulations, type Asking } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

const plan = `name: Klein
from: 2026-02
product groups: { Starterpaket: starter kit }
volumes: { Umsatz: { sum: own, without groups: [Starterpaket] } }
ranks: [{ name: Berater, needs: { volume: Umsatz, at least: 150 } }]
bonuses: [{ name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{ from: 0, rate: 10 % }] }]
`

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('earnings.simulation').execute()
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben', 'Anna')
  await company.customer('Cy', 'Anna')
  await company.customer('Dora', 'Ben')
  const added = await addPlan(database, { text: plan, by: 'test' })
  if (added.is === 'refused') throw new Error(JSON.stringify(added))
  const february = await company.buys('Cy', 100, '2026-02-10')
  await company.buys('Dora', 200, '2026-03-05')
  await company.takesBack(february, '2026-03-06')
  await company.books()
})

const january = '2026-01' as Period
const march = '2026-03' as Period

const ask = (asked: Partial<Asking> = {}) =>
  askSimulation(database, {
    present: 1,
    other: { changes: ['bonuses.Provision.brackets[0].rate = 12 %'] },
    from: january,
    until: march,
    by: 'test',
    now: at('2026-04-01'),
    ...asked,
  })

const asked = async (question: Partial<Asking> = {}): Promise<string> => {
  const answer = await ask(question)
  if (answer.is === 'refused') throw new Error(JSON.stringify(answer))
  return answer.uuid
}

test('what is asked is computed and kept: also months before the plan, and returns in the month they come back', async () => {
  const uuid = await asked()
  expect(await simulationBy(database, uuid)).toMatchObject({ state: 'waiting', result: null, monthsDone: 0 })
  expect([await simulateDue(database), await simulateDue(database)]).toEqual([true, false])
  const simulation = await simulationBy(database, uuid)
  expect(simulation).toMatchObject({ state: 'done', monthsDone: 3, question: { from: '2026-01', until: '2026-03' } })
  const { months, whole, winners } = simulation!.result!
  expect(months.map(({ period, turnover, present, other }) => [period, turnover, present.cost, other.cost])).toEqual([
    ['2026-01', 0, 0, 0],
    ['2026-02', 10_000, 1_000, 1_200],
    ['2026-03', 10_000, 1_000, 1_200],
  ])
  expect([whole.present.ratio, whole.other.ratio, winners]).toEqual([100_000, 120_000, 1])
  const { contacts, paid, ranks, rankNames } = (await partnersOfSimulation(database, uuid))!
  expect([...contacts]).toEqual([company.of('Anna'), company.of('Ben')])
  expect([[...paid.present], [...paid.other]]).toEqual([
    [0, 2_000],
    [0, 2_400],
  ])
  expect([[...ranks.present], rankNames.present]).toEqual([[-1, 0], ['Berater']])
})

test('another plan that leaves out other product groups finds them, too', async () => {
  const line = {
    article: 'S',
    description: 'Start',
    quantity: 1,
    vatRate: 1900,
    net: 5_000,
    points: 0,
    group: 'Seminar',
  }
  const order = await company.orders('Dora', [line as never], '2026-03-07')
  await company.pays(order, '2026-03-07')
  await company.books()
  const text = plan
    .replace('{ Starterpaket: starter kit }', '{ Seminar: training }')
    .replace('[Starterpaket]', '[Seminar]')
  const uuid = await asked({ other: { text } })
  await simulateDue(database)
  const { whole } = (await simulationBy(database, uuid))!.result!
  expect([whole.present.cost, whole.other.cost]).toEqual([2_500, 2_000])
})

test.each([
  ['months the wrong way round', { from: march, until: january }, { because: 'months' }],
  ['more than five years', { from: '2020-01' as Period }, { because: 'months' }],
  ['a plan that is not kept', { present: 7 }, { because: 'present' }],
  ['another plan that is not kept', { other: { version: 7 } }, { because: 'other' }],
  ['a text that is no plan', { other: { text: 'name: x' } }, { because: 'text' }],
  ['a change that leads nowhere', { other: { changes: ['bonuses.X.rate = 1 %'] } }, { because: 'changes' }],
] as const)('refused: %s', async (_, question, answer) => {
  expect(await ask(question)).toMatchObject({ is: 'refused', ...answer })
  expect(await simulations(database)).toEqual([])
})

test('of several workers who reach for it at once no two compute it', async () => {
  await asked()
  // Somebody takes it, and all others look before he has told so.
  const { promise: looked, resolve: haveLooked } = Promise.withResolvers<void>()
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>()
  const holding = inTransaction(database, async transaction => {
    await sql`select from earnings.simulation for update`.execute(transaction)
    isHeld()
    await looked
  })
  await held
  const others = [simulateDue(database), simulateDue(database), simulateDue(database)]
  await pause(300)
  haveLooked()
  await holding
  const took = [...(await Promise.all(others)), await simulateDue(database)]
  expect(took.filter(Boolean)).toHaveLength(1)
})

test('who is told to end leaves it to the next, and who is gone is replaced', async () => {
  const uuid = await asked()
  await simulateDue(database, AbortSignal.abort())
  expect((await simulationBy(database, uuid))!.state).toBe('waiting')
  await sql`update earnings.simulation set state = 'running', told_at = now() - interval '119 seconds'`.execute(
    database,
  )
  expect(await simulateDue(database)).toBe(false)
  await sql`update earnings.simulation set told_at = now() - interval '121 seconds'`.execute(database)
  expect(await simulateDue(database)).toBe(true)
  expect((await simulationBy(database, uuid))!.state).toBe('done')
})

test('one that took three workers with it is given up', async () => {
  const uuid = await asked()
  await sql`update earnings.simulation set state = 'running', attempts = 3, told_at = now() - interval '1 hour'`.execute(
    database,
  )
  expect(await simulateDue(database)).toBe(false)
  expect((await simulationBy(database, uuid))!.state).toBe('failed')
})

test('the newest fifty are kept, and what is not done yet', async () => {
  const first = await asked()
  await sql`insert into earnings.simulation (uuid, asked_at, asked_by, question, state)
    select gen_random_uuid(), now(), 'test', question, 'failed' from earnings.simulation, generate_series(1, 60)`.execute(
    database,
  )
  await asked()
  const kept = await simulations(database)
  expect(kept).toHaveLength(51)
  expect(kept.at(-1)!.uuid).toBe(first)
})
