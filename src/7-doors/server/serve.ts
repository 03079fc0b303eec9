import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { rememberSender } from '#ground/http/sender.ts'
import { assetAnswer, readAssets } from './assets.ts'
import { ensureBuild } from './build.ts'
import { elsewhere } from './elsewhere.ts'
import { failed } from './failed.ts'
import { baseOf, hostIn, isHouse, type Base } from './hosts.ts'
import { pagesOf, type PagesBuild } from './pages.ts'
import { pictureAnswer, type StoredPicture } from './pictures.ts'
import { commonHeaders } from './security.ts'
import { senderBehind, type Proxies } from './sender.ts'
import type { ShopPlace, Visit, World } from './index.ts'

export { baseOf } from './hosts.ts'
export { proxiesIn, type Proxies } from './sender.ts'

export type Doors = {
  /** 0 takes any free one. */
  readonly port: number
  readonly host: string
  /** The interface, with routes relative to /api. */
  readonly api: Hono
  /** The name under which the pages are known, STAMM_BASE_HOST; undefined on a machine of one's own. */
  readonly baseHost?: string | undefined
  /** Our own proxies, STAMM_PROXIES; without it nobody's word is taken for an address. */
  readonly proxies?: Proxies
  /** Who answers at a host. Without it the company's own pages answer everywhere. */
  readonly placeOf?: (host: string, base: Base) => Promise<ShopPlace>
  /** The world as the sender of this request may see it. */
  readonly worldOf: (request: Request, visit: Visit) => Promise<World>
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
  let port = doors.port
  const base = () => baseOf({ name: doors.baseHost, host: doors.host, port })
  const app = appOf(doors, { pages: pagesOf(build, doors, base), assets: await readAssets(built.client), base })
  const started = await listen(app, doors)
  if (started.is === 'listening') port = started.port
  return started
}

type Parts = {
  readonly pages: ReturnType<typeof pagesOf>
  readonly assets: Awaited<ReturnType<typeof readAssets>>
  readonly base: () => Base
}

const appOf = (doors: Doors, { pages, assets, base }: Parts): Hono => {
  const app = new Hono()
  app.use(compress({ threshold: 1024 }))
  app.use(rememberingSender(doors))
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
  app.use(async (context, next) => {
    const { raw } = context.req
    const place = await placeFor(doors, raw, base())
    if (place.is === 'house') return next()
    context.res = place.is === 'shop' ? await pages(raw, place) : elsewhere(place, raw, base())
  })
  app.all('/api/docs', context => pages(context.req.raw))
  app.all('/api/docs.data', context => pages(context.req.raw))
  app.route('/api', doors.api)
  app.all('/api/*', () => noSuchRoute())
  app.all('*', context => pages(context.req.raw))
  app.onError(error => {
    console.error(error)
    return failed()
  })
  return app
}

const nobody: Proxies = { has: () => false }

/** Notes who sent each request. Where a proxy speaks that nobody named, all its visitors are one sender: that is said, once. */
const rememberingSender = ({ proxies = nobody, progress }: Doors): MiddlewareHandler => {
  let mayHaveToSay = true
  return (context, next) => {
    const { address } = getConnInfo(context).remote
    const forwardedFor = context.req.header('x-forwarded-for') ?? null
    if (address === undefined) return next()
    const sender = senderBehind(proxies, { address, forwardedFor })
    if (mayHaveToSay && forwardedFor !== null && sender === address) {
      mayHaveToSay = false
      progress(
        `${address} speaks for others (X-Forwarded-For) and is no proxy in STAMM_PROXIES: all count as one sender`,
      )
    }
    rememberSender(context.req.raw, sender)
    return next()
  }
}

const placeFor = async ({ placeOf }: Doors, request: Request, base: Base): Promise<ShopPlace> => {
  const host = hostIn(request.headers.get('host'))
  return placeOf === undefined || isHouse(base, host) ? { is: 'house' } : placeOf(host, base)
}

const problem = (status: number, title: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })

const noSuchRoute = () => problem(404, 'There is no such route')
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
