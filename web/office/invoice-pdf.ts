import type { LoaderFunctionArgs } from 'react-router'
import { found, idOf } from '../ui/asked.ts'
import { officeWorld } from '../ui/context.ts'

/** The invoice as a file. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Response> => {
  const { invoices } = officeWorld({ request, context }).office
  const { name, content } = found(await invoices.pdf(idOf('invoice', params['id'])))
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
