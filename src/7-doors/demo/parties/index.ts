import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import { dayAfter, dayOf, instant, type Instant, type Zone } from '#ground/period'
import { keepSetting } from '#ground/setting/store.ts'
import { listGuest, planParty, type Party } from '#referral/party/store.ts'
import { hostRewardScheme, type Scheme } from '#sales/host-reward'
import { grantRewards } from '#sales/host-reward/store.ts'
import type { Dice } from '../dice.ts'
import { happensLater, type KeptOrder } from './later.ts'
import { by, payAndShip, placeTold, pricesAt } from './orders.ts'
import { guestOf, newGuest, sellersIn, type Guest, type Seller } from './people.ts'
import { toldParties, type ToldOrder, type ToldParty } from './told.ts'

type Asked = {
  /** Whose desk a newcomer sees, and who else has parties in any case. */
  readonly first: readonly ContactNumber[]
  /** The first start. */
  readonly now: Instant
  readonly zone: Zone
  readonly dice: Dice
}

/** Keeps the demo's invented parties by the same code that keeps real ones, each order with its stock, attribution and payment. */
export const keepDemoParties = async (database: Database, { first, now, zone, dice }: Asked): Promise<void> => {
  await keepSetting(database, hostRewardScheme, { value: scheme, by })
  const sellers = await sellersIn(database, { first, count: 4, since: instant('2011-09-01', zone) })
  const told = toldParties(dayOf(now, zone), dice)
  const kept: { party: Party; orders: readonly KeptOrder[] }[] = []
  for (const [place, each] of told.entries()) {
    const seller = sellers[each.partner]!
    const bookedAt = each.bookedAt === null ? null : kept[each.bookedAt]!.party.number
    const party = await plan(database, each, { seller, bookedAt, zone })
    const orders = await takeOrders({ database, zone, dice }, each, { party, seller, place })
    kept.push({ party, orders })
  }
  const events = told.flatMap(({ later }, place) => later.map(event => ({ ...kept[place]!, event })))
  for (const { event, ...at } of events.toSorted((a, b) => (a.event.on < b.event.on ? -1 : 1)))
    await happensLater(database, { ...at, zone }, event)
  await grantRewards(database, { at: now, zone })
  await forgetLetters(database)
}

const scheme: Scheme = {
  name: 'Demo: thanks to our hosts',
  turnover: 'net',
  percentOf: 'all',
  tiers: [
    { from: cents(8_000), guests: 2, percent: 800, credit: cents(0), halfPrice: 0 },
    { from: cents(15_000), guests: 3, percent: 1_000, credit: cents(0), halfPrice: 1 },
    { from: cents(25_000), guests: 4, percent: 1_200, credit: cents(500), halfPrice: 2 },
  ],
  booking: { credit: cents(500), from: 'held', most: 3 },
  pastHost: { credit: cents(300), withinDays: 365 },
  mostCredit: cents(6_000),
  mostPercent: null,
  rounding: { to: 50, how: 'down' },
  redeemable: 'once settled',
}

type Planning = { readonly seller: Seller; readonly bookedAt: number | null; readonly zone: Zone }

const plan = async (database: Database, told: ToldParty, { seller, bookedAt, zone }: Planning): Promise<Party> => {
  const { heldOn, closesOn, beginsAt, theme } = told
  const host = seller.customers[told.host % seller.customers.length]!
  const known = { is: 'known', contact: host.number, name: host.displayName } as const
  const place = `${host.street}, ${host.city}`
  const what = { title: `${theme} at ${host.givenName}’s`, place, heldOn, closesOn, beginsAt, bookedAt }
  const at = instant(`${dayAfter(heldOn, -20)} 11:00`, zone)
  const planned = await planParty(database, { ...what, partner: seller.partner.number, host: known, at, zone, by })
  if (planned.is === 'refused') throw new Error(`the demo's party ${theme} is refused: ${JSON.stringify(planned)}`)
  return planned.party
}

type Taking = { readonly database: Database; readonly zone: Zone; readonly dice: Dice }
type Evening = { readonly party: Party; readonly seller: Seller; readonly place: number }

const takeOrders = async (
  { database, zone, dice }: Taking,
  told: ToldParty,
  { party, seller, place }: Evening,
): Promise<KeptOrder[]> => {
  const guests = guestsOf(told, { seller, place }, dice)
  await listNames(database, told, { party, guests, dice, at: instant(`${told.heldOn} 12:00`, zone) })
  const begins = instant(`${told.heldOn} ${told.beginsAt}`, zone)
  const prices = await pricesAt(database, begins)
  const orders: KeptOrder[] = []
  for (const [position, order] of told.orders.entries()) {
    const at = (begins + (20 + 7 * position) * 60_000) as Instant
    const number = await placeTold(database, { party, prices, at, zone }, { order, guest: guests[position] })
    if (number === undefined) continue
    if (order.isPaid) await payAndShip(database, number, { at, zone })
    orders.push({ number, told: order })
  }
  return orders
}

/** Who orders, by the order: the host is none of them, and a customer of the partner's comes once. */
const guestsOf = (
  { orders, host, theme }: ToldParty,
  { seller, place }: Pick<Evening, 'seller' | 'place'>,
  dice: Dice,
): (Guest | undefined)[] => {
  const known = seller.customers.filter((_, position) => position !== host % seller.customers.length)
  const asked = known.toSorted((a, b) => rankOf(a.reference, place) - rankOf(b.reference, place))
  const guestFor = ({ guest }: ToldOrder, position: number): Guest | undefined => {
    if (guest === 'nobody') return undefined
    const customer = guest === 'known' ? asked.shift() : undefined
    return customer === undefined ? newGuest(dice, `${theme} ${place} ${position}`) : guestOf(customer)
  }
  return orders.map(guestFor)
}

// Others of her customers come to every party, without dice that later parties would feel.
const rankOf = (reference: string, place: number): number =>
  (Number(reference.replaceAll(/\D/gu, '')) * (place + 7)) % 101

type Listing = {
  readonly party: Party
  readonly guests: readonly (Guest | undefined)[]
  readonly dice: Dice
  readonly at: Instant
}

const listNames = async (
  database: Database,
  { orders, listed, heldOn }: ToldParty,
  { party, guests, dice, at }: Listing,
): Promise<void> => {
  const list = (guest: Guest, told: Pick<Parameters<typeof listGuest>[1], 'answer' | 'by'>) =>
    listGuest(database, { party: party.number, name: guest.home.name, at, ...told })
  for (const [position, guest] of guests.entries()) {
    const told = orders[position]!.way === 'guest' ? 'guest' : 'partner'
    if (guest !== undefined) await list(guest, { answer: 'coming', by: told })
  }
  for (let count = 0; count < listed; count += 1) {
    const answer = dice.pick(['invited', 'coming', 'not coming'] as const)
    await list(newGuest(dice, `${heldOn} ${count}`), { answer, by: answer === 'invited' ? 'host' : 'guest' })
  }
}

/** Letters about parties of long ago would come years late, and those of invented guests reach nobody. */
const forgetLetters = async (database: Database): Promise<void> => {
  await database.deleteFrom('ground.message').execute()
  await database
    .updateTable('sales.event')
    .set({ told_at: new Date() })
    .where('order_id', 'in', query => query.selectFrom('sales.party_order').select('order_id'))
    .execute()
}
