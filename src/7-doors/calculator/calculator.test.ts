import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { figures, run, type Story } from './trial.ts'

const examples = new URL('../../../examples/volumes/', import.meta.url)
const example = (name: string) => new URL(name, examples).pathname
const exampleFiles = ['contacts', 'orders', 'changes'].flatMap(name => [`--${name}`, example(`${name}.csv`)])

test('the worked example of the README: a month of anna and bert', async () => {
  const expected = await readFile(example('expected-2011-10.csv'), 'utf8')
  expect(await run([...exampleFiles, '--period', '2011-10'])).toEqual({ code: 0, out: expected, err: '' })
  expect(await readFile(new URL('README.md', import.meta.url), 'utf8')).toContain(expected)
})

const partnerAndCustomer = ['anna,partner,,', 'clara,customer,anna,']

const stories: readonly Story[] = [
  {
    name: 'the month ends at midnight in Berlin: 23:30 on 31 October is within, midnight is not',
    files: {
      contacts: ['anna,partner,,'],
      orders: [
        '1,anna,2011-10-01 00:00,order,1,',
        '2,anna,2011-09-30 23:59:59,order,2,',
        '3,anna,2011-10-31 23:30,order,4,',
        '4,anna,2011-11-01,order,8,',
        '5,anna,2011-10-31T22:59:59.999Z,order,16,',
        '6,anna,2011-10-31T23:00:00Z,order,32,',
      ],
    },
    expected: ['anna,partner,21.00,0.00,21.00,21.00'],
  },
  {
    name: 'March begins in winter time and ends in summer time',
    files: {
      contacts: ['anna,partner,,'],
      orders: [
        '1,anna,2011-02-28T22:59:59Z,order,1,',
        '2,anna,2011-02-28T23:00:00Z,order,2,',
        '3,anna,2011-03-31T21:59:59Z,order,4,',
        '4,anna,2011-03-31T22:00:00Z,order,8,',
      ],
    },
    args: ['--period', '2011-03'],
    expected: ['anna,partner,6.00,0.00,6.00,6.00'],
  },
  {
    name: 'the month and the moments without zone are those of the zone given',
    files: {
      contacts: ['anna,partner,,'],
      orders: ['1,anna,2011-10-01,order,1,', '2,anna,2011-09-30T23:30:00Z,order,2,'],
    },
    args: ['--zone', 'UTC'],
    expected: ['anna,partner,1.00,0.00,1.00,1.00'],
  },
  {
    name: 'who joins after the month is not there, who joins within it is',
    files: { contacts: ['anna,partner,,2011-10-31 23:59', 'bert,partner,,2011-11-01'], orders: [] },
    expected: ['anna,partner,0.00,0.00,0.00,0.00'],
  },
  {
    name: 'the role is the one at the month’s end',
    files: {
      contacts: ['anna,Interessent,,'],
      changes: ['anna,2011-11-01,partner,', 'anna,2011-10-03,Kunde,', 'anna,2011-10-02,prospect,'],
      orders: [],
    },
    expected: ['anna,customer,0.00,,,'],
  },
  {
    name: 'what nobody owns belongs to the house and is in nobody’s figures',
    files: {
      contacts: ['anna,partner,,', 'ida,customer,,', 'jo,customer,anna,'],
      changes: ['jo,2011-10-02,,house'],
      orders: ['1,ida,2011-10-03,order,5,', '2,jo,2011-10-03,order,5,'],
    },
    expected: ['anna,partner,0.00,0.00,0.00,0.00', 'ida,customer,5.00,,,', 'jo,customer,5.00,,,'],
  },
  {
    name: 'a contact whose id is "house" is that contact',
    files: {
      contacts: ['house,partner,,', 'jo,customer,,'],
      changes: ['jo,2011-10-02,,house'],
      orders: ['1,jo,2011-10-03,order,5,'],
    },
    expected: ['house,partner,0.00,5.00,5.00,5.00', 'jo,customer,5.00,,,'],
  },
  {
    name: 'changes of one moment are one change, told twice or in two rows',
    files: {
      contacts: partnerAndCustomer,
      changes: ['clara,2011-10-02,partner,', 'clara,2011-10-02,,house', 'clara,2011-10-02 00:00,Partner,'],
      orders: ['1,clara,2011-10-03,order,5,'],
    },
    expected: ['anna,partner,0.00,0.00,0.00,0.00', 'clara,partner,5.00,0.00,5.00,5.00'],
  },
  {
    name: 'two who change places at one moment form no cycle',
    files: {
      contacts: ['anna,partner,,', 'bert,partner,anna,'],
      changes: ['anna,2011-10-02,,bert', 'bert,2011-10-02,,house'],
      orders: ['1,anna,2011-10-03,order,5,'],
    },
    expected: ['anna,partner,5.00,0.00,5.00,5.00', 'bert,partner,0.00,0.00,0.00,5.00'],
  },
  {
    name: 'points have three decimals and may be missing',
    files: {
      contacts: partnerAndCustomer,
      orders: ['1,anna,2011-10-03,order,10,', '2,clara,2011-10-04,order,20.5,"1.234,125"'],
    },
    args: ['--points'],
    expected: ['anna,partner,0.000,1234.125,1234.125,1234.125', 'clara,customer,1234.125,,,'],
  },
  {
    name: 'contacts are sorted by the code units of their ids, and quoted where CSV needs it',
    files: {
      contacts: [
        'ö,customer,,',
        'z,customer,,',
        'Z,customer,,',
        '"a ""b"", c",customer,,',
        '10,customer,,',
        '9,customer,,',
      ],
      orders: [],
    },
    expected: ['10', '9', 'Z', '"a ""b"", c"', 'z', 'ö'].map(id => `${id},customer,0.00,,,`),
  },
  {
    name: 'the largest amounts add up to the cent',
    files: {
      contacts: ['anna,partner,,'],
      orders: ['1,anna,2011-10-03,order,90071992547409.90,', '2,anna,2011-10-03,order,0.01,'],
    },
    expected: ['anna,partner,90071992547409.91,0.00,90071992547409.91,90071992547409.91'],
  },
]

test.each(stories)('$name', async ({ files, args = [], expected }) =>
  expect(await figures(files, ...args)).toEqual(expected),
)

const latin = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0))

test('German files: semicolon, decimal comma, Windows-1252 with umlauts, the kinds by their German names', async () => {
  const files = {
    contacts: latin('ID;Role;Sponsor;Joined\r\nMüller;Partner;;2011-01-01\r\nJäger;Kunde;Müller;2011-02-01\r\n'),
    orders: latin(
      'Order;Contact;At;Kind;Net\r\n1;Jäger;2011-10-03 10:00;Bestellung;1.234,50\r\n1;Jäger;2011-10-04;Retoure;34,5\r\n',
    ),
  }
  expect(await figures(files)).toEqual(['Jäger,customer,1200.00,,,', 'Müller,partner,0.00,1200.00,1200.00,1200.00'])
})
