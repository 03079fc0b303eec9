import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupBy, highest, rowsOf, type Rank } from './columns.ts'

test('positions grouped by key keep their order; negative keys are left out', () => {
  const groups = groupBy([2, -1, 0, 2, 2], 3)
  expect([0, 1, 2, 3].map(key => [...rowsOf(groups, key)])).toEqual([[2], [], [0, 3, 4], []])
})

const lists = fc.uniqueArray(fc.record({ number: fc.nat(1_000), amount: fc.integer({ min: -5, max: 5 }) }), {
  selector: row => row.number,
})

test('pages of the highest, walked to the end, are the whole list in order', () => {
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 8 }), (rows, limit) => {
      const ranked = { numbers: rows.map(row => row.number), amounts: rows.map(row => row.amount) }
      const walked: number[] = []
      let after: Rank | undefined
      for (;;) {
        const page = highest(ranked, { after, limit })
        if (page.length === 0) break
        walked.push(...page)
        after = rows[page.at(-1)!]
      }
      const sorted = [...rows.keys()].sort(
        (a, b) => rows[b]!.amount - rows[a]!.amount || rows[a]!.number - rows[b]!.number,
      )
      expect(walked).toEqual(sorted)
    }),
  )
})
