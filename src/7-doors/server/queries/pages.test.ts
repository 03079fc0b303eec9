import { expect, test } from 'vitest'
import { cursorOf } from '#ground/http'
import { period } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { at, openCompany } from '../../../../test/company.ts'
import { testDatabase } from '../../../../test/database.ts'
import { officeQueries } from './office.ts'
import { openCompany as readCompany } from './world.ts'

const { database } = await testDatabase()
const march = period('2026-03')

test('a cursor beyond all bounds, like any that is not ours, begins a list at its beginning', async () => {
  const company = await openCompany(database)
  await company.partner('Anna')
  await company.customer('Cy', 'Anna')
  await company.buys('Cy', 60, '2026-03-03')
  await company.books()
  const { context } = await readCompany(database, at('2026-04-15'))
  const { contacts, orders, entries } = officeQueries(context)
  const cy = (await contactsByNumber(database, [company.of('Cy')])).get(company.of('Cy'))!.id
  const most = Number.MAX_SAFE_INTEGER
  const asked = [
    (cursor: string | null) => contacts({ q: '', role: null, period: march, cursor }),
    (cursor: string | null) => orders(cy, { cursor }),
    (cursor: string | null) => entries(cy, { period: march, of: cy, cursor }),
  ]
  for (const ask of asked)
    for (const cursor of [[most], [-1], [most, 1], [-most, 1], [most, most]].map(cursorOf))
      expect(await ask(cursor)).toEqual(await ask(null))
})
