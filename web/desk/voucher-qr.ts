import { correction, generate } from 'lean-qr'
import { toSvgSource } from 'lean-qr/extras/svg'
import type { LoaderFunctionArgs } from 'react-router'
import { found, voucherIdOf } from '../ui/asked.ts'
import { deskWorld } from '../ui/context.ts'

/** The QR code of a partner's link, as a file for printers; four modules of quiet around it, as scanners need. */
export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { vouchers } = deskWorld({ request, context }).desk
  const { link, code } = found(await vouchers.code(voucherIdOf(params['id'])))
  const qr = generate(link, { minCorrectionLevel: correction.M })
  return new Response(toSvgSource(qr, { xmlDeclaration: true, off: 'white', scale: 8 }), {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `attachment; filename="${code}.svg"`,
      'cache-control': 'no-store',
    },
  })
}
