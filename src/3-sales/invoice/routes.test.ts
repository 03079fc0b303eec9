import { expect, test } from 'vitest'
import { inTransaction } from '#ground/database/store.ts'
import type { Actor } from '#ground/http'
import { publicIdOf } from '#ground/identity'
import { changeMasterData } from '#people/contact/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { keepSeller } from '../../../test/invoices.ts'
import { invoiceRoutes } from './routes.ts'
import { invoiceFor } from './store.ts'

const { database } = await testDatabase()
const routes = invoiceRoutes({ database })
const document = documentOf(routes)
const as = (actor: Actor) => asking(openedTo(actor, [routes]), document)

test('the invoices of an order are told to the company and to whose order it is, to nobody else', async () => {
  const company = await openCompany(database)
  await keepSeller(database)
  await company.partner('Anna')
  await company.partner('Ben')
  await changeMasterData(database, company.of('Anna'), { street: 'Weg 1', postalCode: '10115', city: 'Berlin' })
  const order = await company.buys('Anna', 10, '2026-03-01')
  const { uuid } = await database.selectFrom('sales.order').select('uuid').executeTakeFirstOrThrow()
  const path = `/orders/${publicIdOf('order', uuid)}/invoices`
  const partner = (name: string): Actor => ({ id: name, role: 'partner', contact: company.of(name), mayWrite: false })
  expect((await as(partner('Anna')).get(path)).body).toEqual({ rows: [] })
  await inTransaction(database, transaction => invoiceFor(transaction, { order, at: at('2026-03-02') }))
  const { body } = await as({ id: 'key:1', role: 'company', mayWrite: false }).get(path)
  expect(body.rows).toMatchObject([{ number: 'R2026-00001', net: '10.00', vat: '1.90', gross: '11.90' }])
  expect((await as(partner('Ben')).get(path)).status).toBe(404)
})
