import { vouchersEn } from './vouchers.en.ts'
import { attributionEn } from './attribution.en.ts'
import { catalogueEn } from './catalogue.en.ts'
import { deskEn } from './desk.en.ts'
import { officeEn } from './office.en.ts'
import { webAddressEn } from './web-address.en.ts'
import { ordersEn } from './orders.en.ts'
import { legalEn } from './legal.en.ts'
import { paperEn } from './paper.en.ts'
import { runsEn } from './runs.en.ts'
import { sellingEn } from './selling.en.ts'
import { knownEn } from './known.en.ts'
import { partyOfficeEn } from './party-office.en.ts'
import { partyRulesEn } from './party-rules.en.ts'
import { partyResultEn } from './party-result.en.ts'
import { partyEn } from './party.en.ts'
import { rankByHandEn } from './rank-by-hand.en.ts'
import { returnsEn } from './returns.en.ts'
import { leadsEn } from './leads.en.ts'
import { placingEn } from './placing.en.ts'
import { complianceEn } from './compliance.en.ts'
import { simulationEn } from './simulation.en.ts'
import type { Heard } from './heard.ts'

/** Every word of the pages in English; its shape is what German has to match. */
export const en = {
  shell: {
    skip: 'Skip to content',
    mainNavigation: 'Main navigation',
    home: 'Overview',
    contacts: 'Contacts',
    structure: 'Structure',
    catalogue: 'Catalogue',
    settings: 'Settings',
    api: 'Interface (API)',
    myMonth: 'My month',
    myCustomers: 'My customers',
    myTeam: 'My team',
    myCodes: 'My codes',
    vouchers: 'Vouchers',
    more: 'More',
    withdrawals: 'Withdrawals',
    mail: 'Mails',
    duplicates: 'Duplicates',
    permissions: 'Permissions',
    myTree: 'Structure',
    myPage: 'My page',
    language: 'Language',
    scheme: 'Appearance',
    schemes: { light: 'Light', dark: 'Dark', auto: 'As the device' },
    account: 'Account',
    signedInAs: (name: string) => `Signed in as ${name}`,
    signOut: 'Sign out',
    poweredBy: 'Stamm, open-source software for direct sales',
    loading: 'Loading',
  },
  roles: {
    house: 'House',
    prospect: 'Prospect',
    customer: 'Customer',
    partner: 'Partner',
    'former partner': 'Former partner',
  },
  kinds: {
    personal: 'Personal volume',
    customers: 'Customer volume',
    own: 'Own volume',
    team: 'Team volume',
    firstLine: 'First-line volume',
    total: 'Total volume',
    partners: 'Partners’ own consumption',
  },
  kindNotes: {
    personal: 'What the address itself ordered, less returns.',
    customers: 'Personal volume of all customers who belong to the partner.',
    own: 'The partner’s personal volume plus the whole personal volume of the partner’s customers.',
    team: 'Own volume of the partner and of every partner below.',
    firstLine: 'Own volume of the partners directly below, without the own one.',
  },
  reading: {
    title: 'How own volume is counted here',
    label: 'How it is counted',
    whose: {
      direct: 'customers directly below',
      nearest: 'customers and whom they recommended',
      recruited: 'customers personally recruited',
    },
    moment: { order: 'owner when the order becomes turnover', 'period end': 'owner at the end of the month' },
    whoseNotes: {
      direct: 'Only customers directly below the partner count.',
      nearest:
        'Customers of customers count too, as long as no other partner stands between: each belongs to the nearest partner upward.',
      recruited: 'Customers whom the partner personally recruited count, whoever is their sponsor today.',
    },
    becomesTurnover: {
      placed: 'An order becomes turnover here as soon as it is placed.',
      paid: 'An order becomes turnover here as soon as it is paid.',
      shipped: 'An order becomes turnover here as soon as it is shipped.',
    },
    momentNotes: {
      order:
        'An order belongs to whoever was the owner when it became turnover. A return goes back to the owner of its order.',
      'period end': 'All orders of a month belong to whoever is the owner at its end.',
    },
  },
  period: {
    label: 'Month',
    previous: 'Previous month',
    next: 'Next month',
    show: 'Show',
    running: 'open',
  },
  amounts: {
    points: (text: string) => `${text} pts`,
    explain: (what: string) => `${what}: see how it came about`,
    ofTotal: (share: string) => `${share} of it`,
    againstBefore: (change: string, month: string) => `${change} against ${month}`,
    soFar: 'so far; more turnover may still come',
    noBefore: (month: string) => `nothing in ${month}`,
    sum: 'Sum',
    none: 'none',
  },
  chart: {
    title: 'Month by month',
    none: 'No turnover in any of these months yet.',
    asTable: 'As a table',
    month: 'Month',
    share: 'Customers’ share',
    needsScript: 'The plot needs JavaScript; the table below says the same.',
  },
  list: {
    next: 'More',
    first: 'Back to the start',
    shown: (from: number, total: string) => `${from} of ${total}`,
  },
  login: {
    title: 'Sign in',
    lead: 'See whose turnover it is, and why.',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'No account with this e-mail address and password. Please check both.',
    tooMany: (minutes: number) =>
      `Too many attempts. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    missing: 'Please enter an e-mail address and a password.',
    demo: 'This is a demo company. Look around as',
    roles: { company: 'Company', partner: 'Partner' },
  },
  errors: {
    notFound: {
      title: 'There is nothing here',
      text: 'The page does not exist, or it is not for you. The address may have a typing mistake.',
    },
    failed: {
      title: 'That went wrong',
      text: 'The mistake is ours and has been written down. Please try again; if it happens again, tell the company.',
    },
    badRequest: {
      title: 'We did not understand that',
      text: 'Something in the address or the form is missing or not as it should be.',
    },
    wrong: {
      period: 'The month in the address is none: it reads like 2011-10.',
      commandId: 'The form arrived without its id. Please load the page again and send it once more.',
    },
    home: 'To the first page',
    again: 'Try again',
  },
  office: officeEn,
  catalogue: catalogueEn,
  orders: ordersEn,
  paper: paperEn,
  selling: sellingEn,
  runs: runsEn,
  legal: legalEn,
  desk: deskEn,
  webAddress: webAddressEn,
  vouchers: vouchersEn,
  attribution: attributionEn,
  known: knownEn,
  party: partyEn,
  partyOffice: partyOfficeEn,
  partyResult: partyResultEn,
  partyRules: partyRulesEn,
  rankByHand: rankByHandEn,
  returns: returnsEn,
  leads: leadsEn,
  placing: placingEn,
  simulation: simulationEn,
  compliance: complianceEn,
}

export type Words = Heard<typeof en>
