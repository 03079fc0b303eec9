import fc from 'fast-check'
import { daysOf, periodAfter, type Period } from '#ground/period'
import { never, type Facts } from '#earnings/volume'

export type PlainPerson = {
  id: number
  sponsor: number
  isPartner: boolean
  /** The day on which he became a partner, and that of his first order. */
  partnerSince?: number
  customerSince?: number
  /** Who recruited him, where it is not his sponsor; who gave him as a lead; where the company placed him. */
  recruiter?: number
  lead?: number
  placedBelow?: number
  placedAt?: number
}

export type PlainEntry = {
  contact: number
  owner: number
  net: number
  points?: number
  day?: number
  order?: number
  party?: number
}
export type PlainByHand = { partner: number; rank: string; from: number; until: number | undefined }

/** A month of a small company in words: 0 is the house, whose sponsor is -1. */
export type PlainFacts = {
  period?: Period
  people: PlainPerson[]
  entries: PlainEntry[]
  byHand?: PlainByHand[]
  hosts?: number[]
}

export const january = '2026-01' as Period

/** The facts as columns. Numbers are shuffled, so that a sponsor may have a later one than those below him. */
export const columnsOf = ({ period = january, people, entries, byHand = [], hosts = [] }: PlainFacts): Facts => ({
  period,
  sponsors: Int32Array.from(people, ({ sponsor }) => sponsor),
  recruiters: Int32Array.from(people, ({ sponsor, recruiter = sponsor }) => recruiter),
  partners: Uint8Array.from(people, ({ isPartner }) => (isPartner ? 1 : 0)),
  partnersSince: Int32Array.from(people, ({ isPartner, partnerSince = never }) => (isPartner ? partnerSince : never)),
  customersSince: Int32Array.from(people, ({ customerSince = never }) => customerSince),
  leads: Int32Array.from(people, ({ lead = -1 }) => lead),
  placedBelow: Int32Array.from(people, ({ placedBelow = -1 }) => placedBelow),
  placedAt: Int32Array.from(people, ({ placedAt = -1 }) => placedAt),
  hosts: Int32Array.from(hosts),
  byHand: byHand.map(given => ({ ...given, reason: 'start' })),
  entries: {
    contacts: Int32Array.from(entries, ({ contact }) => contact),
    owners: Int32Array.from(entries, ({ owner }) => owner),
    net: Float64Array.from(entries, ({ net }) => net),
    points: Float64Array.from(entries, ({ points = 0 }) => points),
    groups: new Int32Array(entries.length).fill(-1),
    groupNames: [],
    days: Int32Array.from(entries, ({ day = daysOf(period).first }) => day),
    orders: Int32Array.from(entries, ({ order }, place) => order ?? place),
    parties: Int32Array.from(entries, ({ party = -1 }) => party),
  },
})

type Drawn = { sponsor: number; role: number; key: number }

const peopleFrom = (drawn: readonly Drawn[]): PlainPerson[] => {
  const order = drawn.map((_, place) => place + 1).sort((a, b) => drawn[a - 1]!.key - drawn[b - 1]!.key || a - b)
  const numbers = new Map([[0, 0], ...order.map((place, index): [number, number] => [place, index + 1])])
  const people = drawn.map(({ sponsor, role }, place) => ({
    id: numbers.get(place + 1)!,
    sponsor: numbers.get(sponsor % (place + 1))!,
    isPartner: role !== 0,
  }))
  return [{ id: 0, sponsor: -1, isPartner: false }, ...people].sort((a, b) => a.id - b.id)
}

const ownerOf = (people: readonly PlainPerson[], id: number): number =>
  people[id]!.isPartner || id === 0 ? id : ownerOf(people, people[id]!.sponsor)

const draw = fc.nat({ max: 9_999 })

/** Trees of a few contacts, most of them partners, and entries; some of an owner who is no partner any more. */
export const facts = (amount = fc.integer({ min: -30_000, max: 90_000 })): fc.Arbitrary<PlainFacts> =>
  fc
    .record({
      people: fc.array(fc.record({ sponsor: draw, role: fc.nat({ max: 3 }), key: draw }), {
        minLength: 1,
        maxLength: 9,
      }),
      entries: fc.array(fc.record({ contact: draw, isFormer: fc.nat({ max: 5 }), net: amount }), { maxLength: 14 }),
    })
    .map(drawn => {
      const people = peopleFrom(drawn.people)
      const entries = drawn.entries.map(({ contact, isFormer, net }): PlainEntry => {
        const id = contact % people.length
        return { contact: id, owner: isFormer === 0 ? id : ownerOf(people, id), net }
      })
      return { people, entries }
    })

/** Months of a company, one after the other: whose sponsors and roles change, to whom ranks are given, and who buys first in between. */
export const histories = (length: number): fc.Arbitrary<PlainFacts[]> =>
  fc
    .record({
      people: fc.array(fc.record({ key: draw, first: fc.nat({ max: 150 }) }), { minLength: 2, maxLength: 8 }),
      months: fc.array(
        fc.record({
          people: fc.array(fc.record({ sponsor: draw, role: fc.nat({ max: 4 }), day: fc.nat({ max: 27 }) }), {
            minLength: 8,
            maxLength: 8,
          }),
          entries: fc.array(fc.record({ contact: draw, net: amount, day: fc.nat({ max: 27 }) }), { maxLength: 10 }),
        }),
        { minLength: length, maxLength: length },
      ),
      byHand: fc.array(
        fc.record({
          partner: draw,
          rank: fc.constantFrom('R1', 'R2', 'R3'),
          from: fc.nat({ max: 90 }),
          days: fc.option(fc.nat({ max: 70 }), { nil: undefined }),
        }),
        { maxLength: 1 },
      ),
    })
    .map(historyFrom)

const amount = fc.integer({ min: -10_000, max: 60_000 })

type DrawnHistory = {
  people: { key: number; first: number }[]
  months: {
    people: { sponsor: number; role: number; day: number }[]
    entries: { contact: number; net: number; day: number }[]
  }[]
  byHand: { partner: number; rank: string; from: number; days: number | undefined }[]
}

// Of five roles, 0 is no partner and 1 became one this month.
const joining = 1

const historyFrom = ({ people: drawn, months, byHand: given }: DrawnHistory): PlainFacts[] => {
  const history: PlainFacts[] = []
  const start = daysOf(january).first
  const byHand = given.map(({ partner, rank, from, days }) => ({
    partner: (partner % drawn.length) + 1,
    rank,
    from: start + from,
    until: days === undefined ? undefined : start + from + days,
  }))
  for (const month of months) {
    const period = history.length === 0 ? january : periodAfter(history.at(-1)!.period!)
    const { first, last } = daysOf(period)
    const before = history.at(-1)?.people
    const seats = peopleFrom(drawn.map(({ key }, at) => ({ key, ...month.people[at]! })))
    const people = seats.map((person, id): PlainPerson => {
      const customerSince = id === 0 ? never : start + drawn[id - 1]!.first
      const seen = { ...person, ...(customerSince <= last ? { customerSince } : {}) }
      if (!person.isPartner) return seen
      const { role, day } = month.people[id % month.people.length]!
      const isNew = before === undefined ? role === joining : !before[id]!.isPartner || role === joining
      const since = isNew ? first + day : before?.[id]!.partnerSince
      return since === undefined ? seen : { ...seen, partnerSince: since }
    })
    const entries = month.entries.map(({ contact, net, day }): PlainEntry => {
      const id = contact % people.length
      return { contact: id, owner: ownerOf(people, id), net, day: first + day }
    })
    history.push({ period, people, entries, byHand })
  }
  return history
}
