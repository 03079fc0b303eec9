import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { instant } from '#ground/period'
import { berlin } from '../../../test/company.ts'
import { htmlOf, kindsWorded, letterFor, shopOriginOf, textOf, type Scene } from './index.ts'
import { paperOf } from './store.ts'

const root = join(import.meta.dirname, '../..')

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }))

const callPattern = /\btell\((?:[^()]|\([^()]*\))*?\bkind:\s*(?:'([^']+)'|[^,]*?\?\s*'([^']+)'\s*:\s*'([^']+)')/gu

const kindsToldIn = (text: string): string[] =>
  [...text.matchAll(callPattern)].flatMap(([, ...kinds]) => kinds.filter(kind => kind !== undefined))

const tellers = sources.filter(({ text }) =>
  /import \{[^}]*\btell\b[^}]*\} from '#ground\/message\/store\.ts'/u.test(text),
)
const told = [...new Set(tellers.flatMap(({ text }) => kindsToldIn(text)))].sort()

const scene: Scene = {
  company: 'Müller & Söhne',
  currency: 'EUR',
  zone: berlin,
  imprint: ['Müller & Söhne GmbH', 'Musterweg 1, 10115 Berlin'],
  origin: 'https://shop.example',
  withdrawalDays: 14,
}

describe('every kind of message that a room tells has words', () => {
  test('the kinds are found in the sources', () => {
    expect(told).toContain('withdrawal received')
    // A room that tells something the pattern does not find would pass unseen.
    expect(tellers.filter(({ text }) => kindsToldIn(text).length === 0).map(({ file }) => file)).toEqual([])
  })

  test.each(['de', 'en'] as const)('in %s', language => {
    expect(told.filter(kind => !kindsWorded(language).includes(kind))).toEqual([])
  })

  test('both languages know the same', () => {
    expect(kindsWorded('de').sort()).toEqual(kindsWorded('en').sort())
  })
})

describe.each(['de', 'en'] as const)('a letter in %s', language => {
  test.each(kindsWorded(language))('"%s" is written also when a fact is missing', kind => {
    const letter = letterFor({ kind, language, facts: {} }, scene)!
    const text = textOf(letter, scene.imprint)
    expect(letter.subject).not.toBe('')
    expect(text).not.toMatch(/undefined|null|NaN|\[object/u)
    expect(htmlOf(letter, { language, imprint: scene.imprint })).not.toMatch(/undefined|NaN|\[object/u)
  })
})

const receipt = {
  kind: 'withdrawal received',
  facts: {
    id: 'wdr_1',
    name: '<b>Cy</b>',
    order: 'A-17',
    email: 'cy@example.org',
    part: '2 × Kerze',
    pieces: null,
    receivedAt: '2026-07-01T12:30:00Z',
  },
}

test('the receipt of a withdrawal says what was declared, on which day and at which time', () => {
  const letter = letterFor({ ...receipt, language: 'de' }, scene)!
  const text = textOf(letter, scene.imprint)
  for (const said of ['01.07.2026, 14:30 Uhr', '<b>Cy</b>', 'A-17', '2 × Kerze', 'Müller & Söhne', 'Musterweg 1'])
    expect(text).toContain(said)
})

test('nothing that a person wrote becomes part of the page, and nothing is fetched', () => {
  const letter = letterFor({ ...receipt, language: 'en' }, scene)!
  const html = htmlOf(letter, { language: 'en', imprint: scene.imprint })
  expect(html).toContain('&lt;b&gt;Cy&lt;/b&gt;')
  expect(html).not.toMatch(/<(?:b|script|img|link)\b|url\(/u)
})

test.each`
  base                      | port    | origin
  ${'localhost'}            | ${3081} | ${'http://shop.localhost:3081'}
  ${'localhost:3000'}       | ${3081} | ${'http://shop.localhost:3000'}
  ${'127.0.0.1'}            | ${3081} | ${'http://shop.localhost:3081'}
  ${'company.example'}      | ${3000} | ${'https://shop.company.example'}
  ${'Company.example:8443'} | ${3000} | ${'https://shop.company.example:8443'}
`('with pages at $base the shop is at $origin', ({ base, port, origin }) => {
  expect(shopOriginOf({ base, port })).toBe(origin)
})

const order = {
  kind: 'order placed',
  facts: {
    number: '100017',
    url: 'https://anna.shop.example/orders/secret',
    currency: 'EUR',
    lines: [{ name: 'Kerze', quantity: 3, gross: 3000, payable: 2000 }],
    goods: 3000,
    discount: 1000,
    voucher: 'VONBEN',
    shipping: 495,
    total: 2495,
    vat: [{ vatRate: 1900, net: 2097, vat: 398, gross: 2495 }],
    delivery: { name: 'Cy', firmName: null, street: 'Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
    billing: { name: 'Di', firmName: null, street: 'Weg 2', postalCode: '10115', city: 'Berlin', country: 'DE' },
    instructions: {
      how: 'prepayment',
      account: { holder: 'Müller', iban: 'DE02', bic: null, bank: null },
      reference: '100017',
      amount: 2495,
      withinDays: 7,
    },
  },
} as const

test.each`
  language | said
  ${'de'}  | ${['inkl. MwSt.  24,95 €', 'IBAN: DE02', 'Widerrufsbelehrung', 'Muster-Widerrufsformular', 'Bestellung 100017', 'E-Mail-Adresse nachtragen']}
  ${'en'}  | ${['VAT included  €24.95', 'Right of withdrawal', 'Model withdrawal form', 'order 100017', 'tell us your e-mail address']}
`('on paper in $language it says the same, with the form of withdrawal', async ({ language, said }) => {
  const letter = letterFor({ ...order, kind: 'order on paper', language }, scene)!
  const text = textOf(letter, scene.imprint).replaceAll('\u00a0', ' ').replaceAll('\n', ' ')
  for (const each of said) expect(text).toContain(each)
  const posted = { letter, scene, to: order.facts.billing, language, at: instant('2026-03-14T20:00:00Z') }
  const [paper, again] = [await paperOf(posted), await paperOf(posted)]
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
  expect(again.equals(paper)).toBe(true)
})

test.each`
  language | said
  ${'de'}  | ${'Sie haben schon bezahlt'}
  ${'en'}  | ${'You have paid already'}
`('who paid the partner at a party is asked for no money in $language', ({ language, said }) => {
  const facts = { ...order.facts, payment: 'collected', instructions: null }
  const text = textOf(letterFor({ ...order, facts, language }, scene)!, scene.imprint)
  expect(text).toContain(said)
  expect(text).not.toContain('IBAN: DE02')
})

test.each`
  language | said
  ${'de'}  | ${['3 × Kerze  30,00 €', 'Gutschein VONBEN  −10,00 €', 'Versand  4,95 €', 'MwSt. 19 %  3,98 €', 'inkl. MwSt.  24,95 €', 'Weg 2', 'überweisen Sie 24,95 €', 'IBAN: DE02', 'Widerrufsbelehrung', 'https://shop.example/withdrawal', 'https://anna.shop.example/orders/secret']}
  ${'en'}  | ${['3 × Kerze  €30.00', 'Voucher VONBEN  −€10.00', 'VAT 19% included  €3.98', 'VAT included  €24.95', 'within 7 days', 'Right of withdrawal']}
`('the confirmation of an order in $language says what was ordered and how to withdraw', ({ language, said }) => {
  const text = textOf(letterFor({ ...order, language }, scene)!, scene.imprint).replaceAll('\u00a0', ' ')
  for (const each of said) expect(text.replaceAll('\n', ' ')).toContain(each)
})
