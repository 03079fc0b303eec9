import { OpenAPIHono } from '@hono/zod-openapi'
import type { Database } from '#ground/database'
import { problem } from '#ground/http'
import { answerProblem, routesOn, type Api, type ApiEnv } from '#ground/http/operation.ts'
import type { Instant } from '#ground/period'
import type { Providers } from '#sales/payment/store.ts'
import { hearProvider } from './paying.ts'
import { payingFor } from './routes/payment.ts'
import { checkingOut } from './routes/placing.ts'
import { settlingExchange, settlingShipping } from './routes/settings.ts'

export { addressGiven, buyerGiven, orderPageGiven, orderUrlOf } from './routes/placing.ts'

export type CheckoutNeeds = {
  readonly database: Database
  readonly providers: Providers
  readonly now: () => Instant
}

/** Placing orders of a shop front that somebody else built, paying them, and what shipping and other currencies cost. */
export const checkoutRoutes = (needs: CheckoutNeeds): Api => {
  const routes = routesOn(needs.database)
  checkingOut(routes, needs)
  payingFor(routes, needs)
  settlingShipping(routes)
  settlingExchange(routes)
  return routes.app
}

/**
 * POST /payments/{provider}: what a provider of payments sends. It has no key of ours: its own signature lets it in. Who is refused is
 * told nothing; who is answered 500 sends it again.
 */
export const providerNews = ({ database, providers, now }: CheckoutNeeds): Api => {
  const app: Api = new OpenAPIHono<ApiEnv>()
  app.post('/payments/:provider', async context => {
    const sent = { provider: context.req.param('provider'), body: await context.req.text(), at: now() }
    const heard = await hearProvider({ database, providers }, { ...sent, headers: context.req.raw.headers })
    if (heard.is !== 'refused') return context.json({ received: true })
    return answerProblem(context, heard.because === 'bad signature' ? badSignature : unknown)
  })
  return app
}

const badSignature = problem(400, 'bad signature', 'This was not signed by the provider, or too long ago.')
const unknown = problem(404, 'not found', 'No such provider is set up.')
