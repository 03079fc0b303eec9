import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Database } from '#ground/database'
import { problem, type Actor } from '#ground/http'
import { answerProblem, type Api, type ApiEnv } from '#ground/http/operation.ts'
import type { Instant, Zone } from '#ground/period'
import { consentRoutes } from '#people/consent/routes.ts'
import { contactRoutes } from '#people/contact/routes.ts'
import { duplicateRoutes } from '#people/duplicate/routes.ts'
import { leadRoutes } from '#referral/lead/routes.ts'
import { linkRoutes } from '#referral/link/routes.ts'
import { attributionRoutes } from '#referral/attribution/routes.ts'
import { structureRoutes } from '#people/structure/routes.ts'
import { sponsorsNow } from '#people/structure/store.ts'
import { subdomainRoutes } from '#referral/subdomain/routes.ts'
import type { ResolveTxt } from '#referral/subdomain/store.ts'
import { voucherRoutes } from '#referral/voucher/routes.ts'
import { partyRoutes } from '#referral/party/routes.ts'
import { hostRewardRoutes } from '#sales/host-reward/routes.ts'
import { partyOrderRoutes } from '#sales/party-order/routes.ts'
import { hasOpenSlips, hasOrders } from '#sales/party-order/store.ts'
import { catalogueRoutes } from '#sales/catalogue/routes.ts'
import { invoiceRoutes } from '#sales/invoice/routes.ts'
import { priceGroupRoutes } from '#sales/price-group/routes.ts'
import { checkoutRoutes, providerNews } from '#sales/checkout/routes.ts'
import { orderRoutes } from '#sales/order/routes.ts'
import { withdrawalRoutes } from '#sales/withdrawal/routes.ts'
import type { Providers } from '#sales/payment/store.ts'
import { complianceRoutes } from '#earnings/compliance/routes.ts'
import { simulationRoutes } from '#earnings/simulation/routes.ts'
import { planRoutes } from '#earnings/plan/routes.ts'
import { runRoutes } from '#earnings/run/routes.ts'
import { personOf } from '#doors/auth/store.ts'
import { placingRoutes } from '#earnings/placing/routes.ts'
import { rankByHandRoutes } from '#earnings/rank-by-hand/routes.ts'
import { volumeRoutes } from '#volume/explanation/routes.ts'
import { holdBookings, isBookedSince, isClosedIn, pull } from '#volume/ledger/store.ts'
import { documentOf } from './document.ts'
import { limitVisitors } from './visitors.ts'

export type ApiNeeds = {
  readonly database: Database
  readonly zone: Zone
  readonly now: () => Instant
  /** Who sends a request; undefined for nobody we know. */
  readonly actorOf: (request: Request) => Promise<Actor | undefined>
  /** What the company's hosts end in, without a port. */
  readonly baseHost?: string | undefined
  /** Asks the name servers; without it nothing can be proved. */
  readonly resolveTxt?: ResolveTxt
  /** Of payments; without them only invoice and prepayment. */
  readonly providers?: Providers
  /** Takes what should never happen, for the log. */
  readonly complain: (line: string) => void
}

const mostBytes = 1024 * 1024

/** The interface: every room's routes behind one door. Its routes are relative to where it is mounted. */
export const apiOf = (needs: ApiNeeds): Hono => {
  const { database, now, providers = {} } = needs
  const app: Api = new OpenAPIHono<ApiEnv>()
  app.use(neverKept)
  app.get('/openapi.json', context => context.json(document))
  app.use(bodyLimit({ maxSize: mostBytes, onError: context => answerProblem(context, tooLarge) }))
  app.use('/orders/*', booked(needs))
  app.use('/payments/*', booked(needs))
  app.use('/checkouts/*', booked(needs))
  app.use('/parties/*', booked(needs))
  app.use('/slips/*', booked(needs))
  app.route('/', providerNews({ database, providers, now }))
  app.use(onlyKnown(needs.actorOf))
  app.post('/checkouts', limitVisitors(database))
  enterRooms(app, needs)
  const document = documentOf(app)
  const methodsAt = methodFinder(Object.entries(document.paths ?? {}))
  app.all('*', context => noRoute(context, methodsAt))
  app.onError((error, context) => {
    needs.complain(`${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`)
    return answerProblem(context, broken)
  })
  return app as unknown as Hono
}

const enterRooms = (app: Api, needs: ApiNeeds): void => {
  const { database, zone, now, providers = {} } = needs
  app.route('/', contactRoutes({ database, sponsorsOf: sponsorsNow }))
  app.route('/', duplicateRoutes({ database, now }))
  app.route('/', consentRoutes({ database, now }))
  app.route('/', structureRoutes({ database, now, isBookedSince }))
  app.route('/', attributionRoutes({ database, now, isBookedSince }))
  app.route('/', linkRoutes({ database, now }))
  app.route('/', leadRoutes({ database, now, zone, holdBooks: holdBookings }))
  app.route(
    '/',
    subdomainRoutes({
      database,
      now,
      baseHost: needs.baseHost ?? 'localhost',
      resolveTxt: needs.resolveTxt ?? noNames,
    }),
  )
  app.route('/', voucherRoutes({ database, now }))
  app.route('/', catalogueRoutes({ database, now }))
  app.route('/', priceGroupRoutes({ database, now }))
  app.route('/', checkoutRoutes({ database, providers, now }))
  app.route('/', orderRoutes({ database, now }))
  app.route('/', partyRoutes({ database, zone, now, bought: { hasOrders, hasOpenSlips } }))
  app.route('/', partyOrderRoutes({ database, providers, zone, now, isClosed: isClosedIn(zone) }))
  app.route('/', hostRewardRoutes({ database, zone, now }))
  app.route('/', invoiceRoutes({ database }))
  app.route('/', withdrawalRoutes({ database, now }))
  app.route('/', volumeRoutes({ database, zone }))
  app.route('/', complianceRoutes({ database }))
  app.route('/', simulationRoutes({ database, now }))
  const person = (actor: Actor) => personOf(database, actor.id)
  app.route('/', planRoutes({ database, personOf: person }))
  app.route('/', runRoutes({ database, now, personOf: person }))
  app.route('/', rankByHandRoutes({ database }))
  app.route('/', placingRoutes({ database, now, zone }))
}

const noNames: ResolveTxt = () => Promise.reject(new Error('no resolver'))

const tooLarge = problem(413, 'body too large', `The body may have ${mostBytes} bytes at most.`)
const broken = problem(
  500,
  'internal error',
  'Something is broken on our side. Nothing was changed; the request may be sent again.',
)
const unknown = problem(401, 'not signed in', 'Send a key of the company in Authorization: Bearer or x-api-key.')

// Figures of people must not lie in anybody's cache.
const neverKept: MiddlewareHandler = async (context, next) => {
  await next()
  context.header('Cache-Control', 'no-store')
}

const onlyKnown =
  (actorOf: ApiNeeds['actorOf']): MiddlewareHandler<ApiEnv> =>
  async (context, next) => {
    const actor = await actorOf(context.req.raw)
    if (actor === undefined) {
      context.header('WWW-Authenticate', 'Bearer')
      return answerProblem(context, unknown)
    }
    context.set('actor', actor)
    return next()
  }

/** After a command the ledger pulls, so that the next question sees it. Where it cannot, the job does it later: that is said once. */
const booked = ({ database, zone, complain }: ApiNeeds): MiddlewareHandler => {
  let wasWell = true
  return async (context, next) => {
    await next()
    // The command is committed: whatever happens now, its answer stays what happened.
    if (context.req.method !== 'POST' || !context.res.ok) return
    try {
      await pull(database, zone)
      wasWell = true
    } catch (error) {
      if (wasWell) complain(`POST ${context.req.path}: done, to be booked later: ${(error as Error).message}`)
      wasWell = false
    }
  }
}

type Path = readonly [template: string, operations: object]

/** Which methods a path answers to, by the document. */
const methodFinder = (paths: readonly Path[]) => {
  const known = paths.map(([template, operations]) => ({
    pattern: new RegExp(`^(?:/api)?${template.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u'),
    methods: Object.keys(operations).map(method => method.toUpperCase()),
  }))
  return (path: string): string[] => known.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []))
}

const noRoute = (context: Context, methodsAt: (path: string) => string[]): Response => {
  const methods = methodsAt(context.req.path)
  if (methods.length === 0)
    return answerProblem(context, problem(404, 'not found', 'There is no such route; /api/docs lists them all.'))
  context.header('Allow', methods.join(', '))
  return answerProblem(context, problem(405, 'method not allowed', `This route answers to ${methods.join(', ')}.`))
}
