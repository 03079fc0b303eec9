import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { Role } from '#people/contact'
import { rolesOf } from '#people/contact/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { ownersAt, roleAt, type History, type Timeline } from './index.ts'
import { previewLeaving, standingsAt, structureBefore, upline } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
})

const sponsorOf = async (name: string) => company.nameOf((await upline(database, company.of(name)))[0]!)

describe('a move', () => {
  beforeEach(async () => {
    await company.partner('Anna')
    await company.partner('Ben', 'Anna')
    await company.customer('Cy', 'Ben')
  })

  test('holds from its moment on and keeps what was before', async () => {
    expect(await company.moves('Cy', 'Anna', '2026-02-10')).toEqual({ is: 'moved' })
    const [before, after] = await standingsAt(database, [
      { contact: company.of('Cy'), at: (at('2026-02-10') - 1) as Instant },
      { contact: company.of('Cy'), at: at('2026-02-10') },
    ])
    expect([before, after].map(standing => company.nameOf(standing!.owners.nearest))).toEqual(['Ben', 'Anna'])
  })

  test.each`
    who        | to        | on              | because
    ${'Anna'}  | ${'Cy'}   | ${'2026-02-10'} | ${'would close a cycle'}
    ${'Anna'}  | ${'Anna'} | ${'2026-02-10'} | ${'would close a cycle'}
    ${'house'} | ${'Anna'} | ${'2026-02-10'} | ${'the house has no sponsor'}
    ${'Cy'}    | ${'Anna'} | ${'2025-12-31'} | ${'not after the last change'}
  `('of $who below $to on $on is refused: $because', async ({ who, to, on, because }) => {
    expect(await company.moves(who, to, on)).toEqual({ is: 'refused', because })
  })

  test('dated back is checked against every later moment', async () => {
    await company.partner('Dora')
    await company.moves('Dora', 'Cy', '2026-03-10')
    // On the tenth of February Dora still stood below the house, but from March she stands below Anna.
    expect(await company.moves('Anna', 'Dora', '2026-02-10')).toEqual({ is: 'refused', because: 'would close a cycle' })
  })

  test('below somebody who joined later is checked against the time before he joined, too', async () => {
    await company.partner('Yu', 'Anna')
    await company.moves('Yu', 'house', '2026-02-01')
    await company.partner('Xenia', 'Yu', '2026-03-01')
    // Before she joined, Xenia's turnover follows Yu, who stood below Anna in January.
    expect(await company.moves('Anna', 'Xenia', '2026-01-15')).toEqual({
      is: 'refused',
      because: 'would close a cycle',
    })
    expect(await company.moves('Anna', 'Xenia', '2026-03-02')).toEqual({ is: 'moved' })
  })

  test('below somebody who stood below him only earlier is no cycle', async () => {
    await company.moves('Ben', 'house', '2026-02-01')
    expect(await company.moves('Anna', 'Ben', '2026-02-02')).toEqual({ is: 'moved' })
  })
})

test('two opposite moves at once never close a cycle', async () => {
  for (let round = 0; round < 20; round += 1) {
    const [left, right] = [`L${round}`, `R${round}`]
    await company.partner(left)
    await company.partner(right)
    const results = await Promise.all([
      company.moves(left, right, '2026-02-10'),
      company.moves(right, left, '2026-02-10'),
    ])
    expect(results.map(result => result.is).sort()).toEqual(['moved', 'refused'])
  }
})

test('every contact but the house has exactly one sponsor and role at any moment, whatever happens at once', async () => {
  for (const name of ['A', 'B', 'C', 'D', 'E']) await company.partner(name)
  const names = ['A', 'B', 'C', 'D', 'E']
  await Promise.all(
    Array.from({ length: 60 }, (_, turn) =>
      company.moves(
        names[turn % 5]!,
        names[(turn * 3 + 1) % 5]!,
        `2026-02-${String((turn % 27) + 1).padStart(2, '0')}`,
      ),
    ),
  )
  const { rows } = await sql<{ gaps: number; roots: number }>`
    select
      (select count(*)::int from people.sponsorship one where one.until_at <> 'infinity'
        and not exists (select from people.sponsorship next where next.contact_id = one.contact_id and next.from_at = one.until_at)) as gaps,
      (select count(*)::int from people.contact where not exists
        (select from people.sponsorship s where s.contact_id = contact.id and s.until_at = 'infinity')) as roots`.execute(
    database,
  )
  expect(rows[0]).toEqual({ gaps: 0, roots: 1 })
  for (const name of names) expect((await upline(database, company.of(name))).at(-1)).toBe(company.of('house'))
})

describe('a partner leaves', () => {
  beforeEach(async () => {
    await company.partner('Anna')
    await company.partner('Ben', 'Anna')
    await company.customer('Cy', 'Ben')
    await company.partner('Dora', 'Ben')
    await company.partner('Emil', 'Dora')
  })

  test.each`
    heir         | cy         | dora
    ${'sponsor'} | ${'Anna'}  | ${'Anna'}
    ${'house'}   | ${'house'} | ${'house'}
    ${'Dora'}    | ${'Dora'}  | ${'Anna'}
    ${'Emil'}    | ${'Emil'}  | ${'Anna'}
    ${'Anna'}    | ${'Anna'}  | ${'Anna'}
  `('and his customers and partners go to $heir', async ({ heir, cy, dora }) => {
    const chosen = ['sponsor', 'house'].includes(heir) ? heir : { successor: company.of(heir) }
    const preview = await previewLeaving(database, { partner: company.of('Ben'), heir: chosen })
    const left = await company.leaves('Ben', chosen, '2026-02-10')
    expect(left).toEqual({ is: 'left', moves: preview.moves })
    expect([await sponsorOf('Cy'), await sponsorOf('Dora'), await sponsorOf('Ben')]).toEqual([cy, dora, 'Anna'])
    expect((await rolesOf(database, company.of('Ben'))).map(change => change.role)).toEqual([
      'partner',
      'former partner',
    ])
  })

  test('only once, and only a partner', async () => {
    await company.leaves('Ben', 'sponsor', '2026-02-10')
    expect(await company.leaves('Ben', 'sponsor', '2026-02-11')).toEqual({ is: 'refused', because: 'not a partner' })
    expect(await company.leaves('Cy', 'house', '2026-02-11')).toEqual({ is: 'refused', because: 'not a partner' })
  })

  test('his successor has to be a partner', async () => {
    expect(await company.leaves('Ben', { successor: company.of('Cy') }, '2026-02-10')).toEqual({
      is: 'refused',
      because: 'successor is no partner',
    })
    expect(await company.leaves('Ben', { successor: company.of('Ben') }, '2026-02-10')).toEqual({
      is: 'refused',
      because: 'successor is no partner',
    })
  })

  test('and who registers below him at the same moment is not lost', async () => {
    const newcomers = Array.from({ length: 20 }, (_, turn) => company.customer(`N${turn}`, 'Ben', '2026-02-01'))
    await Promise.all([...newcomers, company.leaves('Ben', 'sponsor', '2026-02-10')])
    const standings = await standingsAt(
      database,
      Array.from({ length: 20 }, (_, turn) => ({ contact: company.of(`N${turn}`), at: at('2026-02-11') })),
    )
    expect(new Set(standings.map(standing => company.nameOf(standing.owners.nearest)))).toEqual(new Set(['Anna']))
  })
})

// The rule stands twice, in TypeScript and in SQL; this holds one to the other.
test('SQL and rule agree on owners and roles in random histories', async () => {
  const size = 25
  const names = Array.from({ length: size }, (_, position) => `P${position}`)
  const seed = fc.sample(fc.array(fc.nat(1_000_000), { minLength: 400, maxLength: 400 }), { numRuns: 1, seed: 7 })[0]!
  let turn = 0
  const dice = (sides: number) => seed[turn++ % seed.length]! % sides
  for (const [position, name] of names.entries()) {
    const sponsor = position === 0 ? 'house' : (names[dice(position)] ?? 'house')
    await [company.partner, company.customer, company.prospect][dice(3)]!(
      name,
      sponsor,
      `2026-01-${String(dice(20) + 1).padStart(2, '0')}`,
    )
  }
  for (let change = 0; change < 60; change += 1) {
    const [name, on] = [names[dice(size)]!, `2026-02-${String(dice(27) + 1).padStart(2, '0')} 0${dice(9)}:00`]
    if (dice(2) === 0) await company.moves(name, names[dice(size)]!, on)
    else await company.becomes(name, (['customer', 'partner', 'former partner'] as const)[dice(3)]!, on)
  }
  const history = await historyOf()
  const house = company.of('house')
  const questions = names.flatMap(name =>
    ['2026-01-10', '2026-02-05', '2026-02-14 05:00', '2026-03-01'].map(on => ({
      contact: company.of(name),
      at: at(on),
    })),
  )
  const answers = await standingsAt(database, questions)
  const expected = questions.map(({ contact, at }) => ({
    role: roleAt(history, contact, at),
    owners: ownersAt(history, { contact, at, house }),
  }))
  expect(answers).toEqual(expected)

  const end = await structureBefore(database, at('2026-02-15'))
  for (const name of names)
    expect(end.owners[company.of(name)]).toBe(
      Number(roleAt(history, company.of(name), (at('2026-02-15') - 1) as Instant) === 'partner'),
    )
})

const historyOf = async (): Promise<History> => {
  const roles = await database.selectFrom('people.role').selectAll().orderBy('from_at').execute()
  const sponsors = await database.selectFrom('people.sponsorship').selectAll().orderBy('from_at').execute()
  const rolesBy = Map.groupBy(roles, row => row.contact_id)
  const sponsorsBy = Map.groupBy(sponsors, row => row.contact_id)
  return {
    rolesOf: contact =>
      (rolesBy.get(contact) ?? []).map(row => ({ from: row.from_at, value: row.role })) satisfies Timeline<Role>,
    sponsorsOf: contact =>
      (sponsorsBy.get(contact) ?? []).map(row => ({
        from: row.from_at,
        value: row.sponsor_id,
      })) satisfies Timeline<ContactNumber>,
  }
}
