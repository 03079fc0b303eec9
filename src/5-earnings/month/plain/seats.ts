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
    for (const { id } of newcomers) seat(id, { month, config, seats, brought })
    return seats
  })

type Seating = { month: PlainMonth; config: Rule; seats: Seats; brought: (id: number, place: number) => number }

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
  if (below === undefined) return void seats.set(id, { parent: -1, place: 0 })
  const width = widthOf(config)
  const named = isNamed && below === placedBelow && placedAt >= 0 && placedAt < width ? placedAt : undefined
  if (named !== undefined && at(seats, below, named) === undefined)
    return void seats.set(id, { parent: below, place: named })
  const from = named === undefined ? below : at(seats, below, named)!
  const parent = search(from, seating)
  seats.set(id, { parent, place: freePlaces(seats, parent, width)[0]! })
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

const search = (from: number, { config, seats, brought }: Seating): number => {
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
  return search(light.find(({ steps }) => steps === nearest)!.next, { config, seats, brought } as Seating)
}
