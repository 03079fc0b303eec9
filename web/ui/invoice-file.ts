import type { InvoiceFile } from '#doors/server'

/** An invoice as a file that the browser keeps; no cache between may. */
export const invoiceFile = ({ name, content }: InvoiceFile): Response =>
  new Response(new Uint8Array(content), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
