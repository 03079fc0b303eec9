import { expect, test } from 'vitest'
import { parseRate, printRate } from './index.ts'

test.each`
  text           | rate         | why
  ${'3 %'}       | ${30_000}    | ${'a whole percent'}
  ${'2,5 %'}     | ${25_000}    | ${'with a comma'}
  ${'2.5%'}      | ${25_000}    | ${'with a point and no blank'}
  ${'0.0001%'}   | ${1}         | ${'the least'}
  ${'100 %'}     | ${1_000_000} | ${'all of it'}
  ${'3'}         | ${undefined} | ${'no percent said'}
  ${'0.00001 %'} | ${undefined} | ${'more than four decimals'}
  ${'-3 %'}      | ${undefined} | ${'nobody pays back by rate'}
`('"$text" is $rate millionths: $why', ({ text, rate }) => expect(parseRate(text)).toBe(rate))

test('rates print without needless zeros, in German with a comma', () => {
  expect(printRate(30_000, 'de')).toBe('3 %')
  expect(printRate(25_500, 'de')).toBe('2,55 %')
  expect(printRate(1, 'en')).toBe('0.0001 %')
})
