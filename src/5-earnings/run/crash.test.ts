import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { pull } from '#volume/ledger/store.ts'
import { approveRun, askToClose, closeAsked, closeRun, draftRun, verifyRuns } from './store.ts'

const { database, url } = await testDatabase()
let company: TestCompany

const plan = `name: Klein
from: 2026-02
volumes: {Umsatz: {sum: own}}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}]`

const acting = (by: string) => ({ period: '2026-02' as Period, by, at: at('2027-01-01') })
const close = (by: string) => closeRun(database, { ...acting(by), progress: () => undefined })

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await addPlan(database, { text: plan, by: 'office' })
  for (const day of [3, 4, 5]) await company.buys('Cy', day, `2026-02-0${day}`)
  await draftRun(database, acting('Ina'))
  await approveRun(database, acting('Udo'))
})

const kept = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select (select state from earnings.run) as state, (select count(*)::int from earnings.line) as lines,
      (select count(*)::int from earnings.kept_part) as parts, (select closed_until from volume.closing) as closed`.execute(
    database,
  )
  return rows[0]
}

// The lines, then each of what is kept beside them.
test.each([0, 1, 2, 3, 4, 5])(
  'killed at step %s, a closing leaves nothing, and repeated it comes to the same',
  async step => {
    const child = spawn(
      process.execPath,
      [new URL('../../../test/close-slowly.ts', import.meta.url).pathname, url, '2026-02', String(step)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const [told] = (await once(child.stdout, 'data')) as [Buffer]
    expect(String(told)).toBe('stopped\n')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await kept()).toEqual({ state: 'approved', lines: 0, parts: 0, closed: 0 })
    const approved = await database.selectFrom('earnings.run').select('content').executeTakeFirstOrThrow()
    expect((await close('Udo')).is).toBe('closed')
    expect(await kept()).toMatchObject({ state: 'closed', lines: 1, parts: 5, closed: 202602 })
    expect(await database.selectFrom('earnings.run').select('content').executeTakeFirstOrThrow()).toEqual(approved)
    for await (const { findings } of verifyRuns(database)) expect(findings).toEqual([])
  },
)

test('of many who close at once one does, and the others find it closed', async () => {
  const results = await Promise.all(['A', 'B', 'C', 'D'].map(close))
  expect(results.map(result => (result.is === 'refused' ? result.because : result.is)).sort()).toEqual([
    'already closed',
    'already closed',
    'already closed',
    'closed',
  ])
  expect(await kept()).toMatchObject({ lines: 1, parts: 5 })
})

test('of many who approve at once one does', async () => {
  await draftRun(database, acting('Ina'))
  const results = await Promise.all(['A', 'B', 'C', 'D'].map(by => approveRun(database, acting(by))))
  expect(results.filter(({ is }) => is === 'approved')).toHaveLength(1)
})

test('a closing waits for what is being booked into the month, and does not close without it', async () => {
  await company.buys('Cy', 7, '2026-02-10')
  const booked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const booking = inTransaction(database, async transaction => {
    await pull(transaction, berlin)
    booked.resolve()
    await released.promise
  })
  await booked.promise
  const closing = close('Udo')
  await pause(500)
  released.resolve()
  await booking
  expect(await closing).toEqual({ is: 'refused', because: 'changed since the approval' })
})

test('what is booked while a month closes goes to the next one', async () => {
  const isClosing = Promise.withResolvers<void>()
  const progress = async () => {
    isClosing.resolve()
    await pause(100)
  }
  const closing = closeRun(database, { ...acting('Udo'), progress })
  await isClosing.promise
  await company.buys('Cy', 7, '2026-02-10')
  await company.books()
  expect((await closing).is).toBe('closed')
  const { rows } = await sql<{ period: number }>`select period from volume.entry order by id desc limit 1`.execute(
    database,
  )
  expect(rows[0]).toEqual({ period: 202603 })
  for await (const { findings } of verifyRuns(database)) expect(findings).toEqual([])
})

test('what was asked to be closed is closed by whoever comes, once', async () => {
  await askToClose(database, acting('Udo'))
  const done = await Promise.all([1, 2, 3].map(() => closeAsked(database, at('2027-01-01'))))
  expect(done.flat()).toEqual(['2026-02'])
  expect(await kept()).toMatchObject({ state: 'closed', lines: 1 })
})

test('what cannot be closed is asked for no more, and says why', async () => {
  await askToClose(database, acting('Udo'))
  await company.buys('Cy', 7, '2026-02-10')
  expect(await closeAsked(database, at('2027-01-01'))).toEqual([])
  expect(
    await database.selectFrom('earnings.run').select(['closing_asked_by', 'closing_refused']).executeTakeFirst(),
  ).toEqual({ closing_asked_by: null, closing_refused: 'changed since the approval' })
})
