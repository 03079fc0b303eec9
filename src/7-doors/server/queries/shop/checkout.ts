import type { Database } from '#ground/database'
import type { Tries } from '#doors/attempt/store.ts'
import { changeCart } from '#sales/cart/store.ts'
import type { PriceGroup } from '#sales/catalogue'
import { faultsOf } from '#sales/checkout'
import { cancelByBuyer, checkOut, orderByToken, payAgain, shopOrdersOf, type Account } from '#sales/checkout/store.ts'
import { placeByInvitation } from '#sales/party-order/store.ts'
import { paymentsOffered, type Providers } from '#sales/payment/store.ts'
import type { CheckoutQueries, Ordered, Ordering } from '../../shop-buying.ts'
import { partyOfVisitor, zoneOf } from '../party/visitor.ts'
import { carerOf } from './account.ts'
import { signalsOf, type Evidence } from './signals.ts'

export type CheckoutNeeds = {
  readonly database: Database
  /** What whoever asks may try. */
  readonly tries: Tries
  readonly providers: Providers
  readonly evidence: Evidence
  /** Null for a guest. */
  readonly signedIn: Account | null
  /** Whose prices he pays. */
  readonly group: PriceGroup
  /** The shop's own address, without a path. */
  readonly address: string
}

/** Ordering what lies in the cart, and looking at an order without an account. */
export const checkoutQueries = (needs: CheckoutNeeds): CheckoutQueries => {
  const { database, providers, address, signedIn } = needs
  const orderUrl = (token: string) => `${address}/orders/${token}`
  return {
    payments: () => paymentsOffered(database, providers),
    order: ordering => order(needs, ordering),
    byToken: token => opened(needs, token),
    pay: async token => (await payAgain({ database, providers }, token, orderUrl)) ?? null,
    cancel: token => cancelByBuyer(database, { token, at: needs.evidence.at }),
    mine: async () => (signedIn === null ? [] : shopOrdersOf(database, signedIn)),
  }
}

const opened: (needs: CheckoutNeeds, token: string) => ReturnType<CheckoutQueries['byToken']> = async (
  needs,
  token,
) => {
  const order = await orderByToken(needs.database, token)
  return order === undefined ? null : { ...order, carer: await carerOf(needs, order.contact) }
}

const order = async (needs: CheckoutNeeds, { named, ...form }: Ordering): Promise<Ordered> => {
  const { database, providers, tries, evidence, signedIn, address } = needs
  const contact = signedIn?.contact ?? null
  const { jar, at } = evidence
  const cart = jar.read('cart')
  if (cart === undefined) return { is: 'refused', because: 'cart is empty' }
  // A form with faults is no attempt, nor is the order of somebody whose mailbox is known to be his.
  if (signedIn === null && faultsOf(form).length === 0) {
    const counted = await tries.count('order', form.buyer.email)
    if (counted.is === 'refused') return counted
  }
  // A cart that a partner filled at his prices may lie in the browser after he has signed out.
  await changeCart(database, { token: cart, at }, { group: needs.group })
  const signals = await signalsOf(evidence, named)
  const orderUrl = (token: string) => `${address}/orders/${token}`
  const checkout = { ...form, cart, contact, signals, at, orderUrl }
  const party = await partyOfVisitor(evidence)
  const placing = party && placeByInvitation({ party: party.number, zone: await zoneOf(database) })
  const result = await checkOut({ database, providers }, checkout, placing)
  if (result.is === 'refused') return result.because === 'form' ? result : { is: 'refused', because: result.because }
  jar.drop('cart')
  return { is: 'placed', token: result.token, mustPayNow: result.payment.is === 'redirect' }
}
