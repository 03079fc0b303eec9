import { beforeEach, describe, expect, test } from 'vitest'
import { cents } from '#ground/money'
import { at, berlin } from '../../../../../test/company.ts'
import { testDatabase } from '../../../../../test/database.ts'
import { baseOf } from '../../hosts.ts'
import { officeParties } from './office.ts'

const { database } = await testDatabase()
const site = baseOf({ name: 'shop.example', host: '127.0.0.1', port: 80 })
const clock = () => at('2026-03-10 12:00')
const needs = {
  database,
  clock,
  zone: berlin,
  site,
  providers: {},
  actor: () => Promise.resolve('user:1'),
  personOf: (actor: string) => Promise.resolve(actor),
}

beforeEach(() => database.deleteFrom('ground.setting').execute())

describe('the company', () => {
  test('changes its rules for parties, orders at them and rewards together', async () => {
    const office = officeParties(needs)
    const rules = await office.rules()
    const changed = {
      policy: { ...rules.policy, graceDays: 3 },
      orders: { ...rules.orders, sharedParcel: 'none' as const },
      scheme: { ...rules.scheme, name: 'Spring', tiers: [tier] },
    }
    expect(await office.changeRules({ commandId: '1', rules: changed })).toEqual({ is: 'changed' })
    expect(await office.rules()).toEqual(changed)
  })

  test('is told every field that is wrong, and nothing is changed', async () => {
    const office = officeParties(needs)
    const rules = await office.rules()
    const wrong = {
      policy: { ...rules.policy, graceDays: 61 },
      orders: { ...rules.orders, collectivePrices: 'half' },
      scheme: { ...rules.scheme, tiers: [tier, { ...tier, percent: 'ten' }] },
    }
    const answer = await office.changeRules({ commandId: '1', rules: wrong })
    if (answer.is === 'changed') throw new Error('changed')
    expect(answer.faults.map(({ field }) => field)).toEqual([
      'policy.graceDays',
      'orders.collectivePrices',
      'scheme.tiers.1.percent',
    ])
    expect(await office.rules()).toEqual(rules)
  })
})

const tier = { from: cents(10_000), guests: 3, percent: 1_000, credit: cents(0), halfPrice: 1 }
