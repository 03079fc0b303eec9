import { expect, test } from 'vitest'
import { harmless, spreadsheetLine } from './index.ts'

test.each([
  ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+cmd|x', "'+cmd|x"],
  ['-2+3', "'-2+3"],
  ['\tx', "'\tx"],
  ['-22.00', '-22.00'],
  ['+49 (0)30/123-4', '+49 (0)30/123-4'],
  ['Direktor', 'Direktor'],
])('a spreadsheet is given %j as %j', (text, given) => expect(harmless(text)).toBe(given))

test('a line is cut where it should be', () => {
  expect(spreadsheetLine(['a,b', 'say "no"', 'line\nbreak', '=1', ''])).toBe(`"a,b","say ""no""","line\nbreak",'=1,\n`)
})
