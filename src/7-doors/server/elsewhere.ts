import type { Base } from './hosts.ts'
import type { ShopPlace } from './shop.ts'

/** A shop's page /x is the route /shop/x of the pages; no other host answers there. */
export const shopRequest = (request: Request): Request => {
  const url = new URL(request.url)
  url.pathname = `/shop${url.pathname === '/' ? '' : url.pathname}`
  return new Request(url, request)
}

const hourInSeconds = 3600

/** The answer at a host that moved, or that nobody has. Only names we know are told, never the one that was asked. */
export const elsewhere = (
  place: Extract<ShopPlace, { is: 'redirect' | 'nowhere' }>,
  request: Request,
  base: Base,
): Response => {
  if (place.is === 'nowhere') return nowhere()
  const { pathname, search } = new URL(request.url)
  // A name may come back to its partner: browsers ask again after an hour.
  return new Response(null, {
    status: place.isForGood ? 301 : 302,
    headers: {
      location: `${base.addressOf(place.to)}${pathname}${search}`,
      'cache-control': place.isForGood ? `max-age=${hourInSeconds}` : 'no-store',
    },
  })
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>404</title>
<main>
<h1>There is no shop at this address</h1>
<p>Please check how the address is written.</p>
<hr>
<div lang="de">
<h1>Unter dieser Adresse gibt es keinen Shop</h1>
<p>Bitte prüfen Sie die Schreibweise der Adresse.</p>
</div>
</main>
</html>
`

const nowhere = (): Response =>
  new Response(page, {
    status: 404,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
  })
