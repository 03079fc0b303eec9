import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, berlin } from '../../../test/company.ts'
import { buttonWords, checkDeclaration, spellingsOf, timelinessOf, type Declaration } from './index.ts'

const declaration: Declaration = {
  name: 'Cy Young',
  email: 'cy@example.org',
  order: 'A-17',
  part: null,
  pieces: null,
  language: 'de',
}

const policy = { days: 14, deliveryDays: 3 }

test.each`
  shipped               | received              | is                     | why
  ${'2026-07-01'}       | ${'2026-07-20 23:59'} | ${'in time'}           | ${'the last day, a Saturday, moves to Monday'}
  ${'2026-07-01'}       | ${'2026-07-21'}       | ${'late'}              | ${'Monday has passed'}
  ${'2026-07-03 23:59'} | ${'2026-07-20 23:59'} | ${'in time'}           | ${'the day of shipping counts in the company’s zone'}
  ${'2026-07-04 00:00'} | ${'2026-07-21 23:59'} | ${'in time'}           | ${'a minute later is the next day'}
  ${'2026-07-04 00:00'} | ${'2026-07-22'}       | ${'late'}              | ${'Tuesday has passed'}
  ${'2026-07-02'}       | ${'2026-07-20 23:59'} | ${'in time'}           | ${'the last day, a Sunday, moves to Monday'}
  ${null}               | ${'2027-07-01'}       | ${'not delivered yet'} | ${'the deadline has not begun'}
`('$shipped, declared $received: $is, because $why', ({ shipped, received, is }) => {
  const shippedAt = shipped === null ? null : at(shipped)
  expect(timelinessOf({ shippedAt, receivedAt: at(received) }, policy, berlin).is).toBe(is)
})

describe('a declaration', () => {
  test('is taken as it is written, without the blanks around it', () => {
    const written = { ...declaration, name: '  Cy \n Young ', order: ' A-17 ', part: '  ' }
    expect(checkDeclaration(written)).toEqual({ is: 'complete', declaration })
  })

  test('keeps a list of goods as a list', () => {
    const part = '2 candles\n1 vase'
    expect(checkDeclaration({ ...declaration, part })).toMatchObject({ declaration: { part } })
  })

  test.each`
    field       | value                             | because
    ${'name'}   | ${' '}                            | ${'missing'}
    ${'email'}  | ${''}                             | ${'missing'}
    ${'order'}  | ${''}                             | ${'missing'}
    ${'order'}  | ${'9'.repeat(101)}                | ${'too long'}
    ${'part'}   | ${'x'.repeat(2001)}               | ${'too long'}
    ${'email'}  | ${'cy.example.org'}               | ${'no e-mail address'}
    ${'email'}  | ${'cy@a.de,b@c.de'}               | ${'no e-mail address'}
    ${'email'}  | ${'cy@example.org\nBcc: x@y.de'}  | ${'no e-mail address'}
    ${'pieces'} | ${[]}                             | ${'no pieces'}
    ${'pieces'} | ${[{ position: 1, quantity: 0 }]} | ${'no pieces'}
  `('names the field $field: $because', ({ field, value, because }) => {
    const checked = checkDeclaration({ ...declaration, [field]: value })
    expect(checked).toEqual({ is: 'refused', faults: [{ field, because }] })
  })

  test('whatever is written, one line stays one line', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), name => {
        const checked = checkDeclaration({ ...declaration, name })
        expect(checked.is === 'refused' || !/[\n\r]/u.test(checked.declaration.name)).toBe(true)
      }),
    )
  })
})

test.each`
  written                  | found
  ${'A-17'}                | ${'A-17'}
  ${' a-17 '}              | ${'A-17'}
  ${'Bestellung Nr. a-17'} | ${'A-17'}
  ${'#A-17'}               | ${'A-17'}
  ${'A - 17'}              | ${'A-17'}
`('"$written" finds $found', ({ written, found }) => expect(spellingsOf(written)).toContain(found))

test('the two buttons say what § 356a BGB wants them to say', () => {
  expect([buttonWords.declare.de, buttonWords.confirm.de]).toEqual(['Vertrag widerrufen', 'Widerruf bestätigen'])
})
