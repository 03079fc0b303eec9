import { expect, test } from 'vitest'
import { figures, run, volumesOf } from './trial.ts'

const needed = ['--contacts', 'no.csv', '--orders', 'none.csv', '--period', '2011-10']

test.each([
  [
    'files that are not there',
    needed,
    ['no.csv: found no such file, expected a CSV file', 'none.csv: found no such file, expected a CSV file'],
  ],
  [
    'no options',
    [],
    [
      'stamm volumes: option --contacts: found nothing, expected the file of contacts',
      'stamm volumes: option --orders: found nothing, expected the file of orders',
      'stamm volumes: option --period: found nothing, expected a month such as 2011-10',
    ],
  ],
  [
    'an option without its value',
    ['--contacts', '--orders', 'b', '--period', '2011-10'],
    ['stamm volumes: option --contacts: found nothing, expected the file of contacts'],
  ],
  [
    'a month that is none',
    ['--contacts', 'a', '--orders', 'b', '--period=2011-13'],
    ['stamm volumes: option --period: found "2011-13", expected a month such as 2011-10'],
  ],
  [
    'a zone that is none',
    [...needed, '--zone', 'Berlin'],
    ['stamm volumes: option --zone: found "Berlin", expected a time zone such as Europe/Berlin'],
  ],
  [
    'customers that are none',
    [...needed, '--customers', 'all'],
    ['stamm volumes: option --customers: found "all", expected one of direct, nearest, recruited'],
  ],
  [
    'a moment that is none',
    [...needed, '--moment', 'now'],
    ['stamm volumes: option --moment: found "now", expected one of order, period-end'],
  ],
  [
    'an unknown option',
    [...needed, '--verbose'],
    [
      'stamm volumes: found "--verbose", expected one of --contacts, --orders, --changes, --period, --zone, --customers, --moment, --points, --help',
    ],
  ],
  [
    'an option twice',
    [...needed, '--period', '2011-11'],
    ['stamm volumes: option --period: found it twice, expected it once'],
  ],
  [
    'a value for a flag',
    [...needed, '--points=yes'],
    ['stamm volumes: option --points: found "yes", expected no value'],
  ],
])('wrong on the command line: %s', async (_, args, told) => {
  const { code, out, err } = await run(args)
  const lines = err.trimEnd().split('\n')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(lines.filter(line => line !== 'stamm volumes --help tells how it is used')).toEqual(told)
})

test('--help prints how it is used', async () => {
  const { code, out, err } = await run(['--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('Usage: stamm volumes --contacts FILE --orders FILE')
})

test('a sponsor who joined later: turnover passes on upward until then, and a warning says so', async () => {
  const outcome = await volumesOf({
    contacts: ['anna,partner,,', 'late,partner,anna,2011-10-15', 'clara,customer,late,2011-10-01', 'dora,customer,,'],
    changes: ['dora,2011-10-02,,late'],
    orders: ['1,clara,2011-10-14,order,1,', '2,clara,2011-10-15,order,2,'],
  })
  expect(outcome.code).toBe(0)
  expect(outcome.out).toContain('anna,partner,0.00,1.00,1.00,3.00\n')
  expect(outcome.out).toContain('late,partner,0.00,2.00,2.00,2.00\n')
  expect(outcome.err.trimEnd().split('\n')).toEqual([
    'warning: contacts.csv:4: sponsor "late" joined later than he became sponsor of "clara"; until then turnover passes on upward',
    'warning: changes.csv:2: sponsor "late" joined later than he became sponsor of "dora"; until then turnover passes on upward',
  ])
})

test('points of a file without them are an error, not zeros', async () => {
  const files = {
    contacts: ['anna,partner,,'],
    orders: Buffer.from('order,contact,at,kind,net\n1,anna,2011-10-03,order,1\n'),
  }
  expect(await figures(files)).toEqual(['anna,partner,1.00,0.00,1.00,1.00'])
  expect(await volumesOf(files, '--points')).toEqual({
    code: 2,
    out: '',
    err: 'orders.csv:1: column "points": found no such column, expected the columns order, contact, at, kind, net, points\n',
  })
})

test('turnover from before its contact joined counts for the partner above, and a warning says so', async () => {
  const outcome = await volumesOf({
    contacts: [
      'anna,partner,,',
      'bert,partner,anna,2011-10-15',
      'cora,customer,bert,2011-11-02',
      'dora,partner,,2011-11-02',
    ],
    orders: [
      '1,bert,2011-10-14,order,1,',
      '2,bert,2011-10-15,order,2,',
      '3,cora,2011-10-14,order,4,',
      '4,cora,2011-10-16,order,8,',
      '3,cora,2011-10-17,return,1,',
    ],
  })
  expect(outcome.code).toBe(0)
  // cora joins after the month; dora, too, and has no turnover in it.
  expect(outcome.out.split('\n').slice(1, -1)).toEqual([
    'anna,partner,0.00,4.00,4.00,14.00',
    'bert,partner,3.00,8.00,10.00,10.00',
    'cora,prospect,11.00,,,',
  ])
  const because = 'until then his turnover counts below the sponsor he joined with'
  expect(outcome.err.trimEnd().split('\n')).toEqual([
    `warning: orders.csv:2: order "1" is from before "bert" joined (contacts.csv:3); ${because}`,
    `warning: orders.csv:4: order "3" is from before "cora" joined (contacts.csv:4); ${because}`,
    `warning: orders.csv:5: order "4" is from before "cora" joined (contacts.csv:4); ${because}`,
    `warning: orders.csv:6: return "3" is from before "cora" joined (contacts.csv:4); ${because}`,
  ])
})

test('the rows of an order from two months count each in its own', async () => {
  const orders = ['1,anna,2011-10-31 23:59,order,1,', '1,anna,2011-11-01 00:01,order,2,']
  const files = { contacts: ['anna,partner,,'], orders }
  expect(await figures(files)).toEqual(['anna,partner,1.00,0.00,1.00,1.00'])
  expect(await figures(files, '--period', '2011-11')).toEqual(['anna,partner,2.00,0.00,2.00,2.00'])
})
