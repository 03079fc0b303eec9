import { expect, test } from 'vitest'
import { figures, type Story } from './trial.ts'

const partnerAndCustomer = ['anna,partner,,', 'clara,customer,anna,']

const stories: readonly Story[] = [
  {
    name: 'own volume is not personal volume: the customers belong to it',
    files: { contacts: partnerAndCustomer, orders: ['1,anna,2011-10-03,order,10,', '2,clara,2011-10-04,order,20.5,'] },
    expected: ['anna,partner,10.00,20.50,30.50,30.50', 'clara,customer,20.50,,,'],
  },
  {
    name: 'a home party entered as one collective order is personal volume',
    files: {
      contacts: partnerAndCustomer,
      orders: ['party,anna,2011-10-03,order,400,', 'party,anna,2011-10-03,order,150,'],
    },
    expected: ['anna,partner,550.00,0.00,550.00,550.00', 'clara,customer,0.00,,,'],
  },
  {
    name: 'a home party entered per guest is customer volume',
    files: {
      contacts: ['anna,partner,,', 'guest-1,customer,anna,2011-10-03', 'guest-2,customer,anna,2011-10-03'],
      orders: ['1,guest-1,2011-10-03 20:00,order,400,', '2,guest-2,2011-10-03 20:05,order,150,'],
    },
    expected: ['anna,partner,0.00,550.00,550.00,550.00', 'guest-1,customer,400.00,,,', 'guest-2,customer,150.00,,,'],
  },
  {
    name: 'customers of customers belong to the nearest partner upward',
    files: { contacts: [...partnerAndCustomer, 'dora,customer,clara,'], orders: ['1,dora,2011-10-03,order,30,'] },
    expected: ['anna,partner,0.00,30.00,30.00,30.00', 'clara,customer,0.00,,,', 'dora,customer,30.00,,,'],
  },
  {
    name: 'read as direct, customers of customers are nobody’s but the house’s',
    files: { contacts: [...partnerAndCustomer, 'dora,customer,clara,'], orders: ['1,dora,2011-10-03,order,30,'] },
    args: ['--customers', 'direct'],
    expected: ['anna,partner,0.00,0.00,0.00,0.00', 'clara,customer,0.00,,,', 'dora,customer,30.00,,,'],
  },
  {
    name: 'read as recruited, a customer stays with who brought him, whoever is his sponsor now',
    files: {
      contacts: [...partnerAndCustomer, 'bert,partner,,'],
      changes: ['clara,2011-10-02,,bert'],
      orders: ['1,clara,2011-10-03,order,30,'],
    },
    args: ['--customers=recruited'],
    expected: ['anna,partner,0.00,30.00,30.00,30.00', 'bert,partner,0.00,0.00,0.00,0.00', 'clara,customer,30.00,,,'],
  },
  {
    name: 'a customer who becomes a partner in mid-month: before it his turnover is his owner’s, after it his own',
    files: {
      contacts: partnerAndCustomer,
      changes: ['clara,2011-10-15 12:00,partner,'],
      orders: ['1,clara,2011-10-15 11:59:59,order,30,', '2,clara,2011-10-15 12:00,order,40,'],
    },
    expected: ['anna,partner,0.00,30.00,30.00,70.00', 'clara,partner,70.00,0.00,40.00,40.00'],
  },
  {
    name: 'read by the period’s end, who became a partner in mid-month has all his turnover himself',
    files: {
      contacts: partnerAndCustomer,
      changes: ['clara,2011-10-15 12:00,partner,'],
      orders: ['1,clara,2011-10-15 11:59:59,order,30,', '2,clara,2011-10-15 12:00,order,40,'],
    },
    args: ['--moment', 'period-end'],
    expected: ['anna,partner,0.00,0.00,0.00,70.00', 'clara,partner,70.00,0.00,70.00,70.00'],
  },
  {
    name: 'a partner leaves: what was booked stays his, his customers and his later purchases belong to the partner above',
    files: {
      contacts: ['anna,partner,,', 'bert,partner,anna,', 'clara,customer,bert,', 'dora,customer,bert,'],
      changes: ['bert,2011-10-10,ehemaliger Partner,', 'clara,2011-10-10,,anna'],
      orders: [
        '1,bert,2011-10-05,order,1,',
        '2,clara,2011-10-05,order,2,',
        '3,bert,2011-10-15,order,10,',
        '4,clara,2011-10-15,order,20,',
        '5,dora,2011-10-15,order,40,',
      ],
    },
    expected: [
      'anna,partner,0.00,70.00,70.00,73.00',
      'bert,former partner,11.00,2.00,3.00,3.00',
      'clara,customer,22.00,,,',
      'dora,customer,40.00,,,',
    ],
  },
  {
    name: 'read by the period’s end, a leaver’s month goes to the partner above',
    files: {
      contacts: ['anna,partner,,', 'bert,partner,anna,', 'clara,customer,bert,'],
      changes: ['bert,2011-10-10,former_partner,'],
      orders: ['1,bert,2011-10-05,order,1,', '2,clara,2011-10-05,order,2,'],
    },
    args: ['--moment', 'period-end'],
    expected: ['anna,partner,0.00,3.00,3.00,3.00', 'bert,former partner,1.00,0.00,0.00,0.00', 'clara,customer,2.00,,,'],
  },
  {
    name: 'who left before the month has no figures but his personal volume, though a return still falls on him and on the teams above',
    files: {
      contacts: ['anna,partner,,', 'bert,partner,anna,', 'clara,customer,bert,'],
      changes: ['bert,2011-10-01,former partner,'],
      orders: ['1,clara,2011-09-05,order,50,', '1,clara,2011-10-05,return,20,', '2,clara,2011-10-06,order,5,'],
    },
    expected: ['anna,partner,0.00,5.00,5.00,-15.00', 'bert,former partner,0.00,,,', 'clara,customer,-15.00,,,'],
  },
  {
    name: 'who stopped at the month’s first moment was no partner in it, who began at its last was one',
    files: {
      contacts: ['anna,partner,,', 'bert,customer,,'],
      changes: ['anna,2011-10-01,former partner,', 'bert,2011-10-31 23:59:59,partner,'],
      orders: [],
    },
    expected: ['anna,former partner,0.00,,,', 'bert,partner,0.00,0.00,0.00,0.00'],
  },
  {
    name: 'who comes back as a partner has figures',
    files: {
      contacts: ['anna,former partner,,'],
      changes: ['anna,2011-10-20,partner,'],
      orders: ['1,anna,2011-10-21,order,5,'],
    },
    expected: ['anna,partner,5.00,0.00,5.00,5.00'],
  },
]

test.each(stories)('$name', async ({ files, args = [], expected }) =>
  expect(await figures(files, ...args)).toEqual(expected),
)
