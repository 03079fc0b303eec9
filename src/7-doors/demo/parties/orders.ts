import type { Database } from '#ground/database'
import { cents, sum, type Cents } from '#ground/money'
import { dayOf, instant, type Instant, type Zone } from '#ground/period'
import type { Party } from '#referral/party/store.ts'
import { shippingCost, shippingPolicy } from '#sales/cart'
import { openCart, putIn } from '#sales/cart/store.ts'
import { offeredArticles } from '#sales/catalogue/store.ts'
import { pay, ship } from '#sales/order/store.ts'
import { placeByInvitation, takeSlip } from '#sales/party-order/store.ts'
import type { Guest } from './people.ts'
import { goods, soldOut, type ToldOrder } from './told.ts'

export const by = 'demo generator'

const country = 'GB'

export type AtParty = {
  readonly party: Party
  readonly prices: Prices
  readonly at: Instant
  readonly zone: Zone
}

/** Places an order of the story, by the shop's own code; undefined where it waits to be settled. */
export const placeTold = async (
  database: Database,
  asked: AtParty,
  { order, guest }: { readonly order: ToldOrder; readonly guest: Guest | undefined },
): Promise<number | undefined> => {
  const doing = { database, providers: {} }
  const total = totalOf(order, asked.prices)
  if (order.way === 'guest') return placeHimself(doing, asked, { lines: order.lines, guest: guest!, total })
  const { party, at, zone } = asked
  const { way, lines, toldGuests } = order
  const isCollective = way === 'collective'
  const whose = isCollective ? { buyer: null, home: null } : guest!
  const goal = { deliveredTo: isCollective ? 'partner' : 'guest', payment: 'invoice' } as const
  const content = {
    way,
    guest: null,
    ...whose,
    lines,
    voucher: null,
    ...goal,
    total,
    toldGuests,
    language: 'en',
  } as const
  const commandId = `told ${party.number} ${at}`
  const told = { party: party.number, partner: party.partner, commandId, content, toldAt: at, at, zone }
  const taken = await takeSlip(doing, { ...told, by, orderUrl })
  if (taken.is === 'refused') throw new Error(`the demo's order is refused: ${taken.because}`)
  const { order: placed, because } = taken.slip
  if ((placed === null) !== (order.isWaiting ?? false))
    throw new Error(`the demo's order is hindered: ${because?.because}`)
  return placed ?? undefined
}

// The letters of the demo's parties are not kept: they would come years late.
const orderUrl = (token: string): string => `/orders/${token}`

type Himself = { readonly lines: ToldOrder['lines']; readonly guest: Guest; readonly total: Cents }

const placeHimself = async (
  doing: { readonly database: Database; readonly providers: object },
  { party, at, zone }: AtParty,
  { lines, guest, total }: Himself,
): Promise<number> => {
  const { token } = await openCart(doing.database, { country, language: 'en', group: 'customer', at })
  for (const { sku, quantity } of lines) await putIn(doing.database, { token, sku, quantity, at })
  const { buyer, home: delivery } = guest
  const form = { buyer, delivery, billing: null, payment: 'invoice', total, cart: token, contact: null } as const
  const signals = { party: { partner: party.partner, party: party.title } }
  const checkout = { ...form, signals, at, commandId: 'demo', orderUrl }
  const placed = await placeByInvitation({ party: party.number, zone })(doing, checkout)
  if (placed.is === 'refused') throw new Error(`the demo's order is refused: ${placed.because}`)
  return placed.order
}

const totalOf = ({ lines }: ToldOrder, prices: Prices): Cents => {
  const payable = sum(lines.map(({ sku, quantity }) => cents(prices.get(sku)! * quantity)))
  const pieces = lines.reduce((all, { quantity }) => all + quantity, 0)
  return sum([payable, shippingCost(shippingPolicy.usual, { country, payable, pieces })!])
}

/** What customers pay for each article of the story at a moment. */
export type Prices = ReadonlyMap<string, Cents>

export const pricesAt = async (database: Database, at: Instant): Promise<Prices> => {
  const skus = [...goods, ...soldOut.map(({ sku }) => sku)]
  const articles = await offeredArticles(database, skus, { country, group: 'customer', at })
  return new Map([...articles].map(([sku, { offer }]) => [sku, offer.gross]))
}

/** Money comes some days after, and the parcel leaves the day after that. */
export const payAndShip = async (
  database: Database,
  order: number,
  { at, zone }: Pick<AtParty, 'at' | 'zone'>,
): Promise<void> => {
  const morning = (days: number) => instant(`${dayOf((at + days * 86_400_000) as Instant, zone)} 09:30`, zone)
  await pay(database, { order, at: morning(2) })
  await ship(database, { order, at: morning(3) })
}
