import { expect, test } from 'vitest'
import { figures, type Story } from './trial.ts'

const partnerAndCustomer = ['anna,partner,,', 'clara,customer,anna,']

const stories: readonly Story[] = [
  {
    name: 'a return in the next month goes to the original owner and lowers the month in which it happens',
    files: {
      contacts: [...partnerAndCustomer, 'bert,partner,,'],
      changes: ['clara,2011-10-01,,bert'],
      orders: ['1,clara,2011-09-20,order,50,', '1,clara,2011-10-04,return,20,', '2,clara,2011-10-05,order,1,'],
    },
    expected: [
      'anna,partner,0.00,-20.00,-20.00,-20.00',
      'bert,partner,0.00,1.00,1.00,1.00',
      'clara,customer,-19.00,,,',
    ],
  },
  {
    name: 'a return counts negative whichever sign it carries',
    files: {
      contacts: ['anna,partner,,'],
      orders: ['1,anna,2011-10-01,order,50,', '1,anna,2011-10-04,return,20,', '1,anna,2011-10-05,Retoure,-5,'],
    },
    expected: ['anna,partner,25.00,0.00,25.00,25.00'],
  },
  {
    name: 'a return with someone else’s order number belongs to the owner at its own moment',
    files: {
      contacts: [...partnerAndCustomer, 'bert,partner,,', 'emil,customer,anna,'],
      changes: ['clara,2011-10-03,,bert'],
      orders: ['1,emil,2011-10-02,order,50,', '1,clara,2011-10-04,return,20,'],
    },
    expected: [
      'anna,partner,0.00,50.00,50.00,50.00',
      'bert,partner,0.00,-20.00,-20.00,-20.00',
      'clara,customer,-20.00,,,',
      'emil,customer,50.00,,,',
    ],
  },
  {
    name: 'a return of an order that nobody knows belongs to the owner at its own moment',
    files: { contacts: partnerAndCustomer, orders: ['C9,clara,2011-10-04,return,20,'] },
    expected: ['anna,partner,0.00,-20.00,-20.00,-20.00', 'clara,customer,-20.00,,,'],
  },
  {
    name: 'read by the period’s end, a return of last month’s order belongs to the owner at last month’s end',
    files: {
      contacts: [...partnerAndCustomer, 'bert,partner,,', 'cora,partner,,'],
      changes: ['clara,2011-09-25,,bert', 'clara,2011-10-02,,cora'],
      orders: ['1,clara,2011-09-20,order,50,', '1,clara,2011-10-01,return,20,', '2,clara,2011-10-01,order,7,'],
    },
    args: ['--moment', 'period-end'],
    expected: [
      'anna,partner,0.00,0.00,0.00,0.00',
      'bert,partner,0.00,-20.00,-20.00,-20.00',
      'clara,customer,-13.00,,,',
      'cora,partner,0.00,7.00,7.00,7.00',
    ],
  },
  {
    name: 'each row of an order counts at its own moment for its own owner; its returns go to the owner of the earliest',
    files: {
      contacts: [...partnerAndCustomer, 'bert,partner,,'],
      changes: ['clara,2011-10-04 10:01,,bert'],
      orders: [
        '1,clara,2011-10-04 10:02,order,20,',
        '1,clara,2011-10-04 10:00,order,10,',
        '1,clara,2011-10-04 10:03,return,1,',
      ],
    },
    expected: ['anna,partner,0.00,9.00,9.00,9.00', 'bert,partner,0.00,20.00,20.00,20.00', 'clara,customer,29.00,,,'],
  },
]

test.each(stories)('$name', async ({ files, args = [], expected }) =>
  expect(await figures(files, ...args)).toEqual(expected),
)
