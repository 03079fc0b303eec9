import type { Database } from '#ground/database'
import { answered, maySee, notFound, refused } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { moment, money, z } from '#ground/http/schema.ts'
import { uuidOf } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { isoOf } from '#ground/period'
import { orderByUuid } from '#sales/order/store.ts'
import { totalsOf } from './amounts.ts'
import { invoicesOf, type Invoice } from './reading.ts'

const invoiceSchema = z
  .object({
    id: z.string().openapi({ example: 'inv_01hzx5m2n3p4q5r6s7t8v9w0xy' }),
    number: z.string().openapi({ example: 'R2026-00017' }),
    kind: z.enum(['invoice', 'cancellation']),
    issuedAt: moment('When it was written.'),
    currency: z.string().openapi({ example: 'EUR' }),
    net: money('Negative on a cancellation.', '21.01'),
    vat: money('Of all rates.', '3.99'),
    gross: money('What is to be paid.', '25.00'),
  })
  .openapi('Invoice')

const example = {
  id: 'inv_01hzx5m2n3p4q5r6s7t8v9w0xy',
  number: 'R2026-00017',
  kind: 'invoice' as const,
  issuedAt: '2026-07-01T12:30:00.000Z',
  currency: 'EUR',
  net: '21.01',
  vat: '3.99',
  gross: '25.00',
}

const described = ({ id, text, kind, issuedAt, facts }: Invoice) => {
  const { net, vat, gross } = totalsOf(facts.vat)
  return {
    id,
    number: text,
    kind,
    issuedAt: isoOf(issuedAt),
    currency: facts.currency,
    net: decimalOfCents(net),
    vat: decimalOfCents(vat),
    gross: decimalOfCents(gross),
  }
}

/** Invoices over the interface: GET /orders/{id}/invoices. */
export const invoiceRoutes = ({ database }: { readonly database: Database }): Api => {
  const routes = routesOn(database)
  routes.read({
    name: 'listInvoicesOfOrder',
    path: '/orders/{id}/invoices',
    tag: 'orders',
    summary: 'List the invoices of an order',
    description: 'The invoice first, then its cancellations. A partner is told those of his own orders.',
    access: 'partners too',
    params: z.object({ id: z.string().openapi({ example: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy' }) }),
    reply: z.object({ rows: z.array(invoiceSchema) }),
    example: { rows: [example] },
    run: async ({ database: where, params, actor }) => {
      const uuid = uuidOf('order', params.id)
      const order = uuid === undefined ? undefined : await orderByUuid(where, uuid)
      if (order === undefined || !maySee(actor, order.contact)) return refused(notFound('order'))
      return answered({ rows: (await invoicesOf(where, order.number)).map(described) })
    },
  })
  return routes.app
}
