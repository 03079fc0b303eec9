import { describe, expect, test } from 'vitest'
import { whoseCustomers } from '#people/structure'
import {
  defaultReading,
  kinds,
  moments,
  parseReading,
  printReading,
  readings,
  sentenceOf,
  wordsOfKinds,
  type Language,
} from './index.ts'

const languages: readonly Language[] = ['de', 'en']

test("the README's worked example: a reading as text and as a sentence", () => {
  const reading = parseReading('direct/period-end')
  expect(reading).toEqual({ whose: 'direct', moment: 'period end' })
  expect(sentenceOf(reading!, 'en')).toBe(
    "Counted as the partner's customers: customers directly below the partner; by who owned them at the period's end.",
  )
  expect(sentenceOf(reading!, 'de')).toBe(
    'Als Kunden des Partners zählen: Kunden direkt unter dem Partner; entscheidend ist, wem sie am Ende des Abrechnungszeitraums gehörten.',
  )
  expect(printReading(reading!)).toBe('direct/period-end')
})

describe('a reading has two parts', () => {
  test('each combination once, and by default the nearest partner at the moment of the order', () => {
    expect(readings).toHaveLength(whoseCustomers.length * moments.length)
    expect(new Set(readings.map(printReading)).size).toBe(readings.length)
    expect(readings[0]).toEqual(defaultReading)
    expect(printReading(defaultReading)).toBe('nearest/order')
  })

  test.each(readings)('printed and read again it is the same: $whose, $moment', reading => {
    expect(parseReading(printReading(reading))).toEqual(reading)
  })

  test.each`
    text                    | meant                                        | why
    ${' nearest/order '}    | ${{ whose: 'nearest', moment: 'order' }}     | ${'spaces around do not matter'}
    ${'direct/period end'}  | ${{ whose: 'direct', moment: 'period end' }} | ${'as the database keeps it'}
    ${'nearest'}            | ${undefined}                                 | ${'half a reading'}
    ${'nearest/order/more'} | ${undefined}                                 | ${'more than a reading'}
    ${'own/order'}          | ${undefined}                                 | ${'nobody knows whose'}
    ${'nearest/delivery'}   | ${undefined}                                 | ${'nobody knows when'}
    ${''}                   | ${undefined}                                 | ${'nothing'}
  `('"$text": $why', ({ text, meant }) => expect(parseReading(text as string)).toEqual(meant))
})

describe('words for people', () => {
  test.each`
    kind           | german
    ${'personal'}  | ${'Persönlicher Umsatz'}
    ${'customers'} | ${'Endkundenumsatz'}
    ${'own'}       | ${'Eigenumsatz'}
    ${'team'}      | ${'Teamumsatz'}
    ${'firstLine'} | ${'Erstlinienumsatz'}
    ${'line'}      | ${'Linienumsatz'}
  `('$kind is called $german', ({ kind, german }) => expect(wordsOfKinds.de[kind as 'own'].name).toBe(german))

  test.each(languages)('every kind has a name of its own and a definition of one sentence (%s)', language => {
    const words = kinds.map(kind => wordsOfKinds[language][kind])
    expect(new Set(words.map(({ name }) => name)).size).toBe(kinds.length)
    for (const { definition } of words) expect(definition).toMatch(/^\p{Lu}[^.]+\.$/u)
  })

  test.each(languages)('every reading has a sentence of its own (%s)', language => {
    const sentences = readings.map(reading => sentenceOf(reading, language))
    expect(new Set(sentences).size).toBe(readings.length)
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}[^.]+\.$/u)
  })
})
