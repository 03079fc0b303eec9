import { expect, test } from 'vitest'
import { cents } from '#ground/money'
import { partyPolicy } from '#referral/party'
import { noReward } from '#sales/host-reward'
import { partyOrderPolicy } from '#sales/party-order'
import { fieldMeant, rulesGiven, tierName, typedIn, typedOf, type Typed } from './rules-given.ts'

const tier = { from: cents(10_000), guests: 3, percent: 1_250, credit: cents(500), halfPrice: 1 }
const rules = {
  policy: partyPolicy.usual,
  orders: partyOrderPolicy.usual,
  scheme: { ...noReward, tiers: [tier], mostCredit: cents(20_000) },
}

const formOf = ({ fields, tiers }: Typed): FormData => {
  const form = new FormData()
  for (const [name, text] of Object.entries(fields)) form.set(name, text)
  for (const [row, typed] of tiers.entries())
    for (const [field, text] of Object.entries(typed)) form.set(tierName(row, field as 'from'), text)
  return form
}

test('a form that nobody changes gives the rules it began with', () => {
  expect(rulesGiven(typedIn(formOf(typedOf(rules))))).toEqual(rules)
})

test('what cannot be read stays as it was typed, and an empty row is no tier', () => {
  const form = formOf(typedOf(rules))
  form.set(tierName(0, 'from'), '')
  for (const field of ['guests', 'percent', 'credit', 'halfPrice'] as const) form.set(tierName(0, field), '')
  form.set(tierName(2, 'percent'), 'ten')
  form.set('policy.graceDays', '-1')
  const typed = typedIn(form)
  expect(typed.tiers[2]).toMatchObject({ from: '', percent: 'ten' })
  expect(fieldMeant(tierName(0, 'percent'), typed)).toBe(tierName(2, 'percent'))
  expect(rulesGiven(typed)).toMatchObject({
    policy: { graceDays: '-1' },
    scheme: { tiers: [{ from: 0, percent: 'ten' }] },
  })
})
