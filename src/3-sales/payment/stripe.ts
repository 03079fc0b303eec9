import { Stripe } from 'stripe'
import { uuidOf, type PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Due, Heard, News, Provider, SessionState } from './index.ts'

export type StripeAccount = {
  readonly secretKey: string
  /** Of the webhook's endpoint; signs what it sends. */
  readonly webhookSecret: string
  /** Another host than Stripe's, such as "http://127.0.0.1:4010" for a double of it. */
  readonly host?: string | undefined
}

/** Stripe's own payment page (Checkout), by its official library. */
export const stripeProvider = ({ secretKey, webhookSecret, host }: StripeAccount): Provider => {
  const stripe = new Stripe(secretKey, { maxNetworkRetries: 2, timeout: 15_000, telemetry: false, ...placeOf(host) })
  return {
    openSession: (due, key) => openSession(stripe, due, key),
    sessionState: session => sessionState(stripe, session),
    closeSession: session => closeSession(stripe, session),
    refund: async ({ key, payment, amount }) => {
      const before = await refundBefore(stripe, payment, key)
      if (before !== undefined) return { id: before }
      const params = { payment_intent: payment, amount, metadata: { refund: key } }
      const { id } = await stripe.refunds.create(params, { idempotencyKey: key })
      return { id }
    },
    hear: (body, headers) => hear(stripe, { body, headers, webhookSecret }),
  }
}

const placeOf = (host: string | undefined) => {
  if (host === undefined) return {}
  const { protocol, hostname, port } = new URL(host)
  const isOpen = protocol === 'http:'
  return {
    protocol: isOpen ? 'http' : 'https',
    host: hostname,
    port: port === '' ? (isOpen ? 80 : 443) : Number(port),
  } as const
}

const openSession = async (stripe: Stripe, due: Due, key: string) => {
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    client_reference_id: due.id,
    ...(due.email === null ? {} : { customer_email: due.email }),
    locale: due.language,
    metadata: { order: due.id },
    payment_intent_data: { description: due.number, metadata: { order: due.id } },
    // What the buyer pays for a line is agreed for the whole line and need not divide by its pieces.
    line_items: due.parts.map(({ name, amount }) => ({
      quantity: 1,
      price_data: { currency: due.currency.toLowerCase(), unit_amount: amount, product_data: { name } },
    })),
    success_url: due.paidUrl,
    cancel_url: due.backUrl,
  }
  const { id, url } = await stripe.checkout.sessions.create(params, { idempotencyKey: key })
  if (typeof url !== 'string') throw new Error(`Stripe's session ${id} has no page`)
  return { session: id, url }
}

const sessionState = async (stripe: Stripe, session: string): Promise<SessionState> => {
  const { status, url } = await stripe.checkout.sessions.retrieve(session)
  if (status === 'complete') return { is: 'paid' }
  return status === 'open' && typeof url === 'string' ? { is: 'open', url } : { is: 'over' }
}

// Stripe refuses to expire what is no longer open; then somebody has paid, or its time was over.
const closeSession = async (stripe: Stripe, session: string): Promise<void> => {
  const { status } = await stripe.checkout.sessions.retrieve(session)
  if (status === 'open') await stripe.checkout.sessions.expire(session)
}

const isAlive = ({ status }: Stripe.Refund): boolean => status !== 'failed' && status !== 'canceled'

// Stripe forgets idempotency keys after a day or more; the refund itself remembers for ever.
const refundBefore = async (stripe: Stripe, payment: string, key: string): Promise<string | undefined> => {
  const { data } = await stripe.refunds.list({ payment_intent: payment, limit: 100 })
  return data.find(refund => refund.metadata?.['refund'] === key && isAlive(refund))?.id
}

type Sent = { readonly body: string; readonly headers: Headers; readonly webhookSecret: string }

const hear = async (stripe: Stripe, { body, headers, webhookSecret }: Sent): Promise<Heard> => {
  try {
    const signature = headers.get('stripe-signature') ?? ''
    return { is: 'news', news: newsOf(await stripe.webhooks.constructEventAsync(body, signature, webhookSecret)) }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError)
      return { is: 'refused', because: 'bad signature' }
    throw error
  }
}

const nothing = { is: 'other', order: null, amount: null, currency: null, payment: null } as const

// A session is complete before the money is there where the buyer pays by debit: only `paid` counts.
const newsOf = (event: Stripe.Event): News => {
  const told = { id: event.id, kind: event.type }
  if (event.type === 'checkout.session.async_payment_failed')
    return { ...told, ...sessionNews(event.data.object), is: 'not paid' }
  if (event.type === 'checkout.session.completed' || event.type === 'checkout.session.async_payment_succeeded')
    return { ...told, ...sessionNews(event.data.object) }
  return { ...told, ...nothing }
}

const sessionNews = (session: Stripe.Checkout.Session): Omit<News, 'id' | 'kind'> => ({
  is: session.payment_status === 'paid' ? 'paid' : 'other',
  order: orderOf(session.client_reference_id ?? ''),
  amount: session.amount_total as Cents | null,
  currency: session.currency?.toUpperCase() ?? null,
  payment: typeof session.payment_intent === 'string' ? session.payment_intent : (session.payment_intent?.id ?? null),
})

const orderOf = (id: string): PublicId<'order'> | null =>
  uuidOf('order', id) === undefined ? null : (id as PublicId<'order'>)
