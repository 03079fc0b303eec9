import { createContext, redirect, type RouterContextProvider } from 'react-router'
import type { PageWorld, Viewer } from '#doors/server'

/** What the pages ask, and all they know of the world. The server sets it for every request. */
export const worldContext = createContext<PageWorld>()

/** The one-time word that lets this answer's own inline scripts run. */
export const nonceContext = createContext<string>('')

type Asked = { readonly request: Request; readonly context: Readonly<RouterContextProvider> }

const loginFor = (request: Request) => {
  const { pathname, search } = new URL(request.url)
  const target = `${pathname}${search}`
  return redirect(target === '/' ? '/login' : `/login?to=${encodeURIComponent(target)}`)
}

// A page that is not for this viewer does not exist for him: 404 rather than 403 tells nothing.
const notHere = () => new Response(null, { status: 404 })

export type OfficeWorld = PageWorld & {
  readonly viewer: Viewer & { readonly role: 'company' }
  readonly office: NonNullable<PageWorld['office']>
}

/** The world of a viewer of the company. @throws a redirect to the login or a 404 for anybody else. */
export const officeWorld = ({ request, context }: Asked): OfficeWorld => {
  const world = context.get(worldContext)
  if (world.viewer === null) throw loginFor(request)
  if (world.viewer.role !== 'company' || world.office === null) throw notHere()
  return { ...world, viewer: world.viewer, office: world.office }
}

export type DeskWorld = PageWorld & {
  readonly viewer: Viewer & { readonly role: 'partner' }
  readonly desk: NonNullable<PageWorld['desk']>
}

/** The world of a partner. @throws a redirect to the login or a 404 for anybody else. */
export const deskWorld = ({ request, context }: Asked): DeskWorld => {
  const world = context.get(worldContext)
  if (world.viewer === null) throw loginFor(request)
  if (world.viewer.role !== 'partner' || world.desk === null) throw notHere()
  return { ...world, viewer: world.viewer, desk: world.desk }
}

export type * from '#doors/server'
