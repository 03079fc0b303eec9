import type { LoaderFunctionArgs } from 'react-router'
import { found } from '../ui/asked.ts'
import { invoiceFile } from '../ui/invoice-file.ts'
import { shopOf } from './asking.ts'

/** An invoice, for whoever has the order's link. */
export const loader = async ({ params, context }: LoaderFunctionArgs): Promise<Response> => {
  const { checkout, invoices } = shopOf(context)
  const { order } = found(await checkout.open({ token: params['token'] ?? '' }))
  return invoiceFile(found(await invoices.pdf(order, params['invoice'] ?? '')))
}
