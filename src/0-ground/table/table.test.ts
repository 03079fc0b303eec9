import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Zone } from '#ground/period'
import {
  amount,
  amounts,
  collectProblems,
  describe,
  moment,
  omittable,
  oneOf,
  optional,
  readTable,
  text,
  type Columns,
  type RowOf,
} from './index.ts'
import { openTable } from './store.ts'

const berlin = 'Europe/Berlin' as Zone
const utf8 = (content: string) => new TextEncoder().encode(content)

const read = <C extends Columns>(columns: C, content: string | Uint8Array) => {
  const rows: { line: number; row: RowOf<C> }[] = []
  const problems = collectProblems()
  const bytes = typeof content === 'string' ? utf8(content) : content
  const visit = (row: RowOf<C>, line: number) => {
    rows.push({ line, row })
    return undefined
  }
  readTable(columns, { source: { file: 'orders.csv', bytes }, problems, visit })
  return { rows, problems: problems.list().map(describe) }
}

const { net, points } = amounts()

const orders = {
  order: text('the number of an order'),
  kind: oneOf(['order', 'return'], { bestellung: 'order', retoure: 'return' }),
  at: moment(berlin),
  net,
  points: omittable(optional(points)),
}
const header = 'order,kind,at,net,points\n'

test('the worked example of the README', () => {
  const columns = { order: text(), net, points: omittable(optional(points)) }
  const { rows, problems } = read(columns, 'Net;Order\n"1.234,50";A-1\n\n12,3x;A-2\n')
  expect(rows).toEqual([{ line: 2, row: { order: 'A-1', net: 123_450, points: undefined } }])
  expect(problems).toEqual(['orders.csv:4: column "net": found "12,3x", expected an amount such as 12.50'])
})

const names = { name: text(), net: amount }
const mueller = [{ line: 2, row: { name: 'Müller €', net: 1250 } }]
const windows = Uint8Array.from('name;net\nM\u{fc}ller \u{80};12,50\n', character => character.charCodeAt(0))
const utf16 = (content: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(`\u{feff}${content}`, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}

test.each([
  ['UTF-8', utf8('name,net\nMüller €,12.50\n')],
  ['UTF-8 with byte order mark', utf8('\u{feff}name,net\nMüller €,12.50\n')],
  ['Windows-1252, semicolon, decimal comma', windows],
  ['UTF-16, little end first', utf16('name\tnet\nMüller €\t12.50\n', false)],
  ['UTF-16, big end first', utf16('name\tnet\nMüller €\t12.50\n', true)],
  ['tabs', utf8('name\tnet\nMüller €\t12,50\n')],
  ['CRLF', utf8('name,net\r\nMüller €,12.50\r\n')],
  ['CR alone', utf8('name,net\rMüller €,12.50\r')],
  ['no line break at the end', utf8('name,net\nMüller €,12.50')],
  ['quotes around everything', utf8('"name","net"\n"Müller €","12.50"\n')],
  ['quotes around everything, blanks around the quotes', utf8('"name" , "net"\n "Müller €" , "12.50" \n')],
  ['a decimal comma in quotes between commas', utf8('name,net\nMüller €,"12,50"\n')],
  ['header in capitals with blanks', utf8(' NAME , Net \nMüller € , 12.50\n')],
  ['columns in another order', utf8('net;name\n12.50;Müller €\n')],
  ['a column nobody asked for', utf8('name,remark,net\nMüller €,Stammkundin,12.50\n')],
  ['a nameless last column', utf8('name,net,\nMüller €,12.50,\n')],
  ['a comma in the name of a column between semicolons', utf8('name;"net";"VAT, amount"\nMüller €;12,50;2,38\n')],
])('a file is read the same: %s', (_, bytes) => expect(read(names, bytes)).toEqual({ rows: mueller, problems: [] }))

test('an amount that may mean two things says which', () => {
  const { problems } = read({ net: amount }, 'net\n1.234\n')
  expect(problems).toEqual([
    'orders.csv:2: column "net": found "1.234", expected an amount such as 12.50: this may be 1234.00 or 1.234, ' +
      'so write it without a thousands separator and with two decimals',
  ])
})

test('points that may mean two things say which', () => {
  const content = 'net,points\n"1,234.50","1,234"\n12.50,1.234\n'
  const { rows, problems } = read(amounts(), content)
  expect(rows).toEqual([{ line: 3, row: { net: 1250, points: 1234 } }])
  expect(problems).toEqual([
    'orders.csv:2: column "points": found "1,234", expected points such as 12.125: this may be 1234 or 1.234, ' +
      'so write 1234, or 1.234 beside a net with a decimal point such as 12.50',
  ])
})

test('a column that may be lacking reads as empty', () => {
  expect(read(orders, 'order,kind,at,net\nA,order,2011-10-01,1\n').rows[0]?.row.points).toBeUndefined()
  expect(read(orders, `${header}A,order,2011-10-01,1,\n`).rows[0]?.row.points).toBeUndefined()
})

test.each([
  [
    'a cell that cannot be read',
    `${header}A,order,2011-10-01,"12,3x",1\n`,
    ['orders.csv:2: column "net": found "12,3x", expected an amount such as 12.50'],
  ],
  [
    'an empty cell',
    `${header},order,2011-10-01,1,1\n`,
    ['orders.csv:2: column "order": found nothing, expected the number of an order'],
  ],
  [
    'several cells of a row',
    `${header}A,gift,soon,1,1.2345\n`,
    [
      'orders.csv:2: column "kind": found "gift", expected one of order, return',
      'orders.csv:2: column "at": found "soon", expected a moment such as 2011-10-31 or 2011-10-31 16:20',
      'orders.csv:2: column "points": found "1.2345", expected points such as 12.125',
    ],
  ],
  ['too few cells', `${header}A,order\n`, ['orders.csv:2: found 2 cells, expected 5 cells as in the header']],
  [
    'too many cells',
    `${header}A,order,2011-10-01,12,50,1\n`,
    ['orders.csv:2: found 6 cells, expected 5 cells as in the header'],
  ],
  [
    'a missing column',
    'order,kind,at\n',
    ['orders.csv:1: column "net": found no such column, expected the columns order, kind, at, net, points'],
  ],
  [
    'a misspelt column',
    'order,knid,at,net\n',
    ['orders.csv:1: column "kind": found "knid" in the header, expected "kind"'],
  ],
  [
    'a misspelt column that may be lacking',
    'order,kind,at,net,pionts\n',
    ['orders.csv:1: column "points": found "pionts" in the header, expected "points"'],
  ],
  [
    'a column twice',
    'order,kind,at,net,Net\n',
    ['orders.csv:1: column "net": found it 2 times in the header, expected it once'],
  ],
  [
    'an empty file',
    '',
    ['orders.csv:1: found an empty file, expected a header with the columns order, kind, at, net, points'],
  ],
  [
    'blank lines alone',
    '\n \n',
    ['orders.csv:1: found an empty file, expected a header with the columns order, kind, at, net, points'],
  ],
  [
    'a quote never closed',
    `${header}A,order,2011-10-01,1,1\n"B,order,2011-10-01,1,1\nC,order,2011-10-01,1,1\n`,
    ['orders.csv:3: found a quote that is never closed, expected a second quote at the end of the cell'],
  ],
  [
    'a quote within a cell',
    `${header}A "Anna",order,2011-10-01,1,1\n`,
    [
      'orders.csv:2: found a quote in the middle of a cell, expected the whole cell in quotes and each quote within it doubled',
    ],
  ],
  [
    'text after a quoted cell',
    `${header}"A"nna,order,2011-10-01,1,1\n`,
    [
      'orders.csv:2: found a quote in the middle of a cell, expected the whole cell in quotes and each quote within it doubled',
    ],
  ],
  [
    'a cell with a line break',
    `${header}A,"or\r\nder",2011-10-01,1,1\n`,
    ['orders.csv:2: column "kind": found "or\\r\\nder", expected one of order, return'],
  ],
  [
    'a very long cell',
    `${header}A,${'x'.repeat(70)},2011-10-01,1,1\n`,
    [`orders.csv:2: column "kind": found "${'x'.repeat(60)}…", expected one of order, return`],
  ],
])('the problem is told: %s', (_, content, problems) => expect(read(orders, content).problems).toEqual(problems))

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])(
  'lines are counted as an editor counts them, with %s, also where cells hold line breaks and lines are blank',
  (_, end) => {
    const lines = ['', 'name,net', '"Anna', '', 'Berger",1', ' ', ',', '', 'Bea,2', 'Cy,"x"', 'Dora,4', '']
    const { rows, problems } = read(names, lines.join(end))
    expect(rows.map(({ line, row }) => [line, row.net])).toEqual([
      [3, 100],
      [9, 200],
      [11, 400],
    ])
    expect(problems).toEqual(['orders.csv:10: column "net": found "x", expected an amount such as 12.50'])
  },
)

test('a file of which every row is wrong tells the first twenty', () => {
  const { problems } = read({ net: amount }, `net\n${'x\n'.repeat(1000)}`)
  expect(problems).toHaveLength(20)
  expect(problems.at(-1)).toContain('orders.csv:21:')
})

test('a visitor refuses a row by naming the cell', () => {
  const problems = collectProblems()
  const source = { file: 'contacts.csv', bytes: utf8('net,name\n1,Anna\n') }
  readTable(names, { source, problems, visit: () => ({ column: 'name', expected: 'somebody else' }) })
  expect(problems.list()).toEqual([
    { file: 'contacts.csv', line: 2, column: 'name', found: '"Anna"', expected: 'somebody else' },
  ])
})

const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '1', ' ', ',', ';', '"', '\n', '\r', '€'), maxLength: 6 })
const plainCell = fc.string({ unit: fc.constantFrom('a', 'ü', '1', ' ', ';', '€', '𝄞'), maxLength: 6 })
const write = (value: string) => (/[",\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
const table = (value: fc.Arbitrary<string>) => fc.array(fc.tuple(value, value), { maxLength: 30 })

test.each([
  ['with quotes', cell],
  ['without', plainCell],
])('what was written as CSV is read back, %s', (_, value) => {
  fc.assert(
    fc.property(table(value), fc.constantFrom('\n', '\r\n'), (cells, end) => {
      const content = ['first,second', ...cells.map(row => row.map(write).join(','))].join(end)
      const { rows, problems } = read({ first: optional(text()), second: optional(text()) }, content)
      const trimmed = cells.map(row => row.map(value => value.trim() || undefined)).filter(row => row.some(Boolean))
      expect(problems).toEqual([])
      expect(rows.map(({ row }) => [row.first, row.second])).toEqual(trimmed)
    }),
  )
})

test(
  'the short way for files without quotes cuts as the parser does, also where a chunk of the file ends',
  { timeout: 60_000 },
  () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `${row},Müller ${'ä'.repeat(row % 31)},x`)
    const content = `number,name,end\n${rows.join('\n')}\n`
    expect(content.length).toBeGreaterThan(1 << 20)
    const found = read({ number: text(), name: text(), end: text() }, content).rows
    expect(found.map(({ row }) => Object.values(row))).toEqual(parse(content, { from: 2, trim: true }))
  },
)

const problemOf = async (path: string) => {
  const opened = await openTable(path)
  return opened.is === 'refused' ? describe(opened.problem) : read(names, opened.source.bytes).rows
}

test('a file that cannot be opened is a problem, not a crash', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'table-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'folder.csv'))
  await writeFile(join(folder, 'names.csv'), 'name,net\nMüller €,12.50\n')
  expect(await problemOf(join(folder, 'none.csv'))).toBe(`${folder}/none.csv: found no such file, expected a CSV file`)
  expect(await problemOf(join(folder, 'folder.csv'))).toBe(`${folder}/folder.csv: found a folder, expected a CSV file`)
  expect(await problemOf(join(folder, 'names.csv'))).toEqual(mueller)
})
