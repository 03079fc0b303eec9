import { index, route } from '@react-router/dev/routes'

/** A shop's page /x is the route /shop/x; the server sees to it that no other host answers there. */
export const shopRoutes = [
  index('storefront/start.tsx'),
  route('products', 'storefront/products.tsx'),
  route('products/:slug', 'storefront/product.tsx'),
  route('cart', 'storefront/cart.tsx'),
  route('checkout', 'storefront/checkout.tsx'),
  route('orders/:token', 'storefront/order.tsx'),
  route('register', 'storefront/register.tsx'),
  route('confirm/:word', 'storefront/confirm.tsx'),
  route('login', 'storefront/login.tsx'),
  route('logout', 'storefront/logout.ts'),
  route('password', 'storefront/password.tsx'),
  route('password/:word', 'storefront/new-password.tsx'),
  route('account', 'storefront/account.tsx'),
  route('account/orders/:id', 'storefront/account-order.tsx'),
  route('withdrawal', 'storefront/withdrawal.tsx'),
  route('consent/:token', 'storefront/consent.tsx'),
  route('invited/:slug', 'storefront/invited.tsx'),
  route('invitation/:token', 'storefront/invitation.tsx'),
  ...['imprint', 'terms', 'privacy'].map(page => route(page, 'storefront/legal.tsx', { id: `shop-${page}` })),
  route('v/:code', 'storefront/voucher.ts'),
  route('l/:slug', 'storefront/link.ts'),
  route('robots.txt', 'storefront/robots.ts'),
  route('sitemap.xml', 'storefront/sitemap.ts'),
  route('*', 'ui/pages/nowhere.ts', { id: 'shop-nowhere' }),
]
