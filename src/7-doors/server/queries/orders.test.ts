import { expect, test } from 'vitest'
import { contactsByNumber } from '#people/contact/store.ts'
import { at, forget, openCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { officeQueries } from './office.ts'
import { openCompany as readCompany } from './world.ts'

const { database } = await testDatabase()

test.each`
  shipped         | state          | states
  ${null}         | ${'cancelled'} | ${['placed', 'paid', 'cancelled']}
  ${'2026-03-21'} | ${'returned'}  | ${['placed', 'paid', 'shipped', 'returned']}
`('an order wholly taken back, shipped on $shipped, is $state', async ({ shipped, state, states }) => {
  await forget(database)
  const company = await openCompany(database)
  const cy = await company.customer('Cy')
  const order = await company.buys('Cy', 80, '2026-03-20')
  if (shipped !== null) await company.ships(order, shipped)
  await company.takesBack(order, '2026-03-25')
  const { orders, order: details } = officeQueries((await readCompany(database, at('2026-04-15'))).context)
  const { id } = (await contactsByNumber(database, [cy])).get(cy)!
  const { rows } = await orders(id, { cursor: null })
  expect(rows.map(row => row.state)).toEqual([state])
  const told = (await details(rows[0]!.id))!.states
  expect(told.map(each => each.state)).toEqual(states)
  expect(told.at(-1)!.at).toBe(at('2026-03-25'))
})
