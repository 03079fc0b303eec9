import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents, negative, points, sum, type Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import { totalsOf } from '#sales/cart'
import { spread, takeBack, takeBackPieces, type LineThen, type TakenBack } from '#sales/order'
import { entryDue, noReward, rewardOf, type RewardEntry, type Scheme } from '#sales/host-reward'
import { entriesDue, type Booked, type Draft, type ReturnedLine, type Sale, type SplitLine } from './index.ts'

const anna = 1 as ContactNumber
const nothing: TakenBack = { quantity: 0, net: cents(0), points: points(0) }
const day = (value: number) => (value * 86_400_000) as Instant

type Way = 'for guest' | 'collective'
type Happening = { readonly is: 'split' | 'return'; readonly line: number; readonly quantity: number }
type Told = {
  readonly way: Way
  readonly guest: number
  readonly goods: readonly { readonly gross: number; readonly quantity: number; readonly vatRate: number }[]
  readonly discount: number
  readonly before: readonly Happening[]
  readonly after: readonly Happening[]
}

const happenings = fc.array(
  fc.record({
    is: fc.constantFrom('split' as const, 'return' as const),
    line: fc.nat(2),
    quantity: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 4 },
)

const anyParty = fc.array(
  fc.record({
    way: fc.constantFrom<Way>('for guest', 'collective'),
    guest: fc.integer({ min: 10, max: 20 }),
    goods: fc.array(
      fc.record({
        gross: fc.integer({ min: 1, max: 9_999 }),
        quantity: fc.integer({ min: 1, max: 6 }),
        vatRate: fc.constantFrom(1_900, 700),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    discount: fc.nat(2_000),
    before: happenings,
    after: happenings,
  }),
  { minLength: 1, maxLength: 6 },
)

/** An order of a party as it goes on: who holds which pieces, and what the ledger has been told. */
const opened = (told: Told, number: number) => {
  const lines = told.goods.map(({ gross, quantity, vatRate }, index) => {
    const whole = gross * quantity
    return { sku: `A${index}`, quantity, gross: cents(whole), vatRate, points: points(whole * 3) }
  })
  const { lines: sold } = totalsOf(lines, { discount: cents(told.discount), lowersPoints: true })
  const contact = told.way === 'collective' ? anna : (told.guest as ContactNumber)
  const role = told.way === 'collective' ? ('partner' as const) : ('customer' as const)
  const owners = { direct: anna, nearest: anna, recruited: anna }
  let holders: LineThen[] = sold.map((line, index) => ({
    ...line,
    position: index + 1,
    returned: nothing,
  }))
  const splits: SplitLine[] = []
  const returned: ReturnedLine[] = []
  const booked = { orderLines: new Set<number>(), returnLines: new Set<number>(), splits: new Set<number>() }
  const entries: Draft[] = []
  const idOf = (position: number) => number * 1_000 + position

  const book = () => {
    const sale: Sale = {
      contact,
      relevantAt: day(1),
      standing: { role, owners, decidedAt: day(1) },
      lines: sold.map(({ net, points }, index) => ({ id: idOf(index + 1), net, points })),
      returned,
      splits,
    }
    const due = entriesDue(sale, booked satisfies Booked)
    entries.push(...due)
    for (const { orderLine, returnLine, split } of due) {
      if (split !== null) booked.splits.add(split.id)
      else if (returnLine === null) booked.orderLines.add(orderLine!)
      else booked.returnLines.add(returnLine)
    }
  }

  const comesBack = (pieces: readonly { position: number; quantity: number }[]) => {
    const answer = takeBackPieces(holders, spread(pieces, holders))
    if (answer.is === 'refused') return
    holders = [...answer.after]
    for (const { line, net, points } of answer.taken) {
      const holder = splits.find(({ id }) => id === line.split)
      const back = { id: number * 1_000 + returned.length, orderLine: idOf(line.position), happenedAt: day(30) }
      returned.push({ ...back, net, points, holder })
    }
  }

  const isSplit = ({ line, quantity }: Happening) => {
    const rest = holders.find(holder => holder.position === line + 1 && holder.split === undefined)
    if (told.way !== 'collective' || rest === undefined || quantity > rest.quantity - rest.returned.quantity) return
    const part = takeBack(rest, quantity, rest.returned)
    const id = number * 1_000 + splits.length
    const net = sum([rest.net, negative(part.net)])
    const kept = { ...rest, quantity: rest.quantity - quantity, net, points: sum([rest.points, negative(part.points)]) }
    const own = { ...part, position: rest.position, returned: nothing, split: id }
    holders = [kept, own, ...holders.filter(holder => holder !== rest)]
    splits.push({ id, orderLine: idOf(line + 1), contact: told.guest as ContactNumber, role: 'customer', ...part })
  }

  const goesOn = (happening: Happening) => {
    if (happening.is === 'split') isSplit(happening)
    else comesBack([{ position: happening.line + 1, quantity: happening.quantity }])
    book()
  }

  book()
  return {
    entries,
    before: () => told.before.forEach(goesOn),
    after: () => told.after.forEach(goesOn),
    allComesBack: () => {
      const left = sold.map((_, index) => ({
        position: index + 1,
        quantity: holders
          .filter(({ position }) => position === index + 1)
          .reduce((all, { quantity, returned }) => all + quantity - returned.quantity, 0),
      }))
      for (const piece of left) if (piece.quantity > 0) comesBack([piece])
      book()
    },
    sold: sum(sold.map(({ net }) => net)),
    left: () => sum(holders.map(({ net, returned }) => sum([net, negative(returned.net)]))),
  }
}

const netOf = (entries: readonly Draft[]): Cents => sum(entries.map(({ net }) => net))

const partsOf = (parties: readonly ReturnType<typeof opened>[]) => {
  const all = parties.flatMap(({ entries }) => entries)
  const personal = netOf(all.filter(({ contact }) => contact === anna))
  const customers = netOf(all.filter(({ contact }) => contact !== anna))
  return { personal, customers, own: sum([personal, customers]) }
}

const scheme: Scheme = {
  ...noReward,
  turnover: 'net',
  tiers: [
    { from: cents(0), guests: 0, percent: 550, credit: cents(0), halfPrice: 0 },
    { from: cents(10_000), guests: 0, percent: 1_000, credit: cents(333), halfPrice: 1 },
  ],
}

test('a thousand parties with returns before and after they are settled leave no cent unexplained', () => {
  fc.assert(
    fc.property(anyParty, told => {
      const orders = told.map(opened)
      const book: RewardEntry[] = []
      const grant = () => {
        const turnover = sum(orders.map(({ left }) => left()))
        const reward = rewardOf(scheme, { turnover, guests: 0, bookings: 0, hostedBefore: false })
        const due = entryDue(book, reward)
        if (due !== undefined) book.push(due)
        expect(sum(book.map(({ credit }) => credit))).toBe(reward.credit)
      }
      for (const order of orders) order.before()
      grant()
      for (const order of orders) order.after()
      grant()
      for (const { entries, left } of orders) expect(netOf(entries)).toBe(left())
      expect(partsOf(orders).own).toBe(sum(orders.map(({ left }) => left())))
      for (const order of orders) order.allComesBack()
      grant()
      const byContact = Map.groupBy(
        orders.flatMap(({ entries }) => entries),
        ({ contact }) => contact,
      )
      for (const own of byContact.values()) expect(netOf(own)).toBe(0)
      expect(sum(book.map(({ credit }) => credit))).toBe(0)
    }),
    { numRuns: 1_000 },
  )
})

const withWays = (told: readonly Told[], wayOf: (told: Told) => Way) => {
  const orders = told.map((each, number) => opened({ ...each, way: wayOf(each) }, number))
  for (const order of orders) order.before()
  return partsOf(orders)
}

test('by whichever ways the orders were taken the partner’s own volume is the same, and only its parts differ', () => {
  fc.assert(
    fc.property(anyParty, all => {
      const told = all.map(each => ({ ...each, before: each.before.filter(({ is }) => is === 'split') }))
      const mixed = withWays(told, ({ way }) => way)
      const guests = withWays(told, () => 'for guest')
      const collective = withWays(told, () => 'collective')
      expect(guests).toEqual({ personal: 0, customers: guests.own, own: guests.own })
      expect([mixed.own, collective.own]).toEqual([guests.own, guests.own])
    }),
    { numRuns: 300 },
  )
})

test('what comes back takes the same off it by whichever way the order was taken, as long as nobody split it', () => {
  fc.assert(
    fc.property(anyParty, told => {
      const back = told.map(each => ({ ...each, before: each.before.filter(({ is }) => is === 'return') }))
      expect(withWays(back, () => 'collective').own).toBe(withWays(back, () => 'for guest').own)
    }),
    { numRuns: 300 },
  )
})
