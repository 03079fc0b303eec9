import { expect, test } from 'vitest'
import { at, forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { inTransaction } from '#ground/database/store.ts'
import { keepSetting } from '#ground/setting/store.ts'
import { attributionPolicy, usualPolicy, type Signals } from '#referral/attribution'
import { register } from '#referral/attribution/store.ts'
import type { Period } from '#ground/period'
import { addPlan } from '#earnings/plan/store.ts'
import { factsOf, termsOf } from './store.ts'

const { database } = await testDatabase()

const guest = {
  kind: 'person' as const,
  givenName: 'Cy',
  familyName: 'Young',
  firmName: null,
  email: null,
  phone: null,
  street: null,
  postalCode: '10115',
  city: 'Berlin',
  country: 'DE',
  language: 'de' as const,
}

const registers = (signals: Signals) =>
  inTransaction(database, transaction =>
    register(transaction, { data: guest, signals, at: at('2026-02-01'), moment: 'registration', by: 'shop' }),
  )

const plan = (bonus: string) => `name: P
from: 2026-01
volumes: {K: {sum: customers}}
bonuses: [{name: M, kind: retail margin, base: K, rate: 20 %}${bonus}]`

const leadsUnder = async (bonus: string, from: string) => {
  await addPlan(database, { text: plan(bonus).replace('2026-01', from), by: 'test' })
  const { terms } = (await termsOf(database, from as Period))!
  return (await factsOf(database, terms)).leads
}

test('who came alone and was given to a partner in turn is a lead of the company; who came to his page is none', async () => {
  await forget(database)
  const company = await openCompany(database)
  await company.partner('Anna')
  await keepSetting(database, attributionPolicy, { value: { ...usualPolicy, alone: 'rotation' }, by: 'test' })
  const alone = await registers({})
  const visitor = await registers({ subdomain: { partner: company.of('Anna'), name: 'anna' } })
  expect(await leadsUnder('', '2026-02')).toBeUndefined()
  const leads = await leadsUnder(', {name: S, kind: lead split, base: K, giver gets: 5 %, owner pays: no}', '2026-03')
  expect([leads![alone.contact], leads![visitor.contact]]).toEqual([company.of('house'), -1])
})
