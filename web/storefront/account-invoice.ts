import { redirect, type LoaderFunctionArgs } from 'react-router'
import { found } from '../ui/asked.ts'
import { invoiceFile } from '../ui/invoice-file.ts'
import { shopOf } from './asking.ts'

/** An invoice of one of the visitor's own orders. */
export const loader = async ({ params, context }: LoaderFunctionArgs): Promise<Response> => {
  const { account, checkout, invoices } = shopOf(context)
  if (account.shopper === null) throw redirect('/login', 303)
  const { order } = found(await checkout.open({ id: params['id'] ?? '' }))
  return invoiceFile(found(await invoices.pdf(order, params['invoice'] ?? '')))
}
