import { redirect, type LoaderFunctionArgs } from 'react-router'
import { shopOf } from './asking.ts'

/** A partner's personal link. One that is closed leads to the shop all the same. */
export const loader = async ({ params, context }: LoaderFunctionArgs) => {
  const slug = params['slug'] ?? ''
  const followed = await shopOf(context).followLink(slug)
  return redirect(followed === 'invited' ? `/invited/${encodeURIComponent(slug)}` : '/', 303)
}
