import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { createRequestHandler, RouterContextProvider, type RouterContext, type ServerBuild } from 'react-router'
import { rememberSender } from '#ground/http/sender.ts'
import { assetAnswer, readAssets } from './assets.ts'
import { ensureBuild } from './build.ts'
import { failed } from './failed.ts'
import { pictureAnswer, type StoredPicture } from './pictures.ts'
import { commonHeaders, contentSecurityPolicy, isFromOwnPages } from './security.ts'
import type { PageWorld, World } from './index.ts'

export type Doors = {
  /** 0 takes any free one. */
  readonly port: number
  readonly host: string
  /** The interface, with routes relative to /api. */
  readonly api: Hono
  /** The world as the sender of this request may see it. */
  readonly worldOf: (request: Request) => Promise<World>
  /** The picture at a path below /pictures; undefined where there is none. */
  readonly pictureAt?: (path: string) => Promise<StoredPicture | undefined>
  /** Takes the lines that say what takes time. */
  readonly progress: (line: string) => void
}

export type Listening = { readonly is: 'listening'; readonly port: number; readonly close: () => Promise<void> }

export type Start =
  | Listening
  | {
      readonly is: 'refused'
      readonly because: 'port in use' | 'port not allowed' | 'no such address' | 'pages not built'
      /** One line for the person at the terminal. */
      readonly message: string
    }

/** Builds the pages where needed, then answers pages, files and the interface on one port. */
export const startServer = async (doors: Doors): Promise<Start> => {
  const built = await ensureBuild(doors.progress)
  if (built.is === 'failed')
    return { is: 'refused', because: 'pages not built', message: `the pages could not be built: ${built.message}` }
  const build = (await import(pathToFileURL(built.server).href)) as PagesBuild
  const assets = await readAssets(built.client)
  const app = new Hono()
  app.use(compress({ threshold: 1024 }))
  app.use((context, next) => {
    // The connection's own address: whatever a header claims could be chosen anew for every attempt.
    const { address } = getConnInfo(context).remote
    if (address !== undefined) rememberSender(context.req.raw, address)
    return next()
  })
  app.use(async (context, next) => {
    const file = assetAnswer(assets, context.req.raw, context.req.path)
    if (file === undefined) await next()
    else context.res = file
    for (const [name, value] of Object.entries(commonHeaders)) context.header(name, value)
  })
  app.get('/pictures/*', async (context, next) => {
    const picture = await doors.pictureAt?.(context.req.path)
    return picture === undefined ? next() : pictureAnswer(picture, context.req.method)
  })
  const pages = pagesOf(build, doors)
  app.all('/api/docs', context => pages(context.req.raw))
  app.all('/api/docs.data', context => pages(context.req.raw))
  app.route('/api', doors.api)
  app.all('/api/*', () => noSuchRoute())
  app.all('*', context => pages(context.req.raw))
  app.onError(error => {
    console.error(error)
    return failed()
  })
  return listen(app, doors)
}

// The build's own module names the keys under which pages find the world, so that both sides hold the same object.
type PagesBuild = ServerBuild & {
  readonly entry: {
    readonly module: { readonly worldContext: RouterContext<PageWorld>; readonly nonceContext: RouterContext<string> }
  }
}

const pagesOf = (build: PagesBuild, { api, worldOf }: Doors) => {
  const handle = createRequestHandler(build, 'production')
  const apiDocument = async (): Promise<unknown> => {
    const answer = await api.request('/openapi.json')
    return answer.ok ? answer.json() : null
  }
  return async (request: Request): Promise<Response> => {
    if (!isFromOwnPages(request.method, request.headers)) return refusedOrigin()
    const nonce = randomBytes(16).toString('base64')
    const context = new RouterContextProvider()
    context.set(build.entry.module.worldContext, { ...(await worldOf(request)), apiDocument })
    context.set(build.entry.module.nonceContext, nonce)
    const answer = await handle(request, context)
    const headers = new Headers(answer.headers)
    headers.set('content-security-policy', contentSecurityPolicy(nonce))
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
  }
}

const problem = (status: number, title: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })

const noSuchRoute = () => problem(404, 'There is no such route')
const refusedOrigin = () =>
  new Response('This form was not sent from our own pages.\n', {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })

const patienceInMs = 3000

const listen = (app: Hono, { port, host }: Doors): Promise<Start> => {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const refusal = refusalOf(error, port, host)
      if (refusal === undefined) reject(error)
      else resolve(refusal)
    })
    server.listen(port, host, () =>
      resolve({ is: 'listening', port: (server.address() as AddressInfo).port, close: () => close(server) }),
    )
  })
}

type Refusal = Exclude<Start, Listening>

const refusals: Readonly<Record<string, (host: string, port: number) => Pick<Refusal, 'because' | 'message'>>> = {
  EADDRINUSE: (host, port) => ({
    because: 'port in use',
    message: `port ${port} on ${host} is used by another program; choose another with PORT`,
  }),
  EACCES: (_, port) => ({
    because: 'port not allowed',
    message: `port ${port} needs rights that this user lacks; choose one above 1023 with PORT`,
  }),
  EADDRNOTAVAIL: host => ({
    because: 'no such address',
    message: `${host} is no address of this machine; choose another with HOST`,
  }),
  ENOTFOUND: host => ({ because: 'no such address', message: `${host} is no address; choose another with HOST` }),
}

const refusalOf = (error: NodeJS.ErrnoException, port: number, host: string): Refusal | undefined => {
  const known = refusals[error.code ?? '']
  return known && { is: 'refused', ...known(host, port) }
}

// Answers under way get a moment to finish; a connection that keeps silent does not hold up the stop.
const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    const impatient = setTimeout(() => server.closeAllConnections(), patienceInMs)
    server.close(() => {
      clearTimeout(impatient)
      resolve()
    })
    server.closeIdleConnections()
  })
