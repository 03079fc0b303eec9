import { beforeEach, describe, expect, test } from 'vitest'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { at, forget, openCompany, type TestCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { baseOf } from '../hosts.ts'
import { myPageDesk, webAddressOffice, type WebAddressNeeds } from './web-address.ts'

const { database } = await testDatabase()
let company: TestCompany
let today = at('2026-03-01')
let texts: string[][] = []

const needs: WebAddressNeeds = {
  database,
  clock: () => today,
  actor: async () => 'user:1',
  site: baseOf({ name: undefined, host: '127.0.0.1', port: 3000 }),
  resolveTxt: async () => texts,
}

let command = 0
const once = () => ({ commandId: `command ${(command += 1)}` })
const desk = (name: string) => myPageDesk(needs, company.of(name))
const office = webAddressOffice(needs)
const idOf = async (name: string) => (await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id

beforeEach(async () => {
  await forget(database)
  for (const table of ['referral.name_claim', 'ground.setting'] as const) await database.deleteFrom(table).execute()
  today = at('2026-03-01')
  texts = []
  company = await openCompany(database)
  await company.partner('Anna')
  await company.partner('Ben')
})

describe('a partner', () => {
  test('is offered a free name of his own, and has it at once', async () => {
    await desk('Ben').name({ ...once(), name: 'juergen' })
    await changeMasterData(database, company.of('Anna'), { givenName: 'Jürgen', familyName: 'Müller' })
    expect(await desk('Anna').page()).toMatchObject({
      name: null,
      address: null,
      suggestion: 'juergen-mueller',
      around: { before: 'http://', after: '.localhost:3000' },
    })
    expect(await desk('Anna').name({ ...once(), name: 'juergen-mueller' })).toEqual({
      is: 'named',
      name: 'juergen-mueller',
    })
    expect(await desk('Anna').page()).toMatchObject({
      address: 'http://juergen-mueller.localhost:3000',
      suggestion: null,
    })
  })

  test('sends a form twice, and it happens once', async () => {
    const sent = { ...once(), name: 'anna' }
    const answers = await Promise.all([desk('Anna').name(sent), desk('Anna').name(sent)])
    expect(answers).toEqual([
      { is: 'named', name: 'anna' },
      { is: 'named', name: 'anna' },
    ])
  })

  test('sees an old name as long as it leads on', async () => {
    await desk('Anna').name({ ...once(), name: 'anna' })
    await desk('Anna').name({ ...once(), name: 'anna-berger' })
    expect((await desk('Anna').page()).formerNames).toMatchObject([{ name: 'anna' }])
    today = at('2026-09-01')
    expect((await desk('Anna').page()).formerNames).toEqual([])
  })

  test('keeps a greeting as long as greetings may be', async () => {
    const greeting = { de: 'ä'.repeat(1000), en: '€'.repeat(1000) }
    await desk('Anna').change({ ...once(), greeting, showsEmail: true, showsPhone: false })
    expect(await desk('Anna').page()).toMatchObject({ greeting, showsEmail: true, showsPhone: false })
  })

  test('adds a domain, proves it and removes it', async () => {
    await desk('Anna').name({ ...once(), name: 'anna' })
    expect(await desk('Anna').addDomain({ ...once(), host: 'Berger.example' })).toMatchObject({ is: 'added' })
    const [domain] = (await desk('Anna').page()).domains
    expect(domain).toMatchObject({ host: 'berger.example', verifiedAt: null })
    texts = [[domain!.record.value]]
    expect(await desk('Ben').checkDomain('berger.example')).toEqual({ is: 'refused', because: 'unknown domain' })
    expect(await desk('Anna').checkDomain('berger.example')).toEqual({ is: 'verified' })
    await desk('Anna').removeDomain({ ...once(), host: 'berger.example' })
    expect((await desk('Anna').page()).domains).toEqual([])
  })
})

describe('the company', () => {
  test('sees where a partner’s page is, and nothing where there never was one', async () => {
    await desk('Anna').name({ ...once(), name: 'anna' })
    expect(await office.of(await idOf('Anna'))).toMatchObject({ name: 'anna', address: 'http://anna.localhost:3000' })
    expect(await office.of(await idOf('Ben'))).toBeNull()
  })

  test('settles which names nobody gets, also many of them', async () => {
    const blacklist = Array.from({ length: 2000 }, (_, number) => `*gold-und-silber-${number}*`)
    await office.changePolicy({ ...once(), policy: { ...(await office.policy()), blacklist } })
    expect((await office.policy()).blacklist).toHaveLength(2000)
    expect(await desk('Anna').name({ ...once(), name: 'gold-und-silber-7' })).toEqual({
      is: 'refused',
      because: 'blacklisted',
    })
  })
})
