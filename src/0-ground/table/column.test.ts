import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant, type Zone } from '#ground/period'
import { amount, moment, oneOf, pointAmount } from './column.ts'

const berlin = 'Europe/Berlin' as Zone

test.each`
  cell                   | cents           | points            | why
  ${'12'}                | ${1200}         | ${12_000}         | ${'whole'}
  ${'12.5'}              | ${1250}         | ${12_500}         | ${'one decimal'}
  ${'12,50'}             | ${1250}         | ${12_500}         | ${'decimal comma'}
  ${'-12,50'}            | ${-1250}        | ${-12_500}        | ${'negative'}
  ${'+12.50'}            | ${1250}         | ${12_500}         | ${'with a plus'}
  ${'.5'}                | ${50}           | ${500}            | ${'no whole part'}
  ${'1.234,50'}          | ${123_450}      | ${1_234_500}      | ${'German thousands'}
  ${'1,234.50'}          | ${123_450}      | ${1_234_500}      | ${'English thousands'}
  ${'-1.234.567,8'}      | ${-123_456_780} | ${-1_234_567_800} | ${'German millions'}
  ${'1.234.567'}         | ${123_456_700}  | ${1_234_567_000}  | ${'two groups can only be thousands'}
  ${'1,234,567'}         | ${123_456_700}  | ${1_234_567_000}  | ${'two English groups'}
  ${'1234.500'}          | ${123_450}      | ${1_234_500}      | ${'four digits before: no group'}
  ${'0.500'}             | ${50}           | ${500}            | ${'a group cannot begin with zero'}
  ${'1.234'}             | ${undefined}    | ${1_234}          | ${'money: two meanings; points have three decimals'}
  ${'12,500'}            | ${undefined}    | ${12_500}         | ${'money: twelve and a half or twelve thousand'}
  ${'12.345'}            | ${undefined}    | ${12_345}         | ${'three decimals'}
  ${'1.2345'}            | ${undefined}    | ${undefined}      | ${'four decimals'}
  ${'1.23.456'}          | ${undefined}    | ${undefined}      | ${'groups of another length'}
  ${'1.234,567,8'}       | ${undefined}    | ${undefined}      | ${'a group after the decimals'}
  ${'1,234.567,8'}       | ${undefined}    | ${undefined}      | ${'separators mixed'}
  ${'12,3x'}             | ${undefined}    | ${undefined}      | ${'a letter'}
  ${'1e3'}               | ${undefined}    | ${undefined}      | ${'no exponents'}
  ${'12.50 €'}           | ${undefined}    | ${undefined}      | ${'no currency'}
  ${'99999999999999999'} | ${undefined}    | ${undefined}      | ${'beyond what is computed exactly'}
`('the amount $cell: $why', ({ cell, cents, points }) => {
  expect(amount.parse(cell)).toBe(cents)
  expect(pointAmount.parse(cell)).toBe(points)
})

test.each`
  cell                        | at                            | why
  ${'2011-10-31'}             | ${'2011-10-30T23:00:00.000Z'} | ${'a day is its first moment'}
  ${'2011-10-31 16:20'}       | ${'2011-10-31T15:20:00.000Z'} | ${'the time of the company'}
  ${'2011-10-31T16:20:05.25'} | ${'2011-10-31T15:20:05.250Z'} | ${'parts of a second'}
  ${'2011-10-31T16:20:05Z'}   | ${'2011-10-31T16:20:05.000Z'} | ${'universal time'}
  ${'2011-10-31T16:20+05:30'} | ${'2011-10-31T10:50:00.000Z'} | ${'an offset of half an hour'}
  ${'2011-10-30 02:30'}       | ${'2011-10-30T00:30:00.000Z'} | ${'an hour that happens twice is the first'}
  ${'2011-03-27 02:30'}       | ${'2011-03-27T01:30:00.000Z'} | ${'an hour that the spring skips is the next'}
  ${'1893-03-31 23:58:30'}    | ${'1893-03-31T23:05:02.000Z'} | ${'local mean time, before Berlin had a zone'}
  ${'2011-02-29'}             | ${undefined}                  | ${'no such day'}
  ${'2011-02-29 10:00'}       | ${undefined}                  | ${'no such day, with a time'}
  ${'2011-10-31 24:00'}       | ${undefined}                  | ${'no such hour'}
  ${'2011-10-31 16:60'}       | ${undefined}                  | ${'no such minute'}
  ${'31.10.2011'}             | ${undefined}                  | ${'another order of the parts'}
  ${'soon'}                   | ${undefined}                  | ${'no moment at all'}
`('the moment $cell: $why', ({ cell, at }) => {
  const parsed = moment(berlin).parse(cell)
  expect(parsed === undefined ? undefined : new Date(parsed).toISOString()).toBe(at)
})

const two = (value: number) => String(value).padStart(2, '0')

// Its clock is changed by half an hour, in the middle of an hour.
test('the short way to read moments agrees with the calendar', () => {
  const lordHowe = 'Australia/Lord_Howe' as Zone
  const column = moment(lordHowe)
  const parts = fc.tuple(
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 59 }),
  )
  fc.assert(
    fc.property(fc.constantFrom('2011-04', '2011-10'), parts, (month, [day, hour, minute]) => {
      const cell = `${month}-${two(day)} ${two(hour)}:${two(minute)}:07.5`
      expect(column.parse(cell)).toBe(parseInstant(cell, lordHowe))
    }),
  )
})

test.each`
  cell            | kind
  ${'order'}      | ${'order'}
  ${'RETURN'}     | ${'return'}
  ${'Bestellung'} | ${'order'}
  ${'gift'}       | ${undefined}
`('the kind "$cell" is $kind', ({ cell, kind }) =>
  expect(oneOf(['order', 'return'], { bestellung: 'order' }).parse(cell)).toBe(kind),
)

test('words of several parts may be joined by blanks, hyphens or underscores', () => {
  const role = oneOf(['former partner'])
  for (const cell of ['former partner', 'Former_Partner', 'FORMER-PARTNER', 'former  partner'])
    expect(role.parse(cell)).toBe('former partner')
})
