import type { LoaderFunctionArgs } from 'react-router'
import { shopOf } from './asking.ts'

/** What is the visitor's own is nothing for search engines. */
const own = [
  '/cart',
  '/checkout',
  '/account',
  '/login',
  '/register',
  '/orders/',
  '/confirm/',
  '/password',
  '/v/',
  '/l/',
]

export const loader = ({ context }: LoaderFunctionArgs) => {
  const { address } = shopOf(context)
  const lines = ['User-agent: *', ...own.map(path => `Disallow: ${path}`), '', `Sitemap: ${address}/sitemap.xml`, '']
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
