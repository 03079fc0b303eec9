import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { addPlan } from '#earnings/plan/store.ts'
import { createLogin } from '#doors/auth/store.ts'
import { at, forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { typing } from '../../../test/terminal.ts'

const { database, url } = await testDatabase()
const run = typing({ DATABASE_URL: url })

const [ina, udo] = ['ina@company.example', 'udo@company.example'] as const

const todayIs = (day: string) => vi.setSystemTime(at(day))

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  todayIs('2026-03-10 12:00')
  await forget(database)
  const company = await openCompany(database)
  for (const email of [ina, udo])
    await createLogin(database, { email, password: 'a long password', role: 'company', name: 'X', contact: null })
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.buys('Cy', 100, '2026-02-10')
  await addPlan(database, {
    by: ina,
    text: `name: Klein
from: 2026-02
volumes: {Umsatz: {sum: own}}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 10 %}]}]`,
  })
})
afterEach(() => void vi.useRealTimers())

const act = (what: string, login: string, terminal = run) =>
  terminal('run', what, '--period', '2026-02', '--login', login)

const sums = ['  turnover 100.00, 1 partners are paid, 0 owe', '  Provision: 10.00 in 1 lines']
const told = (state: string, ...more: string[]) =>
  `${[`2026-02  ${state} 2026-03-10T11:00:00.000Z  version 1  10.00`, ...sums, ...more].join('\n')}\n`

describe('stamm run', () => {
  test('drafts, approves, closes, shows and verifies a month', async () => {
    expect(await act('draft', ina)).toEqual({ code: 0, stdout: told('draft'), stderr: '' })
    expect(await act('draft', ina)).toMatchObject({ code: 0 })
    expect(await act('approve', udo)).toEqual({ code: 0, stdout: told('approved'), stderr: '' })
    const closed = await act('close', ina)
    expect([closed.code, closed.stderr]).toEqual([0, ''])
    expect(closed.stdout).toMatch(new RegExp(`^${told('closed')}  hash [\\da-f]{64}\n$`, 'u'))
    expect((await run('run', 'show', '--period', '2026-02')).stdout).toBe(closed.stdout)
    expect(await run('run', 'show')).toEqual({ code: 0, stdout: `${closed.stdout.split('\n')[0]}\n`, stderr: '' })
    expect(await run('run', 'verify')).toEqual({ code: 0, stdout: '2026-02  as it was closed\n', stderr: '' })
  })

  test('tells on a terminal how far a closing is, and leaves a clean line', async () => {
    await act('draft', ina)
    await act('approve', udo)
    const { code, stderr } = await act('close', udo, typing({ DATABASE_URL: url }, { isTTY: true }))
    const clean = '\r\u001B[K'
    expect([code, stderr]).toEqual([0, `${clean}${'░'.repeat(30)}   0 %  lines${clean}`])
  })

  test('verifying finds what was changed behind its back, and ends with 1', async () => {
    await act('draft', ina)
    await act('approve', udo)
    await act('close', ina)
    await sql`alter table earnings.line disable trigger user`.execute(database)
    await sql`update earnings.line set amount = amount + 1`.execute(database)
    await sql`alter table earnings.line enable trigger user`.execute(database)
    expect(await run('run', 'verify', '--period', '2026-02')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^2026-02 {2}changed: .*lines/u),
    })
  })
})

describe('what the rules refuse is one line and 1', () => {
  const refused = (what: string, because: string) => ({
    code: 1,
    stdout: '',
    stderr: `stamm: 2026-02 is not ${what}: ${because}\n`,
  })

  test('approving without a draft, or one’s own draft; closing what nobody approved', async () => {
    expect(await act('approve', udo)).toEqual(refused('approved', 'no draft'))
    expect(await act('close', udo)).toEqual(refused('closed', 'not approved'))
    await act('draft', ina)
    expect(await act('approve', ina)).toEqual(refused('approved', 'own draft'))
    expect(await act('close', udo)).toEqual(refused('closed', 'not approved'))
  })

  test('approving a month that is still on', async () => {
    todayIs('2026-02-28 23:59')
    await act('draft', ina)
    expect(await act('approve', udo)).toEqual(refused('approved', 'month not over'))
  })

  test('drafting and closing a month that is closed', async () => {
    await act('draft', ina)
    await act('approve', udo)
    await act('close', udo)
    expect(await act('draft', ina)).toEqual(refused('drafted', 'already closed'))
    expect(await act('close', udo)).toEqual(refused('closed', 'already closed'))
  })

  test('drafting a month that no plan holds for', async () => {
    expect(await run('run', 'draft', '--period', '2026-01', '--login', ina)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'stamm: 2026-01 is not drafted: no plan\n',
    })
  })
})

describe('asked wrongly', () => {
  test.each([
    [
      'a login that nobody has',
      ['draft', '--period', '2026-02', '--login', 'x@y.example'],
      '--login: nobody of the company signs in as "x@y.example"',
    ],
    [
      'no login',
      ['draft', '--period', '2026-02'],
      '--login: expected the address that somebody of the company signs in with',
    ],
    ['no month', ['draft', '--login', ina], '--period: found "", expected a month such as 2011-10'],
    [
      'a month that is none',
      ['show', '--period', '2026-13'],
      '--period: found "2026-13", expected a month such as 2011-10',
    ],
    [
      'a month without a run',
      ['show', '--period', '2026-02'],
      'there is no run of 2026-02; "stamm run draft" makes one',
    ],
    ['verifying where nothing is closed', ['verify'], 'no month is closed yet'],
  ])('%s is one line and 2', async (_, args, line) => {
    expect(await run('run', ...args)).toEqual({ code: 2, stdout: '', stderr: `stamm: ${line}\n` })
  })

  test.each([[[]], [['open']], [['show', 'all']]])('stamm run %j says how it is asked', async args => {
    expect(await run('run', ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^stamm run draft /u) })
  })

  test('an option that nobody knows is one line and 2', async () => {
    expect(await run('run', 'show', '--month', '2026-02')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^stamm: [^\n]+\n$/u),
    })
  })

  test('stamm run --help says how it is asked, and that is no mistake', async () => {
    expect(await run('run', '--help')).toMatchObject({ code: 0, stderr: '' })
  })
})
