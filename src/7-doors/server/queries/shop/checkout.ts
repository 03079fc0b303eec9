import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Tries } from '#doors/attempt/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { changeCart } from '#sales/cart/store.ts'
import { markets, type Country, type PriceGroup } from '#sales/catalogue'
import { faultsOf, type ShopOrder } from '#sales/checkout'
import {
  addMailbox,
  cancelByBuyer,
  checkOut,
  lockLinks,
  orderByToken,
  orderOfOver,
  payFor,
  sendLink,
  shopOrdersOf,
  type Account,
} from '#sales/checkout/store.ts'
import { creditEntriesOf, creditOf } from '#sales/credit/store.ts'
import { placeByInvitation } from '#sales/party-order/store.ts'
import { paymentsOffered, type Providers } from '#sales/payment/store.ts'
import type { CheckoutQueries, Ordered, Ordering, OrderLinks, OrderWay } from '../../shop-buying.ts'
import type { ContactId, Language } from '../../records.ts'
import { carryOut } from '../carry-out.ts'
import { partyOfVisitor, zoneOf } from '../party/visitor.ts'
import { carerOf } from './account.ts'
import { askWhoAllowed } from './consents.ts'
import { signalsOf, type Evidence } from './signals.ts'

export type CheckoutNeeds = {
  readonly database: Database
  /** What whoever asks may try. */
  readonly tries: Tries
  readonly providers: Providers
  readonly evidence: Evidence
  /** Null for a guest. */
  readonly signedIn: Account | null
  /** Where he shops, and whose prices he pays. */
  readonly market: { readonly country: Country; readonly group: PriceGroup }
  readonly language: Language
  /** The host of the shop, and its address without a path. */
  readonly host: string
  readonly address: string
}

/** Ordering what lies in the cart, and looking at an order without an account. */
export const checkoutQueries = (needs: CheckoutNeeds): CheckoutQueries => {
  const { database, providers, address, signedIn } = needs
  const { at } = needs.evidence
  const { currency } = markets[needs.market.country]
  return {
    payments: () => paymentsOffered(database, providers),
    credit: async () => (signedIn === null ? (0 as Cents) : creditOf(database, signedIn, currency)),
    creditEntries: async () => (signedIn === null ? [] : creditEntriesOf(database, signedIn)),
    order: ordering => order(needs, ordering),
    open: async way => {
      const order = await openedBy(needs, way)
      return order === undefined ? null : { ...order, carer: await carerOf(needs, order.contact) }
    },
    pay: async way => {
      const order = await openedBy(needs, way)
      return order === undefined ? null : payFor({ database, providers }, order, address + pathOf(way))
    },
    cancel: async way => {
      const order = await openedBy(needs, way)
      return order === undefined ? null : cancelByBuyer(database, { order: order.order, at })
    },
    addMailbox: (token, email) => addMailbox(database, { token, email, at }),
    links: orderLinks(needs),
    mine: async () => (signedIn === null ? [] : shopOrdersOf(database, signedIn)),
  }
}

const pathOf = (way: OrderWay): string => ('token' in way ? `/orders/${way.token}` : `/account/orders/${way.id}`)

/** The order that a way leads to; another's does not exist for who is signed in. */
const openedBy = async (
  { database, signedIn, evidence }: CheckoutNeeds,
  way: OrderWay,
): Promise<ShopOrder | undefined> => {
  if ('token' in way) return orderByToken(database, { token: way.token, at: evidence.at })
  return signedIn === null ? undefined : (await shopOrdersOf(database, signedIn)).find(({ id }) => id === way.id)
}

const orderLinks = (needs: CheckoutNeeds): OrderLinks => {
  const { database, evidence, tries, address } = needs
  const { at } = evidence
  return {
    over: async token => {
      const order = await orderOfOver(database, { token, at })
      if (order === undefined) return null
      return order.email === null ? 'on paper' : 'with a mailbox'
    },
    sendNew: async ({ token, commandId }) => {
      const order = await orderOfOver(database, { token, at })
      if (order === undefined || order.email === null) return { is: 'sent' }
      const counted = await tries.count('letter', order.email)
      if (counted.is === 'refused') return counted
      const sent = { actor: `shop ${address}`, commandId, request: 'new order link', content: { order: order.number } }
      return carryOut(database, sent, async inside => {
        await sendLink(inside, { token, at })
        return { is: 'sent' as const }
      })
    },
    lock: async way => {
      const order = await openedBy(needs, way)
      if (order !== undefined) await lockLinks(database, { order: order.order, at })
    },
  }
}

const order = async (
  needs: CheckoutNeeds,
  { named, credit: amount, consents, ...form }: Ordering,
): Promise<Ordered> => {
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
  await changeCart(database, { token: cart, at }, { group: needs.market.group })
  const signals = await signalsOf(evidence, named)
  const orderUrl = (token: string) => `${address}/orders/${token}`
  const credit = signedIn === null || amount === 0 ? undefined : { amount, email: signedIn.email }
  const checkout = { ...form, cart, contact, signals, at, orderUrl, credit }
  const party = await partyOfVisitor(evidence)
  const placing = party && placeByInvitation({ party: party.number, zone: await zoneOf(database) })
  const result = await checkOut({ database, providers }, checkout, placing)
  if (result.is === 'refused') return result.because === 'form' ? result : { is: 'refused', because: result.because }
  jar.drop('cart')
  await askBuyer(needs, { contact: result.contact, email: form.buyer.email, senders: consents })
  return { is: 'placed', token: result.token, mustPayNow: result.payment.is === 'redirect' }
}

type Allowing = {
  readonly contact: ContactNumber
  readonly email: string
  readonly senders: readonly ContactId[]
}

// A guest is recognised also by name and address: whose mailbox he did not write is not asked for him.
const askBuyer = (needs: CheckoutNeeds, { contact, email, senders }: Allowing): Promise<void> =>
  inTransaction(needs.database, async inside => {
    const known = senders.length === 0 ? undefined : (await contactsByNumber(inside, [contact])).get(contact)
    if (known?.email?.toLowerCase() !== email.trim().toLowerCase()) return
    await askWhoAllowed({ ...needs, database: inside, contact, moment: 'order' }, senders)
  })
