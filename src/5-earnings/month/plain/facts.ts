import fc from 'fast-check'
import { daysOf, type Period } from '#ground/period'
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
