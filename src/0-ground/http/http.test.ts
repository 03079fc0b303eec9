import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ContactNumber } from '#ground/identity'
import { conflict, cursorOf, invalid, maySee, pageOf, partsOf, problem, type Actor } from './index.ts'

describe('a problem', () => {
  test.each`
    title                    | type
    ${'validation'}          | ${'/problems/validation'}
    ${'would close a cycle'} | ${'/problems/would-close-a-cycle'}
    ${'not found'}           | ${'/problems/not-found'}
  `('"$title" has the type $type', ({ title, type }) => {
    expect(problem(400, title, '').type).toBe(type)
  })

  test('tells its status again and a title for people', () => {
    expect(conflict('would close a cycle', 'Anna stands below Berta.')).toEqual({
      type: '/problems/would-close-a-cycle',
      title: 'Would close a cycle',
      status: 409,
      detail: 'Anna stands below Berta.',
    })
  })

  test('of a form names each field', () => {
    const faults = [
      { pointer: '#/lines/0/net', detail: 'missing' },
      { parameter: 'limit', detail: 'too large' },
    ]
    expect(invalid(...faults)).toMatchObject({ status: 400, errors: faults })
  })
})

describe('a cursor', () => {
  test('brings back what it remembers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.maxSafeInteger())), parts => {
        const kinds = parts.map(part => (typeof part === 'string' ? 'text' : 'number'))
        expect(partsOf(cursorOf(parts), kinds)).toEqual(parts)
      }),
    )
  })

  test('is safe in an address', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), parts => {
        expect(cursorOf(parts)).toMatch(/^[\w-]*$/u)
      }),
    )
  })

  test.each`
    cursor                                        | why
    ${'42'}                                       | ${'no list'}
    ${'%%%'}                                      | ${'no base64url'}
    ${''}                                         | ${'empty'}
    ${cursorOf(['Berlin'])}                       | ${'a text where a number belongs'}
    ${cursorOf([1, 2])}                           | ${'too many parts'}
    ${cursorOf([])}                               | ${'too few parts'}
    ${Buffer.from('[1.5]').toString('base64url')} | ${'no whole number'}
  `('of another list or maker is none: $why', ({ cursor }) => {
    expect(partsOf(cursor, ['number'])).toBeUndefined()
  })

  test.each`
    kind         | parts                                              | beyond
    ${'contact'} | ${[0, 1, 2_147_483_647]}                           | ${[-1, 2_147_483_648, 9_007_199_254_740_991]}
    ${'moment'}  | ${[-62_135_596_800_000, 0, 253_402_300_799_999]}   | ${[-62_135_596_800_001, 253_402_300_800_000]}
    ${'number'}  | ${[-9_007_199_254_740_991, 9_007_199_254_740_991]} | ${[9_007_199_254_740_992]}
  `('holds no $kind beyond what a column holds', ({ kind, parts, beyond }) => {
    for (const part of parts) expect(partsOf(cursorOf([part]), [kind])).toEqual([part])
    for (const part of beyond) expect(partsOf(cursorOf([part]), [kind])).toBeUndefined()
  })
})

test('walking the pages meets every row exactly once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 7 }), (numbers, limit) => {
      const all = numbers.toSorted((a, b) => a - b)
      const met: number[] = []
      for (let after = -1, more = true; more;) {
        const found = all.filter(each => each > after).slice(0, limit + 1)
        const page = pageOf(found, limit, row => [row])
        met.push(...page.rows)
        more = page.next !== null
        if (page.next !== null) [after] = partsOf(page.next, ['number'])! as unknown as [number]
      }
      expect(met).toEqual(all)
    }),
  )
})

test('a partner may see what is his own, the company everything', () => {
  const [anna, berta] = [1, 2] as ContactNumber[]
  const partner: Actor = { id: 'user:1', role: 'partner', contact: anna!, mayWrite: false }
  const company: Actor = { id: 'key:1', role: 'company', mayWrite: true }
  expect([maySee(partner, anna!), maySee(partner, berta!)]).toEqual([true, false])
  expect([maySee(company, anna!), maySee(company, berta!)]).toEqual([true, true])
})
