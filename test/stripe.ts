// A double of the part of Stripe's interface that we use: a real HTTP server that keeps sessions and refunds, honours idempotency
// keys and signs its webhooks as Stripe describes (docs.stripe.com/webhooks#verify-manually), by its own means.
import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Fields = Readonly<Record<string, string>>

type Session = {
  readonly id: string
  readonly object: 'checkout.session'
  readonly client_reference_id: string | null
  readonly amount_total: number
  readonly currency: string
  readonly metadata: Fields
  readonly success_url: string
  readonly url: string
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid'
  payment_intent: string | null
}

type Refund = {
  readonly id: string
  readonly object: 'refund'
  readonly payment_intent: string
  readonly amount: number
  readonly metadata: Fields
  readonly status: 'succeeded' | 'failed'
}

type Answer = { readonly status: number; readonly body: object }

const idOf = (prefix: string) => `${prefix}_test_${randomBytes(12).toString('hex')}`

const refusal = (status: number, message: string): Answer => ({
  status,
  body: { error: { type: 'invalid_request_error', message } },
})

const metadataOf = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/u.exec(name)?.[1]
      return key === undefined ? [] : [[key, value]]
    }),
  )

const totalOf = (fields: Fields): number =>
  Object.entries(fields)
    .filter(([name]) => /^line_items\[\d+\]\[price_data\]\[unit_amount\]$/u.test(name))
    .reduce(
      (total, [name, amount]) =>
        total + Number(amount) * Number(fields[name.replace('[price_data][unit_amount]', '[quantity]')]),
      0,
    )

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** `key` is the only one it lets in; `secret` signs what it sends. */
export const openStripeDouble = async ({ key = 'sk_test_double', secret = 'whsec_double' } = {}) => {
  const sessions = new Map<string, Session>()
  const refunds: Refund[] = []
  const answered = new Map<string, Answer>()
  const calls: string[] = []
  let trouble: { times: number; how: 'error' | 'answer lost' } = { times: 0, how: 'error' }
  let origin = ''

  const openSession = (fields: Fields): Answer => {
    const id = idOf('cs')
    const session: Session = {
      id,
      object: 'checkout.session',
      client_reference_id: fields['client_reference_id'] ?? null,
      amount_total: totalOf(fields),
      currency: fields['line_items[0][price_data][currency]'] ?? '',
      metadata: metadataOf(fields),
      success_url: fields['success_url'] ?? '',
      url: `${origin}/pay/${id}`,
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
    }
    sessions.set(id, session)
    return { status: 200, body: session }
  }

  const expire = (session: Session): Answer => {
    if (session.status !== 'open')
      return refusal(400, 'Only Checkout Sessions with a status in ["open"] can be expired.')
    session.status = 'expired'
    return { status: 200, body: session }
  }

  const paidFor = (payment: string): number =>
    [...sessions.values()].find(session => session.payment_intent === payment)?.amount_total ?? 0

  const refund = (fields: Fields): Answer => {
    const payment = fields['payment_intent'] ?? ''
    const amount = Number(fields['amount'])
    const before = refunds.filter(each => each.payment_intent === payment).reduce((sum, each) => sum + each.amount, 0)
    if (amount <= 0 || before + amount > paidFor(payment))
      return refusal(400, 'Refund amount is greater than unrefunded amount on charge')
    const made: Refund = {
      id: idOf('re'),
      object: 'refund',
      payment_intent: payment,
      amount,
      metadata: metadataOf(fields),
      status: 'succeeded',
    }
    refunds.push(made)
    return { status: 200, body: made }
  }

  const route = (method: string, path: string, fields: Fields): Answer => {
    const [, , thing, ...rest] = path.split('/')
    const session = sessions.get(rest[1] ?? '')
    if (method === 'POST' && path === '/v1/checkout/sessions') return openSession(fields)
    if (method === 'POST' && thing === 'checkout' && rest[2] === 'expire' && session !== undefined)
      return expire(session)
    if (method === 'GET' && thing === 'checkout' && session !== undefined) return { status: 200, body: session }
    if (method === 'POST' && path === '/v1/refunds') return refund(fields)
    if (method === 'GET' && path === '/v1/refunds') {
      const data = refunds.filter(each => each.payment_intent === fields['payment_intent'])
      return { status: 200, body: { object: 'list', url: path, has_more: false, data } }
    }
    return refusal(404, `Unrecognized request URL (${method}: ${path})`)
  }

  const respond = (response: ServerResponse, { status, body }: Answer) => {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': idOf('req') })
    response.end(JSON.stringify(body))
  }

  const carryOut = (request: IncomingMessage, text: string): Answer => {
    const { pathname, search } = new URL(request.url!, origin)
    const fields = Object.fromEntries(new URLSearchParams(request.method === 'GET' ? search : text))
    const idempotency = request.headers['idempotency-key']
    calls.push(`${request.method} ${pathname}`)
    const before = typeof idempotency === 'string' ? answered.get(idempotency) : undefined
    if (before !== undefined) return before
    const answer = route(request.method!, pathname, fields)
    if (typeof idempotency === 'string' && request.method === 'POST') answered.set(idempotency, answer)
    return answer
  }

  const server = createServer((request, response) => {
    void textOf(request).then(text => {
      if (request.headers.authorization !== `Bearer ${key}`)
        return respond(response, refusal(401, 'Invalid API Key provided'))
      if (trouble.times > 0) {
        trouble.times -= 1
        if (trouble.how === 'error') return respond(response, { status: 500, body: { error: { type: 'api_error' } } })
        carryOut(request, text)
        return response.destroy()
      }
      return respond(response, carryOut(request, text))
    })
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  /** A webhook as it would be sent: its body, and the header that signs it. */
  const signed = (type: string, object: object, { at = Date.now(), by = secret, id = idOf('evt') } = {}) => {
    const event = {
      id,
      object: 'event',
      api_version: '2026-10-28.endive',
      created: Math.floor(at / 1000),
      type,
      data: { object },
    }
    const body = JSON.stringify(event, null, 2)
    const time = Math.floor(at / 1000)
    const signature = createHmac('sha256', by).update(`${time}.${body}`).digest('hex')
    return {
      body,
      headers: new Headers({ 'stripe-signature': `t=${time},v1=${signature}`, 'content-type': 'application/json' }),
    }
  }

  return {
    origin,
    environment: { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_HOST: origin },
    sessions,
    refunds,
    /** "POST /v1/refunds" and so on, oldest first. */
    calls,
    signed,
    /** The buyer pays at the page that this address names; answers the webhook that tells of it. */
    pay: (url: string) => {
      const session = sessions.get(url.split('/').at(-1)!)
      if (session?.status !== 'open') throw new Error(`nobody can pay at ${url}`)
      Object.assign(session, { status: 'complete', payment_status: 'paid', payment_intent: idOf('pi') })
      return signed('checkout.session.completed', session)
    },
    /** The next calls fail: with an error, or they are carried out and their answer is lost. */
    failNext: (times: number, how: 'error' | 'answer lost' = 'error') => {
      trouble = { times, how }
    },
    /** Forgets the keys of calls, as Stripe does after a day. */
    forgetKeys: () => answered.clear(),
    close: () => new Promise<void>(resolve => void server.close(() => resolve())),
  }
}

export type StripeDouble = Awaited<ReturnType<typeof openStripeDouble>>
