import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents, type Cents } from '#ground/money'
import { boundsFor, classesOf, distributionOf, rowOf } from './index.ts'

const euros = (...amounts: number[]) => Float64Array.from(amounts, amount => amount * 100)
const everybody = () => true
const ten = rowOf(euros(180, 0, 10, 0, 20, 0, 30, 700, 60, 0), everybody)

test('ten partners, four of whom earn nothing', () => {
  expect(distributionOf(ten)).toEqual({
    people: 10,
    nothing: 4,
    total: 100_000,
    average: 10_000,
    lowest: 0,
    lowerQuartile: 0,
    median: 1_000,
    upperQuartile: 6_000,
    ninetieth: 18_000,
    ninetyNinth: 70_000,
    highest: 70_000,
    topTenth: 70_000,
  })
})

test('their classes', () => {
  expect(classesOf(ten, [cents(5_000), cents(50_000)])).toEqual([
    { from: null, below: 1, people: 4, total: 0 },
    { from: 1, below: 5_000, people: 3, total: 6_000 },
    { from: 5_000, below: 50_000, people: 2, total: 24_000 },
    { from: 50_000, below: null, people: 1, total: 70_000 },
  ])
})

test('nobody is spread as nothing', () => {
  const nobody = rowOf(euros(5), () => false)
  expect(distributionOf(nobody)).toMatchObject({ people: 0, nothing: 0, average: 0, median: 0, topTenth: 0 })
  expect(classesOf(nobody, [])).toEqual([
    { from: null, below: 1, people: 0, total: 0 },
    { from: 1, below: null, people: 0, total: 0 },
  ])
})

test('whom corrections leave with less than nothing earned nothing', () => {
  const row = rowOf(euros(-5, 0, 5), everybody)
  expect(distributionOf(row)).toMatchObject({ nothing: 2, lowest: -500 })
  expect(classesOf(row, [])[0]).toMatchObject({ people: 2, total: -500 })
})

test.each`
  highest     | bounds
  ${0}        | ${[]}
  ${99}       | ${[]}
  ${500}      | ${[100, 200, 500]}
  ${1_234_00} | ${[500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]}
`('bounds up to $highest cents', ({ highest, bounds }) => expect(boundsFor(highest as Cents)).toEqual(bounds))

test('everybody is in one class, and the classes have together what all have', () => {
  const amounts = fc.array(fc.integer({ min: -10_000, max: 5_000_000 }))
  const property = fc.property(amounts, drawn => {
    const row = rowOf(Float64Array.from(drawn), everybody)
    const { people, total, highest, nothing } = distributionOf(row)
    const classes = classesOf(row, boundsFor(highest))
    const sum = (key: 'people' | 'total') => classes.reduce((all, each) => all + each[key], 0)
    expect([sum('people'), sum('total'), classes[0]!.people]).toEqual([people, total, nothing])
  })
  fc.assert(property)
})
