import type { LoaderFunctionArgs } from 'react-router'
import { shopOf } from './asking.ts'

const mostPages = 100

/** Every product of this shop, for search engines. Slugs hold no letter that XML would mind. */
export const loader = async ({ context }: LoaderFunctionArgs) => {
  const { address, catalogue } = shopOf(context)
  const paths = ['/', '/products']
  for (let page = 1, pages = 1; page <= Math.min(pages, mostPages); page += 1) {
    const found = await catalogue.products({ q: '', category: null, page })
    pages = found.pages
    paths.push(...found.rows.map(({ slug }) => `/products/${slug}`))
  }
  const urls = paths.map(path => `<url><loc>${address}${path}</loc></url>`).join('\n')
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`
  return new Response(text, { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}
