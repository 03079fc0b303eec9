import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { checkOut, orderByToken, payAgain, shopOrdersOf } from '#sales/checkout/store.ts'
import { paymentsOffered, type Providers } from '#sales/payment/store.ts'
import type { CheckoutQueries, Ordered, Ordering } from '../../shop-buying.ts'
import { signalsOf, type Evidence } from './signals.ts'

export type CheckoutNeeds = {
  readonly database: Database
  readonly providers: Providers
  readonly evidence: Evidence
  /** Whoever is signed in. */
  readonly contact: ContactNumber | null
  /** The shop's own address, without a path. */
  readonly address: string
}

/** Ordering what lies in the cart, and looking at an order without an account. */
export const checkoutQueries = (needs: CheckoutNeeds): CheckoutQueries => {
  const { database, providers, address, contact } = needs
  const orderUrl = (token: string) => `${address}/orders/${token}`
  return {
    payments: () => paymentsOffered(database, providers),
    order: ordering => order(needs, ordering),
    byToken: async token => (await orderByToken(database, token)) ?? null,
    pay: async token => (await payAgain({ database, providers }, token, orderUrl)) ?? null,
    mine: async () => (contact === null ? [] : shopOrdersOf(database, contact)),
  }
}

const order = async (needs: CheckoutNeeds, { named, ...form }: Ordering): Promise<Ordered> => {
  const { database, providers, evidence, contact, address } = needs
  const { jar, at } = evidence
  const cart = jar.read('cart')
  if (cart === undefined) return { is: 'refused', because: 'cart is empty' }
  const signals = await signalsOf(evidence, named)
  const orderUrl = (token: string) => `${address}/orders/${token}`
  const result = await checkOut({ database, providers }, { ...form, cart, contact, signals, at, orderUrl })
  if (result.is === 'refused') return result.because === 'form' ? result : { is: 'refused', because: result.because }
  jar.drop('cart')
  return { is: 'placed', token: result.token, mustPayNow: result.payment.is === 'redirect' }
}
