import { describe, expect, test } from 'vitest'
import { cents } from '#ground/money'
import { at, berlin } from '../../../test/company.ts'
import { buyer, seller } from '../../../test/invoices.ts'
import { negated } from './amounts.ts'
import type { InvoiceFacts } from './facts.ts'
import { drawInvoice } from './paper.ts'
import type { Pen } from './paper/pen.ts'
import { pdfOf, type Invoice } from './store.ts'

const facts: InvoiceFacts = {
  kind: 'invoice',
  language: 'de',
  currency: 'EUR',
  seller,
  buyer,
  customer: 'K-100001',
  order: { number: '100017', placedOn: '2026-03-01' },
  suppliedOn: '2026-03-03',
  payment: { how: 'prepayment', paidOn: '2026-03-02' },
  voucherCode: 'VONBEN',
  exemption: null,
  returnsBefore: [],
  corrects: null,
  basis: 'gross',
  lines: [
    {
      position: 1,
      article: 'A-1',
      description: 'Kerze',
      quantity: 3,
      vatRate: 1900,
      full: cents(3000),
      amount: cents(2500),
    },
    {
      position: 2,
      article: 'B-1',
      description: 'Buch',
      quantity: 1,
      vatRate: 700,
      full: cents(1070),
      amount: cents(1070),
    },
  ],
  shipping: cents(0),
  vat: [
    { vatRate: 700, net: cents(1000), vat: cents(70), gross: cents(1070) },
    { vatRate: 1900, net: cents(2101), vat: cents(399), gross: cents(2500) },
  ],
}

const invoice = (change: Partial<InvoiceFacts> = {}): Invoice => ({
  number: 1,
  id: 'inv_01h2xcejqtf2nbrexx3vqjhp41',
  text: 'R2026-00017',
  kind: 'invoice',
  order: 17,
  issuedAt: at('2026-03-04 12:00'),
  facts: { ...facts, ...change },
})

/** All that a pen was asked to write, page by page. */
const written = (of: Invoice): string => {
  const texts: string[] = []
  const pen: Pen = {
    y: 0,
    write: text => {
      texts.push(text)
      return 12
    },
    heightOf: () => 12,
    line: () => undefined,
    square: () => undefined,
    newPage: () => void texts.push('---'),
    onEveryPage: draw => draw(1, 1),
  }
  drawInvoice(of, berlin, pen)
  return texts.join('\n').replaceAll('\u00a0', ' ')
}

test('an invoice says everything that § 14 (4) UStG wants', () => {
  const text = written(invoice())
  const wanted = {
    'no. 1: name and address of both': [
      'Lichtblick Kerzen GmbH',
      'Musterweg 1',
      '10115 Berlin',
      'Cem Yılmaz',
      'Łąkowa 5',
      '20095 Hamburg',
    ],
    'no. 2: tax number or VAT id': ['USt-IdNr. DE123456789', 'Steuernummer 30/123/45678'],
    'no. 3: the day of the invoice': ['Rechnungsdatum', '04.03.2026'],
    'no. 4: its number': ['Rechnungsnummer', 'R2026-00017'],
    'no. 5: what and how much': ['Kerze', 'A-1', '3'],
    'no. 6: when it was delivered': ['Lieferdatum', '03.03.2026'],
    'no. 7: amounts by rate, and what was agreed off': [
      'Gutschein VONBEN',
      '−5,00 €',
      'enthaltene USt. 19 % auf netto 21,01 €',
      'enthaltene USt. 7 % auf netto 10,00 €',
    ],
    'no. 8: rate and tax': ['19 %', '3,99 €', '7 %', '0,70 €'],
    'the total': ['Gesamtbetrag', '35,70 €'],
  }
  for (const [why, texts] of Object.entries(wanted)) for (const each of texts) expect(text, why).toContain(each)
  expect(text).toContain('IBAN DE02 1203 0000 0000 2020 51')
})

test.each`
  kind              | paidOn          | credit    | said
  ${'invoice'}      | ${null}         | ${1_000}  | ${['35,70 €', 'Mit Ihrem Guthaben bezahlt', '−10,00 €', 'Noch zu zahlen', '25,70 €']}
  ${'invoice'}      | ${'2026-03-02'} | ${3_570}  | ${['35,70 €', '−35,70 €', 'In Geld bezahlt', '0,00 €']}
  ${'cancellation'} | ${'2026-03-02'} | ${-1_000} | ${['−35,70 €', 'Zurück auf Ihr Guthaben', '−10,00 €', 'Sie erhalten zurück', '−25,70 €']}
`('what credit paid stands below the total of the $kind: $said', ({ kind, paidOn, credit, said }) => {
  const payment = { how: 'prepayment', paidOn, credit }
  const back = { ...negated(facts), kind, corrects: { number: 'R2026-00017', issuedOn: '2026-03-04', reason: 'Bruch' } }
  const text = written(invoice(kind === 'invoice' ? { payment } : { ...back, payment }))
  for (const each of said) expect(text).toContain(each)
  expect(text).toContain('enthaltene USt. 19 %')
})

test('English words stand on an English one', () => {
  const text = written(invoice({ language: 'en' }))
  for (const said of [
    'Invoice R2026-00017',
    '4 Mar 2026',
    'Voucher VONBEN',
    'VAT 19% included',
    '€35.70',
    'Paid on 2 Mar 2026',
  ])
    expect(text).toContain(said)
})

test('a buyer abroad is told the country, a firm its name', () => {
  const text = written(invoice({ buyer: { ...buyer, firmName: 'Yılmaz OG', city: 'Wien', country: 'AT' } }))
  expect(text).toContain('Yılmaz OG\nCem Yılmaz\n')
  expect(text).toContain('ÖSTERREICH')
})

test.each`
  exemption           | said
  ${'small business'} | ${'Gemäß § 19 UStG'}
  ${'export'}         | ${'Steuerfreie Ausfuhrlieferung'}
  ${'within the EU'}  | ${'innergemeinschaftliche Lieferung'}
`('without VAT it says why: $exemption', ({ exemption, said }) => {
  const vat = [{ vatRate: 0, net: cents(3570), vat: cents(0), gross: cents(3570) }]
  expect(written(invoice({ exemption, vat }))).toContain(said)
})

test('a cancellation names the invoice it corrects', () => {
  const corrects = { number: 'R2026-00001', issuedOn: '2026-03-01', reason: 'Widerruf' }
  const text = written(invoice({ kind: 'cancellation', corrects }))
  expect(text).toContain('Stornorechnung R2026-00017')
  expect(text).toContain('Berichtigt die Rechnung R2026-00001 vom 01.03.2026. Grund: Widerruf')
})

describe('the PDF', () => {
  const many = Array.from({ length: 60 }, (_, at) => Object.assign({}, facts.lines[0]!, { position: at + 1 }))

  test('is small, and the same byte for byte', async () => {
    const [one, two] = [await pdfOf(invoice(), berlin), await pdfOf(invoice(), berlin)]
    expect(one.subarray(0, 5).toString()).toBe('%PDF-')
    expect(one.length).toBeLessThan(40_000)
    expect(one.equals(two)).toBe(true)
  })

  test('of many lines has pages, and still ends', async () => {
    const pdf = await pdfOf(invoice({ lines: many }), berlin)
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/gu)!.length).toBeGreaterThan(2)
  })
})
