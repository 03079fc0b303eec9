import type { RouterContextProvider } from 'react-router'
import type { ShopWorld } from '#doors/server'
import { worldContext } from '../ui/context.ts'

/** The shop at whose host the page was asked for. @throws a 404 at any other. */
export const shopOf = (context: Readonly<RouterContextProvider>): ShopWorld => {
  const { shop } = context.get(worldContext)
  if (shop === null) throw new Response(null, { status: 404 })
  return shop
}
