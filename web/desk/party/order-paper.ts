import type { LoaderFunctionArgs } from 'react-router'
import { found, orderIdOf } from '../../ui/asked.ts'
import { deskWorld } from '../../ui/context.ts'
import { invoiceFile } from '../../ui/invoice-file.ts'

/** The confirmation for a guest who has no mailbox, to be printed and handed over. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Response> => {
  const { parties } = deskWorld({ request, context }).desk
  return invoiceFile(found(await parties.paper(orderIdOf(params['id']))))
}
