import { randomBytes } from 'node:crypto'
import { createRequestHandler, RouterContextProvider, type RouterContext, type ServerBuild } from 'react-router'
import type { Hono } from 'hono'
import { shopRequest } from './elsewhere.ts'
import type { Base } from './hosts.ts'
import type { PageWorld, Visit, World } from './index.ts'
import { contentSecurityPolicy, isFromOwnPages, shopSecurityPolicy } from './security.ts'

// The build's own module names the keys under which pages find the world, so that both sides hold the same object.
export type PagesBuild = ServerBuild & {
  readonly entry: {
    readonly module: { readonly worldContext: RouterContext<PageWorld>; readonly nonceContext: RouterContext<string> }
  }
}

type Needs = {
  readonly api: Hono
  readonly worldOf: (request: Request, visit: Visit) => Promise<World>
}

/** Answers a page at the place where it was asked for. */
export const pagesOf = (build: PagesBuild, { api, worldOf }: Needs, base: () => Base) => {
  const handle = createRequestHandler(build, 'production')
  const apiDocument = async (): Promise<unknown> => {
    const answer = await api.request('/openapi.json')
    return answer.ok ? answer.json() : null
  }
  return async (request: Request, place: Visit['place'] = { is: 'house' }): Promise<Response> => {
    if (!isFromOwnPages(request.method, request.headers)) return refusedOrigin()
    const nonce = randomBytes(16).toString('base64')
    const context = new RouterContextProvider()
    const world = await worldOf(request, { base: base(), place })
    context.set(build.entry.module.worldContext, { ...world, apiDocument })
    context.set(build.entry.module.nonceContext, nonce)
    const answer = await handle(place.is === 'house' ? request : shopRequest(request), context)
    const headers = new Headers(answer.headers)
    for (const cookie of world.shop?.cookies() ?? []) headers.append('set-cookie', cookie)
    headers.set('content-security-policy', world.shop === null ? contentSecurityPolicy(nonce) : shopSecurityPolicy)
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
  }
}

const refusedOrigin = () =>
  new Response('This form was not sent from our own pages.\n', {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
