import { z } from 'zod'
import type { Database } from '#ground/database'
import { setting } from '#ground/setting'
import { readSetting } from '#ground/setting/store.ts'
import {
  instructionsFor,
  offeredNow,
  paymentNames,
  type Account,
  type Begun,
  type Due,
  type Heard,
  type HowPaid,
  type Instructions,
  type PaymentName,
  type PaymentPolicy,
  type Provider,
} from './index.ts'
import { stripeProvider, type StripeAccount } from './stripe.ts'

export { carryOutRefunds, doneByHand, keepRefund, refundsOfOrders, type KeptRefund } from './refunds.ts'

/** @public */
export const paymentSetting = setting<PaymentPolicy>(
  'payment',
  z.strictObject({
    offered: z.array(z.enum(paymentNames)).min(1),
    invoiceDays: z.int().min(0).max(365),
    prepaymentDays: z.int().min(1).max(365),
  }),
  { offered: ['invoice', 'prepayment', 'stripe'], invoiceDays: 14, prepaymentDays: 7 },
)

// The part of the seller's data that a transfer needs; #sales/invoice knows all of it.
const sellerAccount = setting(
  'seller',
  z.object({
    name: z.string(),
    iban: z.string().nullish(),
    bic: z.string().nullish(),
    bank: z.string().nullish(),
  }),
  { name: '' },
)

const accountOf = async (database: Database): Promise<Account | null> => {
  const { name, iban, bic, bank } = await readSetting(database, sellerAccount)
  return iban === undefined || iban === null || iban === ''
    ? null
    : { holder: name, iban, bic: bic ?? null, bank: bank ?? null }
}

/** The providers that are set up, by name. */
export type Providers = { readonly stripe?: Provider | undefined }

/** Stripe where the environment names an account. STRIPE_API_HOST names a double of it. */
export const providersOf = (environment: Readonly<Record<string, string | undefined>>): Providers => {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_HOST: host } = environment
  if (!secretKey || !webhookSecret) return {}
  const account: StripeAccount = { secretKey, webhookSecret, host: host === '' ? undefined : host }
  return { stripe: stripeProvider(account) }
}

/** What a buyer may choose now. */
export const paymentsOffered = async (database: Database, { stripe }: Providers): Promise<PaymentName[]> =>
  offeredNow(await readSetting(database, paymentSetting), stripe !== undefined)

type Kept = {
  readonly order: number
  readonly provider: HowPaid
  readonly amount: Due['amount']
  readonly currency: string
}

/** Keeps how an order is to be paid, in the transaction that places it. */
export const keepPayment = async (database: Database, { order, ...payment }: Kept): Promise<void> => {
  await database
    .insertInto('sales.payment')
    .values({ order_id: order, ...payment })
    .execute()
}

/**
 * Begins the payment of an order that is placed: the way to the provider's page, or what to transfer. It may be asked again, as the
 * order's page does: a page that is still open is found again, one that expired is followed by another. Asks the provider, so
 * never inside a transaction.
 */
export const beginPayment = async (database: Database, providers: Providers, due: Due): Promise<Begun> => {
  const payment = await paymentOf(database, due.order)
  if (payment === undefined || payment.amount === 0 || payment.paid_at !== null) return { is: 'nothing to pay' }
  if (payment.provider === 'collected') return { is: 'nothing to pay' }
  if (payment.provider !== 'stripe') {
    return { is: 'waiting', instructions: await instructionsNow(database, payment.provider, due) }
  }
  if (providers.stripe === undefined) return { is: 'failed', because: 'provider not set up' }
  try {
    return await sessionFor(database, providers.stripe, { due, payment })
  } catch (error) {
    if (!isProviders(error)) throw error
    return { is: 'failed', because: 'provider not reached' }
  }
}

const paymentOf = (database: Database, order: number) =>
  database.selectFrom('sales.payment').selectAll().where('order_id', '=', order).executeTakeFirst()

type Payment = NonNullable<Awaited<ReturnType<typeof paymentOf>>>

/** What who pays later is told, by the company's rules of now. */
export const instructionsNow = async (
  database: Database,
  how: 'invoice' | 'prepayment',
  due: Pick<Due, 'number' | 'amount' | 'currency'>,
): Promise<Instructions> =>
  instructionsFor(how, due, {
    policy: await readSetting(database, paymentSetting),
    account: await accountOf(database),
  })

type Wanted = { readonly due: Due; readonly payment: Payment }

// Two who ask at once use the same key, and Stripe answers both with the same page.
const sessionFor = async (database: Database, provider: Provider, { due, payment }: Wanted): Promise<Begun> => {
  const before = payment.session === null ? undefined : await provider.sessionState(payment.session)
  if (before?.is === 'open') return { is: 'redirect', url: before.url }
  if (before?.is === 'paid') return { is: 'nothing to pay' }
  const sessions = payment.sessions + 1
  const { session, url } = await provider.openSession(due, `${due.id} session ${sessions}`)
  await database
    .updateTable('sales.payment')
    .set({ session, sessions, session_closed_at: null })
    .where('order_id', '=', due.order)
    .where('sessions', '=', payment.sessions)
    .execute()
  return { is: 'redirect', url }
}

// The library's errors carry a type of this beginning; whatever else is thrown is ours.
const isProviders = (error: unknown): boolean => {
  const { type } = error as { readonly type?: unknown }
  return typeof type === 'string' && type.startsWith('Stripe')
}

/** What a provider sent: its news when the signature is true. */
export const hear = async (
  providers: Providers,
  provider: string,
  { body, headers }: { readonly body: string; readonly headers: Headers },
): Promise<Heard> =>
  provider === 'stripe' && providers.stripe !== undefined
    ? providers.stripe.hear(body, headers)
    : { is: 'refused', because: 'no such provider' }

type HeardNews = {
  readonly provider: string
  readonly id: string
  readonly kind: string
  readonly order: number | null
}

/** Whether these news are heard for the first time: who sends them twice, or at the same time, is heard once. */
export const isFirstHeard = async (database: Database, { provider, id, kind, order }: HeardNews): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('sales.payment_event')
    .values({ provider, id, kind, order_id: order })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** What is kept of an order's payment, its row held; undefined where it has none. @public */
export const lockPayment = (database: Database, order: number) =>
  database.selectFrom('sales.payment').selectAll().where('order_id', '=', order).forUpdate().executeTakeFirst()

/** Keeps that the money came, and by which payment of the provider. */
export const keepPaid = async (
  database: Database,
  order: number,
  { payment, at }: { readonly payment: string | null; readonly at: Date },
): Promise<void> => {
  await database
    .updateTable('sales.payment')
    .set({ provider_payment: payment, paid_at: at, session_closed_at: at })
    .where('order_id', '=', order)
    .execute()
}

/** Closes the provider's page of an order that nobody shall pay there any more. */
export const closeSession = async (database: Database, { stripe }: Providers, order: number): Promise<void> => {
  const payment = await paymentOf(database, order)
  if (stripe === undefined || payment === undefined || payment.session === null) return
  await stripe.closeSession(payment.session)
  await database
    .updateTable('sales.payment')
    .set({ session_closed_at: new Date() })
    .where('order_id', '=', order)
    .where('session', '=', payment.session)
    .execute()
}
