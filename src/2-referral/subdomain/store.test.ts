import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { keepSetting } from '#ground/setting/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { namePolicy, type NamePolicy } from './index.ts'
import { choose, nameOf, namesOf, rename, resolveHost } from './store.ts'

const { database } = await testDatabase()
let company: TestCompany

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('ground.setting').execute()
  await sql`truncate referral.name_claim`.execute(database)
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
})

const settles = (changed: Partial<NamePolicy>) =>
  keepSetting(database, namePolicy, { value: { ...namePolicy.usual, ...changed }, by: 'user:1' })

const chooses = (who: string, name: string, on = '2026-02-01') =>
  inTransaction(database, inside => choose(inside, { partner: company.of(who), name, at: at(on) }))

const renames = (who: string, name: string, on = '2026-03-01') =>
  inTransaction(database, inside => rename(inside, { partner: company.of(who), name, at: at(on) }))

const asks = async (host: string, on = '2026-03-02') => {
  const answer = await resolveHost(database, { host, baseHost: 'shop.example', at: at(on) })
  if (answer.is === 'partner') return `${company.nameOf(answer.partner)} as ${answer.name}`
  if (answer.is === 'redirect') return `to ${answer.to}`
  return answer.is === 'unknown' ? answer.answer : `company${answer.isShop ? "'s shop" : ''}`
}

const refused = (because: string) => ({ is: 'refused', because })

describe('a name', () => {
  test('works at once and belongs to one partner', async () => {
    expect(await chooses('Anna', 'Anna')).toEqual({ is: 'named', name: 'anna' })
    expect(await asks('anna.shop.example')).toBe('Anna as anna')
    expect(await chooses('Ben', 'anna')).toEqual(refused('taken'))
    expect(await chooses('Ben', 'an-na')).toEqual(refused('looks like taken'))
    expect(await chooses('Anna', 'anna-berger')).toEqual(refused('has a name'))
  })

  test('is for partners alone', async () => {
    await company.customer('Cy', 'Anna')
    expect(await chooses('Cy', 'cem')).toEqual(refused('not a partner'))
    expect(await renames('Anna', 'anna')).toEqual(refused('no name'))
  })

  test.each`
    name       | because
    ${'admin'} | ${'reserved'}
    ${'test'}  | ${'reserved'}
    ${'ruhm'}  | ${'blacklisted'}
  `('$name is refused as $because', async ({ name, because }) => {
    await settles({ blacklist: ['ruhm'] })
    expect(await chooses('Anna', name)).toEqual(refused(because))
  })

  test('that was changed leads on for the days the company set, and is given to nobody else for a year', async () => {
    await settles({ redirectDays: 30 })
    await chooses('Anna', 'anna')
    expect(await renames('Anna', 'anna-berger', '2026-03-01')).toEqual({ is: 'named', name: 'anna-berger' })
    expect(await asks('anna.shop.example', '2026-03-30')).toBe('to anna-berger.shop.example')
    expect(await asks('anna.shop.example', '2026-04-01')).toBe('company page')
    expect(await chooses('Ben', 'anna', '2027-02-28')).toEqual(refused('taken'))
    expect(await chooses('Ben', 'anna', '2027-03-01')).toEqual({ is: 'named', name: 'anna' })
    expect(await asks('anna.shop.example', '2027-03-02')).toBe('Ben as anna')
  })

  test('may be taken back by whom it is held for, and may look like the one before', async () => {
    await chooses('Anna', 'anna')
    await renames('Anna', 'an-na', '2026-03-01')
    expect(await asks('anna.shop.example')).toBe('to an-na.shop.example')
    expect(await chooses('Ben', 'anna', '2028-01-01')).toEqual(refused('taken'))
    expect(await renames('Anna', 'anna', '2026-03-05')).toEqual({ is: 'named', name: 'anna' })
    expect([await asks('an-na.shop.example', '2026-03-06'), await asks('anna.shop.example', '2026-03-06')]).toEqual([
      'to anna.shop.example',
      'Anna as anna',
    ])
    expect((await namesOf(database, company.of('Anna'))).map(each => each.name)).toEqual(['anna', 'an-na', 'anna'])
  })

  test('is changed a few times a year only, so that nobody hoards them', async () => {
    await chooses('Anna', 'anna-0')
    for (const number of [3, 4, 6, 7]) expect((await renames('Anna', `anna-${number}`)).is).toBe('named')
    expect(await renames('Anna', 'anna-x')).toEqual(refused('too many names'))
    expect(await renames('Anna', 'anna-x', '2027-03-02')).toEqual({ is: 'named', name: 'anna-x' })
  })
})

describe('at the same time', () => {
  const partners = Array.from({ length: 10 }, (_, position) => `P${position}`)

  test.each`
    what            | names
    ${'the same'}   | ${['rosen']}
    ${'confusable'} | ${['rosen', 'r0sen', 'ro-sen', 'ro5en', 'ros-en']}
  `('ten partners who choose $what name: one gets it', async ({ names }) => {
    for (const name of partners) await company.partner(name)
    for (let round = 0; round < 10; round += 1) {
      await sql`truncate referral.name, referral.name_claim`.execute(database)
      const results = await Promise.all(
        partners.map((partner, position) => chooses(partner, names[position % names.length] as string)),
      )
      expect(results.filter(result => result.is === 'named')).toHaveLength(1)
    }
  })

  test('one partner who chooses ten names has one', async () => {
    const results = await Promise.all(partners.map((_, number) => chooses('Anna', `anna-${'abcdefghij'[number]}`)))
    expect(results.filter(result => result.is === 'named')).toHaveLength(1)
    expect(results.filter(result => result.is === 'refused')).toEqual(Array(9).fill(refused('has a name')))
  })

  test('the same old name, free again, goes to one', async () => {
    for (const name of partners) await company.partner(name)
    await chooses('Anna', 'anna', '2024-01-01')
    await renames('Anna', 'berger', '2024-02-01')
    const results = await Promise.all(partners.map(partner => chooses(partner, 'anna', '2026-02-01')))
    expect(results.filter(result => result.is === 'named')).toHaveLength(1)
  })
})

describe('after leaving', () => {
  beforeEach(async () => {
    await chooses('Anna', 'anna')
    await renames('Anna', 'anna-berger', '2026-03-01')
  })

  // The table of the README.
  test('a name leads to the heir, under his own name where he has one', async () => {
    expect([await asks('anna.shop.example'), await asks('anna-berger.shop.example')]).toEqual([
      'to anna-berger.shop.example',
      'Anna as anna-berger',
    ])
    await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-10')
    expect([await asks('anna.shop.example'), await asks('anna-berger.shop.example')]).toEqual([
      'Ben as anna',
      'Ben as anna-berger',
    ])
    await chooses('Ben', 'ben', '2026-03-11')
    expect([await asks('anna.shop.example'), await asks('anna-berger.shop.example')]).toEqual([
      'to ben.shop.example',
      'to ben.shop.example',
    ])
    expect([await asks('www.shop.example'), await asks('shop.example'), await asks('cem.shop.example')]).toEqual([
      "company's shop",
      'company',
      'company page',
    ])
  })

  test('the heir may take the name as his own, and then it stays his when the other comes back', async () => {
    await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-10')
    expect(await chooses('Ben', 'anna-berger', '2026-03-11')).toEqual({ is: 'named', name: 'anna-berger' })
    await company.becomes('Anna', 'partner', '2026-04-01')
    expect(await asks('anna-berger.shop.example', '2026-04-02')).toBe('Ben as anna-berger')
    expect(await nameOf(database, company.of('Anna'))).toBeUndefined()
    expect((await chooses('Anna', 'anna', '2026-04-02')).is).toBe('named')
  })

  test('nobody else gets it while there is an heir, also when the heir left too', async () => {
    await company.partner('Dora')
    await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-10')
    await company.leaves('Ben', { successor: company.of('Dora') }, '2026-03-20')
    expect(await asks('anna-berger.shop.example', '2026-04-01')).toBe('Dora as anna-berger')
    await company.partner('Emil')
    expect(await chooses('Emil', 'anna-berger', '2029-01-01')).toEqual(refused('taken'))
  })

  test('without an heir it leads to the company, and after a year it is free', async () => {
    await company.leaves('Anna', 'house', '2026-03-10')
    expect(await asks('anna-berger.shop.example', '2026-04-01')).toBe('to shop.shop.example')
    expect(await chooses('Ben', 'anna-berger', '2027-03-09')).toEqual(refused('taken'))
    expect(await chooses('Ben', 'anna-berger', '2027-03-10')).toEqual({ is: 'named', name: 'anna-berger' })
    expect(await asks('anna-berger.shop.example', '2027-03-11')).toBe('Ben as anna-berger')
  })

  test('the company may have all names lead to itself', async () => {
    await settles({ afterLeaving: 'company' })
    await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-10')
    expect(await asks('anna-berger.shop.example', '2026-04-01')).toBe('to shop.shop.example')
  })

  test('who comes back has his name again', async () => {
    await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-10')
    await company.becomes('Anna', 'partner', '2026-04-01')
    expect(await asks('anna-berger.shop.example', '2026-04-02')).toBe('Anna as anna-berger')
  })
})

test('a host that is nobody’s gets what the company set; a name in letters of its own leads to its host', async () => {
  await chooses('Anna', 'Jürgen')
  expect(await asks('xn--jrgen-kva.shop.example')).toBe('to juergen.shop.example')
  expect(await asks('xn--jrgen.shop.example')).toBe('company page')
  await settles({ unknownHosts: 'not found' })
  expect([await asks('cem.shop.example'), await asks('berger.example'), await asks('')]).toEqual(
    Array(3).fill('not found'),
  )
})
