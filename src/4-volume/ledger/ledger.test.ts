import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cents, points, sum } from '#ground/money'
import type { Instant } from '#ground/period'
import type { ContactNumber } from '#people/contact'
import {
  entriesDue,
  entriesDueOfLoneReturn,
  periodNumber,
  periodOfNumber,
  type Booked,
  type Draft,
  type Sale,
} from './index.ts'

const day = (value: number) => (value * 86_400_000) as Instant
const anna = 1 as ContactNumber
const cy = 2 as ContactNumber
const nothing: Booked = { orderLines: new Set(), returnLines: new Set(), splits: new Set() }

const sale = (change: Partial<Sale> = {}): Sale => ({
  contact: cy,
  relevantAt: day(10),
  standing: { role: 'customer', owners: { direct: anna, nearest: anna, recruited: anna }, decidedAt: day(10) },
  lines: [
    { id: 1, net: cents(2_500), points: points(25_000) },
    { id: 2, net: cents(999), points: points(0) },
  ],
  returned: [],
  splits: [],
  ...change,
})

const bookedBy = (drafts: readonly Draft[]): Booked => ({
  orderLines: new Set(
    drafts.flatMap(draft => (draft.returnLine === null && draft.split === null ? [draft.orderLine!] : [])),
  ),
  returnLines: new Set(drafts.flatMap(draft => draft.returnLine ?? [])),
  splits: new Set(drafts.flatMap(draft => draft.split?.id ?? [])),
})

describe('what an order brings into the ledger', () => {
  test('one entry a line, at the moment the order became turnover, for the owner of that moment', () => {
    expect(entriesDue(sale(), nothing)).toMatchObject([
      {
        contact: cy,
        at: day(10),
        net: 2_500,
        points: 25_000,
        role: 'customer',
        owners: { nearest: anna },
        orderLine: 1,
        returnLine: null,
      },
      { contact: cy, at: day(10), net: 999, points: 0, orderLine: 2, returnLine: null },
    ])
  })

  test('pieces that turned out to be a guest’s go off the buyer and to the guest, and come back from the guest', () => {
    const guest = { contact: 3 as ContactNumber, role: 'prospect' } as const
    const split = { ...guest, id: 7, orderLine: 1, net: cents(1_000), points: points(10_000) }
    const back = { id: 9, orderLine: 1, happenedAt: day(20), net: cents(1_000), points: points(10_000), holder: guest }
    const told = sale({ splits: [split], returned: [back] })
    const due = entriesDue(told, nothing).slice(2)
    expect(due.map(({ contact, net, at, role }) => [contact, net, at, role])).toEqual([
      [cy, -1_000, day(10), 'customer'],
      [3, 1_000, day(10), 'prospect'],
      [3, -1_000, day(20), 'prospect'],
    ])
    expect(due.every(({ owners }) => owners.nearest === anna)).toBe(true)
    expect(entriesDue(told, bookedBy(entriesDue(told, nothing)))).toEqual([])
  })

  test('told twice it answers nothing', () => {
    expect(entriesDue(sale(), bookedBy(entriesDue(sale(), nothing)))).toEqual([])
  })

  test('a return is the negative, dated when it happened, to the original owner', () => {
    const returned = [{ id: 7, orderLine: 2, happenedAt: day(40), net: cents(999), points: points(0) }]
    expect(entriesDue(sale({ returned }), bookedBy(entriesDue(sale(), nothing)))).toMatchObject([
      { at: day(40), net: -999, points: 0, owners: { nearest: anna }, decidedAt: day(10), orderLine: 2, returnLine: 7 },
    ])
  })

  test('what was cancelled before the order became turnover counts from the same moment', () => {
    const returned = [{ id: 7, orderLine: 2, happenedAt: day(8), net: cents(999), points: points(0) }]
    const drafts = entriesDue(sale({ returned }), nothing)
    expect(drafts.map(draft => draft.at)).toEqual([day(10), day(10), day(10)])
    expect(sum(drafts.map(draft => draft.net))).toBe(2_500)
  })

  test('a return without order is booked as what it is', () => {
    const { contact, standing } = sale()
    const returned = [{ id: 7, orderLine: null, happenedAt: day(40), net: cents(999), points: points(10) }]
    expect(entriesDueOfLoneReturn({ contact, standing, returned }, nothing)).toMatchObject([
      { at: day(40), net: -999, points: -10, orderLine: null, returnLine: 7 },
    ])
  })
})

const key = (draft: Draft) => `${draft.orderLine} ${draft.returnLine}`

test('in whatever portions the news arrive, the ledger ends the same', () => {
  const amount = fc.integer({ min: -100_000, max: 100_000 }).map(cents)
  const lines = fc.array(amount, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(lines, lines, fc.nat(5), (sold, back, seen) => {
      const full = sale({
        lines: sold.map((net, position) => ({ id: position, net, points: points(net) })),
        returned: back.map((net, position) => ({
          id: position,
          orderLine: 0,
          happenedAt: day(20 + position),
          net,
          points: points(net),
        })),
      })
      const early = entriesDue({ ...full, returned: full.returned.slice(0, seen) }, nothing)
      const inPortions = [...early, ...entriesDue(full, bookedBy(early))]
      const sorted = (drafts: readonly Draft[]) => drafts.toSorted((a, b) => key(a).localeCompare(key(b)))
      expect(sorted(inPortions)).toEqual(sorted(entriesDue(full, nothing)))
    }),
  )
})

test('a month and its number are the same thing', () => {
  expect(periodNumber(periodOfNumber(201_110))).toBe(201_110)
  expect(periodOfNumber(202_601)).toBe('2026-01')
})
