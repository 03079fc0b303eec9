import { expect, test } from 'vitest'
import { campaignOf, isSlug, linkLength, slugOf } from './index.ts'

test('a slug has only symbols nobody mistakes, each as likely as any other', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    const symbol = slugOf([byte], 1)
    if (symbol !== undefined) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  expect(counts.size).toBe(31)
  expect(new Set(counts.values())).toEqual(new Set([8]))
  expect([...counts.keys()].join('')).not.toMatch(/[01ilo]/u)
  expect(slugOf([255, 1], 2)).toBeUndefined()
})

test.each`
  text          | expected
  ${'23456789'} | ${true}
  ${'2345678'}  | ${false}
  ${'23456l89'} | ${false}
  ${'../../ab'} | ${false}
`('$text may be a slug: $expected', ({ text, expected }) => {
  expect(isSlug(text)).toBe(expected)
  expect('23456789').toHaveLength(linkLength)
})

test.each`
  text                   | expected
  ${'  Messe \n Berlin'} | ${{ is: 'campaign', name: 'Messe Berlin' }}
  ${' '}                 | ${{ is: 'refused', because: 'empty' }}
  ${'x'.repeat(61)}      | ${{ is: 'refused', because: 'too long' }}
`('a campaign is named "$text"', ({ text, expected }) => {
  expect(campaignOf(text)).toEqual(expected)
})
