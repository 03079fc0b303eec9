import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Period } from '#ground/period'
import { closeBooks, holdBookings } from '#volume/ledger/store.ts'
import { createLogin } from '#doors/auth/store.ts'
import { forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { typing } from '../../../test/terminal.ts'

const { database, url } = await testDatabase()
const run = typing({ DATABASE_URL: url })
const folder = mkdtempSync(join(tmpdir(), 'stamm-plan-'))
afterAll(() => rmSync(folder, { recursive: true }))

const olga = 'olga@company.example'

beforeEach(async () => {
  await forget(database)
  await openCompany(database)
  await createLogin(database, {
    email: olga,
    password: 'a long password',
    role: 'company',
    name: 'Olga',
    contact: null,
  })
})

const planText = ({ from = '2026-02', rate = '5 %', more = '' } = {}) => `name: Klein # ein Wort
from: ${from}
volumes: {Umsatz: {sum: own}}
${more}
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: ${rate}}]}]
`

/** Adds a plan from a file; answers call it plan.yaml. */
const add = async (text: string, login = olga) => {
  const path = join(folder, 'plan.yaml')
  writeFileSync(path, text)
  const told = await run('plan', 'add', path, '--login', login)
  return { ...told, stderr: told.stderr.replaceAll(join(folder, '/'), '') }
}

describe('stamm plan', () => {
  test('adds a version, lists it, and shows it as it was written and in words', async () => {
    expect(await add(planText())).toEqual({ code: 0, stdout: 'version 1 holds from 2026-02 on\n', stderr: '' })
    await add(planText({ from: '2026-04', more: 'payout at most: 4 %' }))
    const { stdout } = await run('plan', 'list')
    expect(stdout).toMatch(
      /^2 {2}from 2026-04 {2}Klein {2}added \S+Z by olga@company\.example\n1 {2}from 2026-02 {2}Klein {2}added \S+Z by olga@company\.example\n$/u,
    )
    expect(await run('plan', 'show', '1')).toEqual({ code: 0, stdout: planText(), stderr: '' })
    expect((await run('plan', 'show')).stdout).toContain('from: 2026-04')
    const words = (...args: readonly string[]) => run('plan', 'show', '1', '--words', ...args)
    expect((await words()).stdout).toContain('Provision: Auf Umsatz ab 0: 5 %; die erreichte Stufe gilt für alles.\n')
    expect((await words('--language', 'en')).stdout).toMatch(/^Provision: .*5 %.*$/mu)
    expect((await words('--language', 'en')).stdout).toContain('All rules together pay at most 5 % of the turnover.\n')
  })

  test('keeps a plan that it warns of, and says where', async () => {
    expect(await add(planText({ more: 'payout at most: 4 %' }))).toEqual({
      code: 0,
      stdout: 'version 1 holds from 2026-02 on\n',
      stderr: 'warning: plan.yaml:5:1: All rules together can pay up to 5 % of the turnover, more than 4 %.\n',
    })
  })

  test('refuses a plan with every mistake, each with file, line and column, and keeps nothing', async () => {
    const { code, stdout, stderr } = await add(planText({ from: '2026-13', rate: '0.05' }))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^plan\.yaml:2:7: from: found "2026-13", expected a month/u),
      expect.stringMatching(/^plan\.yaml:5:102: bonuses › 1 › brackets › 1 › rate: found "0\.05", expected a rate/u),
      '',
    ])
    expect((await run('plan', 'list')).stdout).toBe('')
  })

  test('refuses one that begins in a closed month', async () => {
    await inTransaction(database, async transaction => {
      await holdBookings(transaction)
      await closeBooks(transaction, '2026-02' as Period)
    })
    expect(await add(planText())).toEqual({
      code: 2,
      stdout: '',
      stderr: 'stamm: plan.yaml: from: found "2026-02", expected an open month, from 2026-03 on\n',
    })
  })
})

describe('asked wrongly', () => {
  test.each([
    [
      'a login that nobody has',
      ['plan', 'add', 'x.yaml', '--login', 'nobody@where.example'],
      '--login: nobody of the company signs in as "nobody@where.example"',
    ],
    [
      'a file that is not there',
      ['plan', 'add', '/nowhere/x.yaml', '--login', olga],
      '/nowhere/x.yaml: found no such file, expected a plan in YAML',
    ],
    ['a version that is not there', ['plan', 'show', '7'], 'there is no version "7"; "stamm plan list" lists them'],
    [
      'a version that is no number',
      ['plan', 'show', 'first'],
      'there is no version "first"; "stamm plan list" lists them',
    ],
    ['no plan at all', ['plan', 'show'], 'there is no version ""; "stamm plan list" lists them'],
    [
      'a language that it does not speak',
      ['plan', 'show', '--words', '--language', 'fr'],
      '--language: found "fr", expected de or en',
    ],
  ])('%s is one line and 2', async (_, args, told) => {
    expect(await run(...args)).toEqual({ code: 2, stdout: '', stderr: `stamm: ${told}\n` })
  })

  test.each([
    [['plan']],
    [['plan', 'add', 'x.yaml']],
    [['plan', 'list', 'all']],
    [['plan', 'show', '1', '2']],
    [['plan', 'remove', '1']],
  ])('stamm %j says how it is asked', async args => {
    expect(await run(...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^stamm plan add /u),
    })
  })

  test('stamm plan --help says how it is asked, and that is no mistake', async () => {
    expect(await run('plan', '--help')).toMatchObject({ code: 0, stderr: '' })
  })
})
