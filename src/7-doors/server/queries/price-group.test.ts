import { expect, test } from 'vitest'
import { publicIdOf } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import { at, openCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { priceGroupOffice } from './price-group.ts'

const { database } = await testDatabase()
const company = await openCompany(database)
await company.customer('Cy')
const cy = (await contactsByNumber(database, [company.of('Cy')])).get(company.of('Cy'))!.id
let actor = 'user:1'
let now = at('2026-03-10')
const office = priceGroupOffice({ database, clock: () => now, actor: async () => actor })

test('the page says whose prices a contact pays and who decided so, and a form sent twice decides once', async () => {
  expect(await office.of(cy)).toEqual({ given: null, byRole: 'customer', history: [] })
  const first = { contact: cy, group: 'reseller', commandId: crypto.randomUUID() } as const
  expect(await office.give(first)).toBe('given')
  actor = 'key:1'
  now = at('2026-03-11')
  await office.give({ contact: cy, group: null, commandId: crypto.randomUUID() })
  actor = 'user:1'
  await office.give(first)
  const decided = { group: 'reseller', from: at('2026-03-10'), until: at('2026-03-11'), by: 'office' }
  expect(await office.of(cy)).toEqual({ given: null, byRole: 'customer', history: [decided] })
})

test('nobody is in no group', async () => {
  const nobody = publicIdOf('contact', crypto.randomUUID())
  expect(await office.of(nobody)).toBeNull()
  expect(await office.give({ contact: nobody, group: 'partner', commandId: crypto.randomUUID() })).toBeNull()
})
