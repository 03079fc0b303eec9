import { dayAfter } from '#ground/period'
import type { PartyWay } from '#sales/party-order'
import type { Dice } from '../dice.ts'

/** An order as it is told: how it was taken, for whom, and what became of it. */
export type ToldOrder = {
  readonly way: PartyWay
  /** Whether the partner's customer already, or somebody the party makes known; nobody in a collective order. */
  readonly guest: 'known' | 'new' | 'nobody'
  /** How many guests the partner says are behind a collective order. */
  readonly toldGuests?: number
  readonly isPaid: boolean
  /** Something stands in its way: it waits to be settled. */
  readonly isWaiting?: boolean
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

/** What happens to a party after it closed, on a day. */
export type ToldLater = { readonly on: string } & (
  | { readonly what: 'settled' }
  /** So many pieces of the first line of an order come back. */
  | { readonly what: 'returned'; readonly order: number; readonly pieces: number }
  /** So many pieces of the first line of a collective order turn out to be those of who bought another order. */
  | { readonly what: 'split'; readonly order: number; readonly of: number; readonly pieces: number }
  | { readonly what: 'taken'; readonly sku: string; readonly by: 'credit' | 'half price' }
  /** Of what the host took, from 1. */
  | { readonly what: 'shipped'; readonly place: number }
  | { readonly what: 'undone'; readonly place: number; readonly reason: string }
)

export type ToldParty = {
  /** Which of the demo's partners with parties: 0 is Anna. */
  readonly partner: number
  /** Which of her customers opens her home. */
  readonly host: number
  /** "Candlelight", which the host's name follows. */
  readonly theme: string
  readonly heldOn: string
  readonly closesOn: string
  readonly beginsAt: string
  /** How many names stand on the list beside those who order. */
  readonly listed: number
  /** The party of this story at which it was booked. */
  readonly bookedAt: number | null
  readonly orders: readonly ToldOrder[]
  readonly later: readonly ToldLater[]
}

type Evening = Pick<ToldParty, 'theme' | 'heldOn'> & {
  /** Which partner, and which of her customers opens her home. */
  readonly who: readonly [partner: number, host: number]
  /** How many guests order themselves, for how many the partner takes an order, and how many else are on the list. */
  readonly guests: readonly [own: number, taken: number, listed: number]
  /** Collective orders, each by how many guests are said to be behind it; 0: nothing is said. */
  readonly collective?: readonly number[]
  /** How many guests have not paid. */
  readonly unpaid?: number
  /** How many days after it orders are taken. */
  readonly openFor?: number
  readonly bookedAt?: number
  /** Whether somebody wanted what had just been sold out. */
  readonly isWaiting?: boolean
  readonly later?: readonly ToldLater[]
}

// Articles of the demo's shop with enough pieces, from small to large.
export const goods =
  '22577 22197 20724 21080 22693 84946 22178 84378 20725 22558 23203 22993 22699 22457 22470 85123A 21936 22666 22722 22112 47566 22727 22960 22138 21754 22720'.split(
    ' ',
  )

const basket = (dice: Dice, kinds: number): ToldOrder['lines'] => {
  const chosen = new Set(Array.from({ length: kinds }, () => dice.pick(goods)))
  return [...chosen].map(sku => ({ sku, quantity: 1 + dice.below(4) }))
}

const ordersOf = (evening: Evening, dice: Dice): ToldOrder[] => {
  const {
    guests: [own, taken],
    unpaid = 0,
    collective = [],
    isWaiting = false,
  } = evening
  const guests = Array.from({ length: own + taken }, (_, place): ToldOrder => ({
    way: place < own ? 'guest' : 'for guest',
    guest: dice.chance(0.4) ? 'known' : 'new',
    isPaid: place >= unpaid,
    lines: basket(dice, 1 + dice.below(3)),
  }))
  const inHerName = collective.map((toldGuests): ToldOrder => ({
    way: 'collective',
    guest: 'nobody',
    ...(toldGuests === 0 ? {} : { toldGuests }),
    isPaid: unpaid === 0,
    lines: basket(dice, 4 + dice.below(2)).map(({ sku, quantity }) => ({ sku, quantity: quantity + 4 })),
  }))
  const waiting = { way: 'for guest', guest: 'new', isPaid: false, isWaiting, lines: soldOut } as const
  return [...guests, ...inHerName, ...(isWaiting ? [waiting] : [])]
}

// The demo's shop has none left.
export const soldOut = [{ sku: '84380', quantity: 1 }]

const told = (evening: Evening, dice: Dice): ToldParty => {
  const { who, theme, heldOn, openFor = 3, bookedAt = null, later = [] } = evening
  const [partner, host] = who
  const beginsAt = dice.pick(['18:30', '19:00', '19:30', '20:00'])
  const days = { heldOn, closesOn: dayAfter(heldOn, openFor), beginsAt }
  return { partner, host, theme, ...days, listed: evening.guests[2], bookedAt, later, orders: ordersOf(evening, dice) }
}

const settled = (on: string): ToldLater => ({ what: 'settled', on })

const afterTea: readonly ToldLater[] = [
  settled('2011-09-24'),
  { what: 'taken', on: '2011-10-20', sku: '22666', by: 'credit' },
  { what: 'taken', on: '2011-10-20', sku: '22727', by: 'half price' },
  { what: 'shipped', on: '2011-10-24', place: 1 },
  { what: 'shipped', on: '2011-10-24', place: 2 },
]

const afterCandles: readonly ToldLater[] = [
  { what: 'returned', on: '2011-10-20', order: 2, pieces: 1 },
  { what: 'split', on: '2011-10-21', order: 5, of: 0, pieces: 2 },
  settled('2011-10-24'),
  { what: 'returned', on: '2011-11-02', order: 3, pieces: 1 },
  { what: 'taken', on: '2011-11-29', sku: '21936', by: 'credit' },
  { what: 'undone', on: '2011-11-30', place: 1, reason: 'she would rather have the jam set' },
  { what: 'taken', on: '2011-12-01', sku: '22960', by: 'credit' },
]

// Anna's guests order more and more by themselves; those of others learn it slower.
const lastMonths: readonly Evening[] = [
  { who: [0, 0], theme: 'Tea & cake', heldOn: '2011-09-17', guests: [1, 3, 3], collective: [5], later: afterTea },
  { who: [1, 0], theme: 'Autumn table', heldOn: '2011-09-21', guests: [0, 2, 2], collective: [6, 0] },
  { who: [2, 0], theme: 'Girls’ night', heldOn: '2011-09-29', guests: [0, 1, 0], collective: [8, 0] },
  {
    who: [0, 1],
    theme: 'Candlelight',
    heldOn: '2011-10-15',
    guests: [2, 3, 2],
    collective: [4],
    bookedAt: 0,
    later: afterCandles,
  },
  { who: [1, 1], theme: 'Harvest supper', heldOn: '2011-10-20', guests: [1, 2, 1], collective: [0] },
  { who: [3, 0], theme: 'Kitchen talk', heldOn: '2011-10-27', guests: [0, 2, 0], collective: [6] },
  {
    who: [0, 2],
    theme: 'Winter lights',
    heldOn: '2011-11-12',
    guests: [4, 2, 4],
    unpaid: 1,
    bookedAt: 3,
    later: [settled('2011-11-20')],
  },
  { who: [1, 2], theme: 'Advent table', heldOn: '2011-11-18', guests: [3, 1, 1], collective: [3] },
  { who: [2, 1], theme: 'Baking day', heldOn: '2011-11-24', guests: [2, 2, 0] },
  { who: [0, 0], theme: 'Presents', heldOn: '2011-12-02', guests: [4, 1, 2], later: [settled('2011-12-06')] },
]

// What is not paid is no turnover yet: the demo's last month stays its last.
const aroundToday = (today: string): readonly Evening[] => {
  const day = (days: number) => dayAfter(today, days)
  return [
    { who: [0, 3], theme: 'Cosy home', heldOn: day(-12), guests: [3, 2, 2], unpaid: 5, later: [settled(day(-8))] },
    {
      who: [0, 1],
      theme: 'Little luxuries',
      heldOn: day(-5),
      guests: [2, 2, 3],
      unpaid: 4,
      collective: [3],
      isWaiting: true,
      bookedAt: 10,
    },
    { who: [1, 0], theme: 'Second breakfast', heldOn: day(-3), guests: [2, 0, 2], unpaid: 2, openFor: 10 },
    { who: [0, 4], theme: 'Gifts by the fire', heldOn: day(-1), guests: [2, 1, 4], unpaid: 3, openFor: 9 },
    { who: [0, 2], theme: 'New Year’s table', heldOn: day(9), guests: [0, 0, 6], openFor: 5, bookedAt: 11 },
  ]
}

/**
 * The demo's parties in the order of time: those of its last months, whose turnover is in them, and some around the day of the first start,
 * so that one is open, one closed and one planned. Invented, and the same for the same dice and day.
 */
export const toldParties = (today: string, dice: Dice): ToldParty[] =>
  [...lastMonths, ...aroundToday(today)].map(evening => told(evening, dice))
