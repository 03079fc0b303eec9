import type { LoaderFunctionArgs } from 'react-router'
import { found, idOf } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'
import { invoiceFile } from '../ui/invoice-file.ts'

/** The invoice as a file. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Response> => {
  const { invoices } = officeWorld({ request, context }).office
  return invoiceFile(found(await invoices.pdf(idOf('invoice', params['id']))))
}
