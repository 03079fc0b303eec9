import { expect, test } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { shopDe } from './shop.de.ts'
import { shopEn } from './shop.en.ts'

// That every English key has a German one, the types say. This says that none of them is empty or falls silent.
const said = (words: object, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    const here = `${path}${key}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') return [[here, String((value as (...args: unknown[]) => unknown)(2, '2', '3'))]]
    return said(value as object, `${here}.`)
  })

test('both languages say the same things', () => {
  expect(said(de).map(([key]) => key)).toEqual(said(en).map(([key]) => key))
  expect(said(shopDe).map(([key]) => key)).toEqual(said(shopEn).map(([key]) => key))
})

test.each([
  ['German', de],
  ['English', en],
  ['the German shop', shopDe],
  ['the English shop', shopEn],
])('%s has a word for everything', (_, words) => {
  expect(said(words).filter(([, text]) => text.trim() === '')).toEqual([])
})

test('own volume is never called personal volume', () => {
  expect([de.kinds.own, de.kinds.personal, de.kinds.customers]).toEqual([
    'Eigenumsatz',
    'Persönlicher Umsatz',
    'Endkundenumsatz',
  ])
  expect([en.kinds.own, en.kinds.personal, en.kinds.customers]).toEqual([
    'Own volume',
    'Personal volume',
    'Customer volume',
  ])
})

test('one is one, more are more', () => {
  expect(de.office.explanation.entries(1, '1')).toBe('1 Buchung')
  expect(en.office.explanation.entries(3, '3')).toBe('3 entries')
})
