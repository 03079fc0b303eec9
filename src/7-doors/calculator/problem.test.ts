import { expect, test } from 'vitest'
import { volumesOf, type Files } from './trial.ts'

const contacts = ['anna,partner,,2011-01-01', 'clara,customer,anna,2011-02-01']

type Case = readonly [wrong: string, files: Partial<Files>, told: readonly string[]]

const wrongContacts: readonly Case[] = [
  [
    'a role that is none',
    { contacts: ['anna,boss,,'] },
    ['contacts.csv:2: column "role": found "boss", expected one of prospect, customer, partner, former partner'],
  ],
  [
    'the house as a role',
    { contacts: ['anna,house,,'] },
    ['contacts.csv:2: column "role": found "house", expected one of prospect, customer, partner, former partner'],
  ],
  ['no id', { contacts: [',partner,,'] }, ['contacts.csv:2: column "id": found nothing, expected the id of a contact']],
  [
    'a bad date',
    { contacts: ['anna,partner,,2011-02-30'] },
    ['contacts.csv:2: column "joined": found "2011-02-30", expected a moment such as 2011-10-31 or 2011-10-31 16:20'],
  ],
  [
    'a contact twice',
    { contacts: [...contacts, 'anna,partner,,'] },
    ['contacts.csv:4: column "id": found "anna", expected each contact once (line 2 has this one)'],
  ],
  [
    'an unknown sponsor',
    { contacts: ['anna,partner,bert,'] },
    [
      'contacts.csv:2: column "sponsor": found "bert", expected the id of a contact in this file, or nothing for the house',
    ],
  ],
  [
    'his own sponsor',
    { contacts: ['anna,partner,anna,'] },
    ['contacts.csv:2: column "sponsor": found "anna", expected another contact than himself'],
  ],
  [
    'a cycle',
    { contacts: ['zoe,customer,bert,', 'anna,partner,cora,', 'bert,partner,anna,', 'cora,partner,bert,'] },
    [
      'contacts.csv:3: column "sponsor": found a cycle anna → cora → bert → anna, expected sponsors who lead up to the house',
    ],
  ],
  [
    'a long cycle',
    {
      contacts: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
        (id, position, all) => `${id},partner,${all[(position + 1) % all.length]},`,
      ),
    },
    [
      'contacts.csv:2: column "sponsor": found a cycle a → b → c → d → e → … (7 contacts) → a, expected sponsors who lead up to the house',
    ],
  ],
  [
    'everything in one run, the other files too',
    {
      contacts: ['anna,boss,,', 'bert,partner,nobody,soon'],
      changes: ['x,2011-10-01,,'],
      orders: ['1,nobody,2011-10-01,gift,1,'],
    },
    [
      'contacts.csv:2: column "role": found "boss", expected one of prospect, customer, partner, former partner',
      'contacts.csv:3: column "joined": found "soon", expected a moment such as 2011-10-31 or 2011-10-31 16:20',
      'changes.csv:2: column "role": found nothing, expected a role, or else a sponsor in the column "sponsor"',
      'orders.csv:2: column "kind": found "gift", expected one of order, return',
    ],
  ],
]

const wrongChanges: readonly Case[] = [
  [
    'an unknown contact',
    { changes: ['bert,2011-10-01,partner,'] },
    ['changes.csv:2: column "contact": found "bert", expected the id of a contact in contacts.csv'],
  ],
  [
    'neither role nor sponsor',
    { changes: ['clara,2011-10-01,,'] },
    ['changes.csv:2: column "role": found nothing, expected a role, or else a sponsor in the column "sponsor"'],
  ],
  [
    'a bad moment',
    { changes: ['clara,10/1/2011,partner,'] },
    ['changes.csv:2: column "at": found "10/1/2011", expected a moment such as 2011-10-31 or 2011-10-31 16:20'],
  ],
  [
    'no moment',
    { changes: ['clara,,partner,'] },
    ['changes.csv:2: column "at": found nothing, expected a moment such as 2011-10-31 or 2011-10-31 16:20'],
  ],
  [
    'before he joined',
    { changes: ['clara,2011-01-31 23:59,partner,'] },
    [
      'changes.csv:2: column "at": found "2011-01-31 23:59", expected a moment no earlier than the contact joined (contacts.csv:3)',
    ],
  ],
  [
    'an unknown sponsor',
    { changes: ['clara,2011-10-01,,bert'] },
    ['changes.csv:2: column "sponsor": found "bert", expected the id of a contact in contacts.csv, or house'],
  ],
  [
    'his own sponsor',
    { changes: ['clara,2011-10-01,,clara'] },
    ['changes.csv:2: column "sponsor": found "clara", expected another contact than himself'],
  ],
  [
    'a step that no contact takes',
    { changes: ['anna,2011-10-01,customer,'] },
    ['changes.csv:2: column "role": found "customer", expected former partner, for the contact is partner until then'],
  ],
  [
    'a step that no contact takes, in the order of time and not of rows',
    { changes: ['clara,2011-10-03,former partner,', 'clara,2011-10-02,prospect,'] },
    [
      'changes.csv:3: column "role": found "prospect", expected partner, for the contact is customer until then',
      'changes.csv:2: column "role": found "former partner", expected partner, for the contact is customer until then',
    ],
  ],
  [
    'two roles at one moment',
    { changes: ['clara,2011-10-03,partner,', 'clara,2011-10-03 00:00,customer,'] },
    ['changes.csv:3: column "role": found "customer", expected "partner" as in line 2 for the same contact and moment'],
  ],
  [
    'two sponsors at one moment',
    { changes: ['clara,2011-10-03,,house', 'clara,2011-10-03,,anna'] },
    ['changes.csv:3: column "sponsor": found "anna", expected the house as in line 2 for the same contact and moment'],
  ],
  [
    'a cycle',
    { changes: ['anna,2011-10-03,,clara'] },
    ['changes.csv:2: column "sponsor": found a cycle anna → clara → anna, expected sponsors who lead up to the house'],
  ],
  [
    'a cycle that lasts a moment only',
    { changes: ['clara,2011-10-04,,house', 'anna,2011-10-03,,clara', 'anna,2011-10-05,,house'] },
    ['changes.csv:3: column "sponsor": found a cycle anna → clara → anna, expected sponsors who lead up to the house'],
  ],
  [
    'a cycle of three who move at one moment',
    {
      contacts: ['anna,partner,,', 'bert,partner,,', 'cora,partner,,'],
      changes: ['anna,2011-10-03,,bert', 'bert,2011-10-03,,cora', 'cora,2011-10-03,,anna'],
    },
    [
      'changes.csv:4: column "sponsor": found a cycle cora → anna → bert → cora, expected sponsors who lead up to the house',
    ],
  ],
]

const wrongOrders: readonly Case[] = [
  [
    'an unknown contact',
    { orders: ['1,bert,2011-10-01,order,1,'] },
    ['orders.csv:2: column "contact": found "bert", expected the id of a contact in contacts.csv'],
  ],
  [
    'no number',
    { orders: [',anna,2011-10-01,order,1,'] },
    ['orders.csv:2: column "order": found nothing, expected the number of an order'],
  ],
  [
    'a bad moment',
    { orders: ['1,anna,2011-10-32,order,1,'] },
    ['orders.csv:2: column "at": found "2011-10-32", expected a moment such as 2011-10-31 or 2011-10-31 16:20'],
  ],
  [
    'a bad kind',
    { orders: ['1,anna,2011-10-01,gift,1,'] },
    ['orders.csv:2: column "kind": found "gift", expected one of order, return'],
  ],
  [
    'a bad amount',
    { orders: ['1,anna,2011-10-01,order,"12,3x",'] },
    ['orders.csv:2: column "net": found "12,3x", expected an amount such as 12.50'],
  ],
  [
    'too many decimals',
    { orders: ['1,anna,2011-10-01,order,0.125,'] },
    ['orders.csv:2: column "net": found "0.125", expected an amount such as 12.50'],
  ],
  [
    'bad points',
    { orders: ['1,anna,2011-10-01,order,1,0.1255'] },
    ['orders.csv:2: column "points": found "0.1255", expected points such as 12.125'],
  ],
  [
    'points that may mean two things',
    { orders: ['1,anna,2011-10-01,order,12.50,"1,234"', '1,anna,2011-10-01,order,"12,50","1,234"'] },
    [
      'orders.csv:2: column "points": found "1,234", expected points such as 12.125: this may be 1234 or 1.234, so write 1234, or 1.234 beside a net with a decimal point such as 12.50',
    ],
  ],
  [
    'amounts beyond what is added up exactly',
    { orders: ['1,anna,2011-10-01,order,90071992547409.91,', '2,clara,2011-10-01,return,0.01,'] },
    ['orders.csv:3: column "net": found "0.01", expected amounts that add up to no more than 90071992547409.91'],
  ],
  [
    'the line behind a cell with line breaks',
    { orders: ['"1\n\n1",anna,2011-10-01,order,1,', '', '2,bert,2011-10-01,order,1,'] },
    ['orders.csv:6: column "contact": found "bert", expected the id of a contact in contacts.csv'],
  ],
  [
    'more than twenty problems',
    { orders: Array.from({ length: 50 }, () => '1,anna,2011-10-01,order,x,') },
    [
      ...Array.from(
        { length: 20 },
        (_, row) => `orders.csv:${row + 2}: column "net": found "x", expected an amount such as 12.50`,
      ),
      'stopped after 20 problems',
    ],
  ],
]

const told = async (files: Partial<Files>) => {
  const { code, out, err } = await volumesOf({ contacts, orders: [], ...files })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  return err.trimEnd().split('\n')
}

test.each(wrongContacts)('wrong in contacts: %s', async (_, files, lines) => expect(await told(files)).toEqual(lines))
test.each(wrongChanges)('wrong in changes: %s', async (_, files, lines) => expect(await told(files)).toEqual(lines))
test.each(wrongOrders)('wrong in orders: %s', async (_, files, lines) => expect(await told(files)).toEqual(lines))
