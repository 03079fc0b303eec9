import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodAfter } from '#ground/period'
import { never, type Facts } from '#earnings/volume'
import { planOf } from './company.ts'
import { amongPartners, computeMonth, sortedLines, type Among, type Month } from './index.ts'
import { bonusPlans, draws, withMore } from './plain/bonus-plans.ts'
import { columnsOf, facts, histories, january } from './plain/facts.ts'
import { plans } from './plain/plans.ts'

const byContact = (month: Month, contacts?: Int32Array) => {
  const contactAt = (position: number) => (position < 0 ? -1 : (contacts?.[position] ?? position))
  return sortedLines(month)
    .map(line => ({ ...line, partner: contactAt(line.partner), from: contactAt(line.from) }))
    .sort((a, b) => a.partner - b.partner || a.rule - b.rule || a.from - b.from || a.level - b.level || a.rate - b.rate)
}

const withGroups = (given: Facts): Facts => ({
  ...given,
  entries: {
    ...given.entries,
    groups: given.entries.contacts.map(contact => (contact % 3) - 1),
    groupNames: ['Ware', 'Kur'],
  },
})

test('among partners alone everybody earns the same, and ranks last as they do', () => {
  const property = fc.property(plans, facts(), facts(), (plan, first, second) => {
    const months = [withGroups(columnsOf(first)), withGroups(columnsOf({ ...second, period: periodAfter(january) }))]
    const [start, next] = months as [Facts, Facts]
    // The second month's company holds the first's contacts, and the new ones behind.
    if (next.sponsors.length < start.sponsors.length) return
    const [all, among] = [computeMonth(plan, start), amongPartners(start)]
    const few = computeMonth(plan, among.facts)
    expect(byContact(few, among.contacts)).toEqual(byContact(all))
    const later = amongPartners(next, among.contacts.slice())
    expect(later.contacts.subarray(0, among.contacts.length)).toEqual(among.contacts)
    expect(byContact(computeMonth(plan, later.facts, few.after), later.contacts)).toEqual(
      byContact(computeMonth(plan, next, all.after)),
    )
  })
  fc.assert(property, { numRuns: 500 })
})

test('so they do in trees, by pools, parties and leads, month after month', () => {
  const property = fc.property(bonusPlans, histories(3), draws, (plan, history, drawn) => {
    let [all, few]: [Month | undefined, Month | undefined] = [undefined, undefined]
    let contacts: Int32Array | undefined
    for (const plain of withMore(history, drawn)) {
      const given = columnsOf(plain)
      const among = amongPartners(given, contacts)
      all = computeMonth(plan, given, all?.after)
      few = computeMonth(plan, among.facts, few?.after)
      expect(byContact(few, among.contacts)).toEqual(byContact(all))
      contacts = among.contacts
    }
  })
  fc.assert(property, { numRuns: 300 })
})

test('guests of a party stay apart, for its host is rewarded by how many there were', () => {
  const plan = planOf(`volumes: {K: {sum: customers}}
bonuses: [{name: H, kind: host reward, base: K, own orders: count, reward in: goods, tiers: [{from: 10, guests: 2, rate: 10 %}]}]`)
  const people = [-1, 0, 1, 1, 1].map((sponsor, id) => ({ id, sponsor, isPartner: id === 1 }))
  const entries = [3, 4].map(contact => ({ contact, owner: 1, net: 5_000, party: 0 }))
  const { facts: among, contacts } = amongPartners(columnsOf({ people, entries, hosts: [2] }))
  const [line] = sortedLines(computeMonth(plan, among))
  expect([contacts[line!.partner], line!.amount]).toEqual([2, 1_000])
})

// 0 is the house, 1 and 4 are partners, 2 and 3 customers, 5 was a partner.
const company: Facts = {
  period: january,
  sponsors: Int32Array.of(-1, 0, 1, 2, 3, 1),
  recruiters: Int32Array.of(-1, 0, 1, 1, 2, 1),
  partners: Uint8Array.of(0, 1, 0, 0, 1, 0),
  partnersSince: Int32Array.of(never, 7, never, never, 9, never),
  customersSince: new Int32Array(6).fill(never),
  byHand: [{ partner: 4, rank: 'R', from: 0, until: undefined, reason: 'start' }],
  entries: {
    contacts: Int32Array.of(2, 3, 1, 4, 5),
    owners: Int32Array.of(1, 1, 1, 1, 5),
    net: Float64Array.of(100, 20, 3, 4, 5),
    points: new Float64Array(5),
    groups: new Int32Array(5).fill(-1),
    groupNames: [],
  },
}

const rowsOf = ({ facts: { entries }, contacts }: Among) =>
  Array.from(entries.owners, (owner, row) => [contacts[entries.contacts[row]!], contacts[owner], entries.net[row]])

test('customers stand at one position, and what they bought is summed by owner', () => {
  const among = amongPartners(company)
  expect([...among.contacts]).toEqual([-1, 0, 1, 4, 5])
  expect([...among.facts.sponsors]).toEqual([1, -1, 1, 2, 2])
  expect([...among.facts.recruiters]).toEqual([1, -1, 1, 2, 2])
  expect([...among.facts.partnersSince]).toEqual([never, never, 7, 9, never])
  expect(among.facts.byHand[0]!.partner).toBe(3)
  const numbered = amongPartners({ ...company, numbers: Int32Array.of(10, 11, 12, 13, 14, 15) })
  expect([...numbered.facts.numbers!]).toEqual([-1, 10, 11, 14, 15])
  expect(rowsOf(among)).toEqual([
    [-1, 1, 120],
    [1, 1, 3],
    [4, 1, 4],
    [5, 5, 5],
  ])
})

test('who is host, lead or a new customer keeps a position, and entries that are asked for one by one stay as they are', () => {
  const customersSince = company.customersSince.with(3, 31 + 365 * 56 + 14)
  const asked: Facts = {
    ...company,
    customersSince,
    hosts: Int32Array.of(2),
    leads: Int32Array.of(-1, -1, -1, -1, -1, 0),
    placedBelow: Int32Array.of(-1, -1, -1, -1, 1, -1),
    placedAt: Int32Array.of(-1, -1, -1, -1, 2, -1),
    entries: { ...company.entries, parties: Int32Array.of(0, -1, -1, -1, -1) },
  }
  const among = amongPartners(asked)
  expect([...among.contacts]).toEqual([-1, 0, 1, 2, 3, 4, 5])
  expect([among.facts.hosts, among.facts.leads]).toEqual([Int32Array.of(3), Int32Array.of(-1, -1, -1, -1, -1, -1, 1)])
  expect(among.facts.placedBelow).toEqual(Int32Array.of(-1, -1, -1, -1, -1, 2, -1))
  expect(among.facts.placedAt).toEqual(Int32Array.of(-1, -1, -1, -1, -1, 2, -1))
  expect([...among.facts.numbers!]).toEqual([...among.contacts])
  expect(rowsOf(among)).toHaveLength(5)
})

test.each<[string, Partial<Facts['entries']>]>([
  ['a contact is nobody', { contacts: Int32Array.of(2, 3, 1, 4, 6) }],
  ['an owner is nobody', { owners: Int32Array.of(1, 1, 1, 1, -1) }],
  ['a product group has no name', { groups: Int32Array.of(0, 0, 0, 0, 0) }],
  ['an amount is no whole cent', { net: Float64Array.of(0.5, 1, 1, 1, 1) }],
  ['amounts are beyond what is added exactly', { net: new Float64Array(5).fill(2 ** 52) }],
])('refuses entries where %s', (_, wrong) => {
  expect(() => amongPartners({ ...company, entries: { ...company.entries, ...wrong } })).toThrow(RangeError)
})
