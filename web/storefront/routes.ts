import { index, route } from '@react-router/dev/routes'

/** A shop's page /x is the route /shop/x; the server sees to it that no other host answers there. */
export const shopRoutes = [
  index('storefront/start.tsx'),
  route('products', 'storefront/products.tsx'),
  route('products/:slug', 'storefront/product.tsx'),
  route('robots.txt', 'storefront/robots.ts'),
  route('sitemap.xml', 'storefront/sitemap.ts'),
  route('*', 'ui/pages/nowhere.ts', { id: 'shop-nowhere' }),
]
