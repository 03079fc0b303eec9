import { expect, test } from 'vitest'
import { cents } from '#ground/money'
import { instant, zone } from '#ground/period'
import { formatsOf } from './index.ts'

test.each`
  language | amount          | day
  ${'de'}  | ${'1.234,50 €'} | ${'1. Juli 2026'}
  ${'en'}  | ${'€1,234.50'}  | ${'1 July 2026'}
`('in $language an amount is $amount and a day $day', ({ language, amount, day }) => {
  const formats = formatsOf(language, 'EUR', zone('Europe/Berlin'))
  expect(formats.money(cents(123450)).replaceAll('\u00a0', ' ')).toBe(amount)
  expect(formats.day(instant('2026-07-01T12:00:00Z')).replaceAll('\u00a0', ' ')).toBe(day)
})
