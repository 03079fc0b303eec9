import { redirect, type LoaderFunctionArgs } from 'react-router'
import { shopOf } from './asking.ts'

const longestCode = 60

/** A link that brings a voucher code along: it waits until something is in the cart. */
export const loader = async ({ params, context }: LoaderFunctionArgs) => {
  const code = (params['code'] ?? '').trim()
  if (code === '' || code.length > longestCode) throw new Response(null, { status: 404 })
  await shopOf(context).cart.bringCode(code)
  return redirect('/', 303)
}
