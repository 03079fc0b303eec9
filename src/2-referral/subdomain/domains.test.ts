import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import { changeMasterData } from '#people/contact/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { addDomain, choose, domainsOf, recheckDomains, removeDomain, resolveHost, verifyDomain } from './store.ts'

const { database } = await testDatabase()
const baseHost = 'shop.example'
const on = at('2026-03-01')
let company: TestCompany
let records: Map<string, string[][]>

beforeEach(async () => {
  await forget(database)
  await database.deleteFrom('referral.name_claim').execute()
  company = await openCompany(database)
  records = new Map()
  for (const name of ['Anna', 'Ben']) {
    await company.partner(name)
    await inTransaction(database, inside => choose(inside, { partner: company.of(name), name, at: on }))
  }
})

const resolveTxt = async (host: string): Promise<string[][]> => {
  const found = records.get(host)
  if (found === undefined) throw Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })
  return found
}

const adds = (who: string, host: string) =>
  inTransaction(database, inside => addDomain(inside, { partner: company.of(who), host, at: on, baseHost }))

const checks = (who: string, host = 'berger.example', ask: Parameters<typeof verifyDomain>[2] = resolveTxt) =>
  verifyDomain(database, { partner: company.of(who), host, at: on }, ask)

const recordFor = async (who: string, host = 'berger.example') => {
  const added = await adds(who, host)
  if (added.is === 'refused') throw new Error(added.because)
  return added.record
}

const whose = async (host: string) => {
  const answer = await resolveHost(database, { host, baseHost, at: on })
  return answer.is === 'partner' ? company.nameOf(answer.partner) : answer.is
}

test('a domain is his once its record stands there, and leads nowhere before', async () => {
  const { name, value } = await recordFor('Anna', 'https://Berger.example/laden?x')
  expect(name).toBe('_stamm.berger.example')
  expect(await checks('Anna')).toEqual({ is: 'refused', because: 'no record' })
  records.set(name, [['v=spf1 -all']])
  expect(await checks('Anna')).toEqual({ is: 'refused', because: 'another record' })
  expect(await whose('berger.example')).toBe('unknown')
  // DNS cuts long texts into pieces.
  records.set(name, [['v=spf1 -all'], [value.slice(0, 9), value.slice(9)]])
  expect(await checks('Anna')).toEqual({ is: 'verified' })
  expect(await whose('berger.example')).toBe('Anna')
  await removeDomain(database, { partner: company.of('Anna'), host: 'berger.example' })
  expect(await whose('berger.example')).toBe('unknown')
})

test.each`
  typed                       | host
  ${'bücher.example'}         | ${'xn--bcher-kva.example'}
  ${'http://Anna.Example:80'} | ${'anna.example'}
`('$typed is kept as $host', async ({ typed, host }) => {
  expect(await adds('Anna', typed)).toMatchObject({ is: 'added', host })
})

test.each(['', 'berger', 'ber ger.example', '10.0.0.1', 'anna.shop.example', 'shop.example', 'example'])(
  '"%s" is no domain of his own',
  async typed => {
    expect(await adds('Anna', typed)).toEqual({ is: 'refused', because: 'no domain' })
  },
)

test('it needs a name first, and three are enough', async () => {
  await company.partner('Cleo')
  expect(await adds('Cleo', 'cleo.example')).toEqual({ is: 'refused', because: 'no name' })
  for (const host of ['a.example', 'b.example', 'c.example']) expect((await adds('Anna', host)).is).toBe('added')
  expect(await adds('Anna', 'd.example')).toEqual({ is: 'refused', because: 'too many domains' })
  expect((await adds('Anna', 'a.example')).is).toBe('added')
})

test('who shows the record last has the domain: it may have been sold', async () => {
  const [annas, bens] = [await recordFor('Anna'), await recordFor('Ben')]
  expect(annas.value).not.toBe(bens.value)
  records.set(annas.name, [[annas.value]])
  expect(await checks('Ben')).toEqual({ is: 'refused', because: 'another record' })
  await checks('Anna')
  records.set(annas.name, [[bens.value]])
  expect(await checks('Ben')).toEqual({ is: 'verified' })
  expect(await whose('berger.example')).toBe('Ben')
  expect((await domainsOf(database, company.of('Anna')))[0]!.verifiedAt).toBeNull()
})

test('a check that finds nothing leaves an older proof: name servers have bad days', async () => {
  const { name, value } = await recordFor('Anna')
  records.set(name, [[value]])
  await checks('Anna')
  const failing = () => Promise.reject(Object.assign(new Error('slow'), { code: 'ETIMEOUT' }))
  expect(await checks('Anna', 'berger.example', failing)).toEqual({ is: 'refused', because: 'no answer' })
  expect(await whose('berger.example')).toBe('Anna')
  expect(await checks('Ben')).toEqual({ is: 'refused', because: 'unknown domain' })
})

test('two who prove a domain at once: one has it, and neither fails', async () => {
  const [annas, bens] = [await recordFor('Anna'), await recordFor('Ben')]
  records.set(annas.name, [[annas.value], [bens.value]])
  for (let round = 0; round < 20; round += 1) {
    expect(await Promise.all([checks('Anna'), checks('Ben')])).toEqual([{ is: 'verified' }, { is: 'verified' }])
    const all = await Promise.all(['Anna', 'Ben'].map(name => domainsOf(database, company.of(name))))
    expect(all.flat().filter(domain => domain.verifiedAt !== null)).toHaveLength(1)
  }
})

test('the domain of a partner who left leads to the company', async () => {
  const { name, value } = await recordFor('Anna')
  records.set(name, [[value]])
  await checks('Anna')
  await company.leaves('Anna', { successor: company.of('Ben') }, '2026-03-10')
  expect(await resolveHost(database, { host: 'berger.example', baseHost, at: at('2026-03-11') })).toEqual({
    is: 'redirect',
    to: 'shop.shop.example',
  })
})

describe('looked at again once a day', () => {
  const days = (count: number) => (on + count * 86_400_000) as typeof on
  const looks = (count: number, ask = resolveTxt) => recheckDomains(database, days(count), ask)
  const told = async () => {
    const rows = await database.selectFrom('ground.message').select(['kind', 'recipient']).orderBy('id').execute()
    return rows.map(({ kind, recipient }) => `${kind}: ${recipient}`)
  }
  let record: { name: string; value: string }

  beforeEach(async () => {
    await database.deleteFrom('ground.message').execute()
    await inTransaction(database, inside => changeMasterData(inside, company.of('Anna'), { email: 'anna@web.example' }))
    record = await recordFor('Anna')
    records.set(record.name, [[record.value]])
    await checks('Anna')
  })

  test('a domain whose record is gone for five days leads to the partner no more, and he is told before and then', async () => {
    records.delete(record.name)
    expect(await looks(0.5)).toBe(0)
    for (const day of [1, 2, 3, 5.5]) expect(await looks(day)).toBe(1)
    expect([await whose('berger.example'), await told()]).toEqual(['Anna', ['domain proof missing: anna@web.example']])
    await looks(6.5)
    expect(await whose('berger.example')).toBe('unknown')
    expect(await told()).toEqual(['domain proof missing: anna@web.example', 'domain lost: anna@web.example'])
    expect(await looks(9)).toBe(0)
  })

  test('a record that comes back in time is as good as before', async () => {
    records.set(record.name, [['another']])
    await looks(1)
    records.set(record.name, [[record.value]])
    await looks(3)
    records.delete(record.name)
    await looks(7)
    expect([await whose('berger.example'), (await domainsOf(database, company.of('Anna')))[0]!.missingSince]).toEqual([
      'Anna',
      days(7),
    ])
  })

  test('each is looked at by one server: another does not wait for it', async () => {
    const others: (number | string)[] = []
    const askingMeanwhile: typeof resolveTxt = async host => {
      others.push(await Promise.race([looks(1), pause(1_000).then(() => 'waits')]))
      return resolveTxt(host)
    }
    const looked = inTransaction(database, inside => recheckDomains(inside, days(1), askingMeanwhile))
    expect([await looked, others]).toEqual([1, [0]])
  })

  test('name servers that do not answer prove nothing', async () => {
    const failing = () => Promise.reject(Object.assign(new Error('slow'), { code: 'ETIMEOUT' }))
    for (let day = 1; day < 10; day += 1) await looks(day, failing)
    expect([await whose('berger.example'), await told()]).toEqual(['Anna', []])
  })
})
