import { chain, once, person, type PlainMonth } from './people.ts'
import type { RuleOf } from './pay.ts'

type Rule = RuleOf<'binary'> | RuleOf<'matrix'>

/** Where somebody stands: below whom (-1: nobody), and at which place from the left. */
export type Seat = { parent: number; place: number }
type Seats = Map<number, Seat>

/** Everybody's seat after a month: those of the month before, and one for each new partner in the order of becoming one. */
export const seatsAfter = (month: PlainMonth, config: Rule, brought: (id: number, place: number) => number): Seats =>
  once(month, `seats of ${config.name}`, () => {
    const seats: Seats = month.before === undefined ? new Map() : new Map(seatsAfter(month.before, config, () => 0))
    const newcomers = month.facts.people.filter(({ id, isPartner }) => isPartner && !seats.has(id))
    newcomers.sort((a, b) => (a.partnerSince ?? -Infinity) - (b.partnerSince ?? -Infinity) || a.id - b.id)
    const seating = { month, config, seats, brought, newcomers: newcomers.map(({ id }) => id) }
    seatNamed(seating)
    for (const { id } of newcomers) seat(id, seating)
    return seats
  })

type Seating = {
  month: PlainMonth
  config: Rule
  seats: Seats
  brought: (id: number, place: number) => number
  newcomers: number[]
}

/** Whoever has a free place of his own below somebody seated takes it, before anybody else is seated. */
const seatNamed = (seating: Seating): void => {
  const { month, config, seats, newcomers } = seating
  const mayTake = (id: number): boolean => {
    const { placedBelow = -1, placedAt = -1 } = person(month, id)
    const isPlace =
      placedBelow >= 0 && person(month, placedBelow).isPartner && placedAt >= 0 && placedAt < widthOf(config)
    return isPlace && !seats.has(id) && seats.has(placedBelow) && at(seats, placedBelow, placedAt) === undefined
  }
  const next = newcomers.find(mayTake)
  if (next === undefined) return
  seats.set(next, { parent: person(month, next).placedBelow!, place: person(month, next).placedAt! })
  seatNamed(seating)
}

const seat = (id: number, seating: Seating, waiting: number[] = []): void => {
  const { month, config, seats } = seating
  if (seats.has(id)) return
  const { placedBelow = -1, placedAt = -1 } = person(month, id)
  const upward = (from: number) => chain(month, from, config.follows).filter(each => person(month, each).isPartner)
  const isNamed = placedBelow >= 0 && person(month, placedBelow).isPartner
  const first = isNamed ? placedBelow : upward(id)[0]
  if (first !== undefined && !waiting.includes(first) && first !== id) seat(first, seating, [...waiting, id])
  if (seats.has(id)) return
  const below = first === undefined ? undefined : [first, ...upward(first)].find(each => seats.has(each))
  if (below === undefined) return sit(id, { parent: -1, place: 0 }, seating)
  const width = widthOf(config)
  const named = isNamed && below === placedBelow && placedAt >= 0 && placedAt < width ? placedAt : undefined
  const from = named === undefined ? below : at(seats, below, named)!
  const parent = search(from, seating)
  sit(id, { parent, place: freePlaces(seats, parent, width)[0]! }, seating)
}

const sit = (id: number, taken: Seat, seating: Seating): void => {
  seating.seats.set(id, taken)
  seatNamed(seating)
}

const widthOf = (config: Rule): number => (config.kind === 'matrix' ? config.width : 2)

export const at = (seats: Seats, id: number, place: number): number | undefined =>
  [...seats].find(([, seat]) => seat.parent === id && seat.place === place)?.[0]

const freePlaces = (seats: Seats, id: number, width: number): number[] =>
  Array.from({ length: width }, (_, place) => place).filter(place => at(seats, id, place) === undefined)

/** How many steps below somebody a place is free. */
const distance = (seats: Seats, id: number, width: number): number =>
  freePlaces(seats, id, width).length > 0
    ? 0
    : 1 + Math.min(...Array.from({ length: width }, (_, place) => distance(seats, at(seats, id, place)!, width)))

const search = (from: number, { config, seats, brought }: Pick<Seating, 'config' | 'seats' | 'brought'>): number => {
  const width = widthOf(config)
  if (freePlaces(seats, from, width).length > 0) return from
  if (config.kind === 'binary' && config.spillover === 'left') {
    let end = at(seats, from, 0)!
    while (at(seats, end, 0) !== undefined) end = at(seats, end, 0)!
    return end
  }
  const ways = Array.from({ length: width }, (_, place) => ({
    next: at(seats, from, place)!,
    weight: config.kind === 'binary' && config.spillover === 'weaker side' ? brought(from, place) : 0,
    steps: distance(seats, at(seats, from, place)!, width),
  }))
  const lightest = Math.min(...ways.map(({ weight }) => weight))
  const light = ways.filter(({ weight }) => weight === lightest)
  const nearest = Math.min(...light.map(({ steps }) => steps))
  return search(light.find(({ steps }) => steps === nearest)!.next, { config, seats, brought })
}
