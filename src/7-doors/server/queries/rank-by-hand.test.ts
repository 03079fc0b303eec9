import { expect, test } from 'vitest'
import { publicIdOf } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import { createLogin, personOf } from '#doors/auth/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { at, berlin, openCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { rankByHandOffice } from './rank-by-hand.ts'

const { database } = await testDatabase()
const company = await openCompany(database)
await company.partner('Dora')
const dora = (await contactsByNumber(database, [company.of('Dora')])).get(company.of('Dora'))!.id
await createLogin(database, {
  email: 'ina@company.example',
  password: 'a long password',
  role: 'company',
  name: 'Ina',
  contact: null,
})
const { id: login } = await database.selectFrom('doors.user').select('id').executeTakeFirstOrThrow()
const office = rankByHandOffice({
  database,
  clock: () => at('2026-03-10'),
  actor: async () => `user:${login}`,
  zone: berlin,
  personOf: actor => personOf(database, actor),
})

const give = (contact: typeof dora) =>
  ({
    contact,
    rank: 'Leiter',
    from: '2026-03-01',
    until: null,
    reason: 'Start',
    commandId: crypto.randomUUID(),
  }) as const

test('without a plan there is no rank to give, and the form begins with the running month', async () => {
  expect(await office.of(dora)).toEqual({ isPartner: true, onOffer: [], given: [], usualFirst: '2026-03-01' })
  expect(await office.give(give(dora))).toEqual({ is: 'refused', because: 'unknown rank', known: [] })
})

test('a form sent twice gives one rank, and a refused end leaves it as it is', async () => {
  const text = `name: Klein
from: 2026-01
volumes: {Umsatz: {sum: own}}
ranks: [{name: Leiter, needs: {volume: Umsatz, at least: 1000}}]
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 5 %}]}]`
  await addPlan(database, { text, by: 'office' })
  const once = give(dora)
  expect([await office.give(once), await office.give(once)]).toEqual([{ is: 'kept' }, { is: 'kept' }])
  const shown = await office.of(dora)
  const rank = {
    rank: 'Leiter',
    from: at('2026-03-01'),
    until: null,
    reason: 'Start',
    by: 'ina@company.example',
    mayEnd: true,
  }
  expect(shown).toMatchObject({ onOffer: ['Leiter'], given: [rank] })
  const end = (until: string) => ({
    contact: dora,
    id: shown!.given[0]!.id,
    until,
    reason: 'handed on',
    commandId: crypto.randomUUID(),
  })
  expect(await office.end(end('2026-02-28'))).toEqual({ is: 'refused', because: 'ends before it begins' })
  expect((await office.of(dora))!.given).toMatchObject([rank])
  expect(await office.end(end('2026-04-30'))).toEqual({ is: 'kept' })
  expect((await office.of(dora))!.given).toMatchObject([
    {
      ...rank,
      until: at('2026-04-30'),
      ends: [{ until: at('2026-04-30'), reason: 'handed on', by: 'ina@company.example' }],
    },
  ])
})

test('nobody has no rank', async () => {
  const nobody = publicIdOf('contact', crypto.randomUUID())
  expect(await office.of(nobody)).toBeNull()
  expect(await office.give(give(nobody))).toBeNull()
})
