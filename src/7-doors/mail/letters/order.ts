import { negative, sum, type Cents } from '#ground/money'
import type { Language } from '#ground/format'
import type { Block, Letter } from '../letter.ts'
import type { Facts, Tools, Wordings } from '../index.ts'
import { centsIn, factsIn, known, listIn, momentIn, textIn } from '../facts.ts'
import { orderLink } from './order-link.ts'
import { withdrawalForm, withdrawalNotice } from './withdrawal.ts'

const en = {
  subject: (number: string, company: string) => `Your order ${number} at ${company}`,
  title: 'Thank you for your order',
  lead: (number: string) => `We have received your order ${number} and are getting it ready. This is what you ordered:`,
  voucher: (code: string) => (code === '' ? 'Discount' : `Voucher ${code}`),
  shipping: 'Shipping',
  total: 'Total, VAT included',
  credit: 'Paid by your credit',
  left: 'Left to pay',
  vat: (rate: string) => `VAT ${rate} included`,
  percent: (rate: number) => `${rate / 100}%`,
  delivery: 'Delivered to',
  billing: 'Billed to',
  prepayment: (amount: string, days: string) =>
    `Please transfer ${amount} within ${days} days; your order is sent as soon as the money is here.`,
  invoice: (days: string) => `You get the invoice with the goods and have ${days} days to pay it.`,
  collected: 'You have paid already: your partner took the money at the party. There is nothing more to transfer.',
  holder: 'Payee',
  reference: 'Reference',
  paperLead: (number: string) => `You ordered this at a home party; it is your order ${number}:`,
  paperOpen: 'See your order, and tell us your e-mail address',
  paperNote: (day: string) =>
    `With this code you see until ${day} where your order is and may say that it was really you. If you add an e-mail address, we write to you there about this order; advertising only comes if you allow it. Whoever has the code sees the order: please keep this sheet.`,
}

const de: typeof en = {
  subject: (number, company) => `Ihre Bestellung ${number} bei ${company}`,
  title: 'Vielen Dank für Ihre Bestellung',
  lead: number => `Wir haben Ihre Bestellung ${number} erhalten und machen sie fertig. Das haben Sie bestellt:`,
  voucher: code => (code === '' ? 'Nachlass' : `Gutschein ${code}`),
  shipping: 'Versand',
  total: 'Gesamtbetrag inkl. MwSt.',
  credit: 'Mit Ihrem Guthaben bezahlt',
  left: 'Noch zu zahlen',
  vat: rate => `enthaltene MwSt. ${rate}`,
  percent: rate => `${String(rate / 100).replace('.', ',')}\u00a0%`,
  delivery: 'Lieferung an',
  billing: 'Rechnung an',
  prepayment: (amount, days) =>
    `Bitte überweisen Sie ${amount} innerhalb von ${days} Tagen; wir versenden, sobald das Geld da ist.`,
  collected:
    'Sie haben schon bezahlt: Ihr Partner hat das Geld bei der Party angenommen. Es ist nichts mehr zu überweisen.',
  invoice: days => `Die Rechnung kommt mit der Ware; zum Bezahlen haben Sie ${days} Tage.`,
  holder: 'Empfänger',
  reference: 'Verwendungszweck',
  paperLead: number => `Das haben Sie auf einer Homeparty bestellt; es ist Ihre Bestellung ${number}:`,
  paperOpen: 'Bestellung ansehen und E-Mail-Adresse nachtragen',
  paperNote: day =>
    `Mit diesem Code sehen Sie bis ${day}, wie weit Ihre Bestellung ist, und können sagen, dass wirklich Sie es waren. Tragen Sie eine E-Mail-Adresse nach, schreiben wir Ihnen dort zu dieser Bestellung; Werbung kommt nur, wenn Sie sie erlauben. Wer den Code hat, sieht die Bestellung: Bitte heben Sie dieses Blatt auf.`,
}

type Words = typeof en

export const orderWords: Readonly<Record<Language, Words>> = { de, en }

const placed =
  (text: Words, language: Language) =>
  (facts: Facts, tools: Tools): Letter => {
    const { company, formats, link, withdrawalDays } = tools
    const number = textIn(facts, 'number')
    return {
      subject: text.subject(number, company),
      title: text.title,
      blocks: [
        { is: 'paragraph', text: text.lead(number) },
        amountsOf(facts, text, formats.money),
        { is: 'facts', rows: known(addresses(facts, text, language)) },
        ...(textIn(facts, 'payment') === 'collected' ? [{ is: 'paragraph', text: text.collected } as const] : []),
        ...paymentOf(factsIn(facts, 'instructions'), text, formats.money),
        ...orderLink(facts, language, tools),
        { is: 'note', text: withdrawalNotice[language](withdrawalDays, link('/withdrawal')) },
      ],
    }
  }

/** The same on paper, for whoever has no mailbox: with the form of withdrawal, which he may cut off (Annex 2 to Article 246a § 1 (2) EGBGB). */
const onPaper =
  (text: Words, language: Language) =>
  (facts: Facts, tools: Tools): Letter => {
    const number = textIn(facts, 'number')
    const letter = placed(text, language)(facts, tools)
    const inner = letter.blocks.filter(({ is }) => is !== 'button').slice(1, -1)
    const { withdrawalDays, link, formats } = tools
    const until = momentIn(facts, 'urlUntil')
    return {
      ...letter,
      blocks: [
        { is: 'paragraph', text: text.paperLead(number) },
        ...inner.filter(block => block.is !== 'note'),
        { is: 'button', label: text.paperOpen, url: link(textIn(facts, 'url')) },
        { is: 'note', text: text.paperNote(until === undefined ? '' : formats.dayShort(until)) },
        { is: 'note', text: withdrawalNotice[language](withdrawalDays, link('/withdrawal')) },
        { is: 'paragraph', text: withdrawalForm[language](number, reachedAt(tools.imprint)) },
      ],
    }
  }

/** Name, address and mailbox of who sells, out of the lines that say who writes. */
const reachedAt = (imprint: readonly string[]): string =>
  [...imprint.slice(0, 2), ...imprint.slice(2).filter(line => line.includes('@'))].join(', ')

type Money = (amount: Cents) => string

const amount = (facts: Facts, name: string): Cents => centsIn(facts, name) ?? (0 as Cents)

const amountsOf = (facts: Facts, text: Words, money: Money): Block => {
  const discount = amount(facts, 'discount')
  const goods = listIn(facts, 'lines').map(
    line => [`${textIn(line, 'quantity')} × ${textIn(line, 'name')}`, money(amount(line, 'gross'))] as const,
  )
  const off = discount === 0 ? [] : [[text.voucher(textIn(facts, 'voucher')), money(-discount as Cents)] as const]
  const rates = listIn(facts, 'vat').map(
    row => [text.vat(text.percent(amount(row, 'vatRate'))), money(amount(row, 'vat'))] as const,
  )
  const shipping = [text.shipping, money(amount(facts, 'shipping'))] as const
  const total = [text.total, money(amount(facts, 'total'))] as const
  const paid = creditRows(facts, text, money)
  return { is: 'amounts', rows: [...goods, ...off, shipping, ...rates, total, ...paid], sums: 1 + paid.length }
}

const creditRows = (facts: Facts, text: Words, money: Money): (readonly [string, string])[] => {
  const credit = amount(facts, 'credit')
  if (credit === 0) return []
  const left = sum([amount(facts, 'total'), negative(credit)])
  return [
    [text.credit, money(negative(credit))],
    [text.left, money(left)],
  ]
}

const addresses = (facts: Facts, text: Words, language: Language) => {
  const [delivery, billing] = [
    addressIn(factsIn(facts, 'delivery'), language),
    addressIn(factsIn(facts, 'billing'), language),
  ]
  return [[text.delivery, delivery] as const, [text.billing, billing === delivery ? undefined : billing] as const]
}

export const addressIn = (address: Facts, language: Language): string =>
  [
    textIn(address, 'firmName'),
    textIn(address, 'name'),
    textIn(address, 'street'),
    `${textIn(address, 'postalCode')} ${textIn(address, 'city')}`.trim(),
    countryIn(textIn(address, 'country'), language),
  ]
    .filter(line => line !== '')
    .join('\n')

const countryIn = (country: string, language: Language): string =>
  /^[A-Z]{2}$/u.test(country) ? (new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country) : country

export const paymentOf = (instructions: Facts, text: Words, money: Money): Block[] => {
  const how = textIn(instructions, 'how')
  const days = textIn(instructions, 'withinDays')
  if (how === 'invoice') return [{ is: 'paragraph', text: text.invoice(days) }]
  if (how !== 'prepayment') return []
  const account = factsIn(instructions, 'account')
  const rows = known([
    [text.holder, textIn(account, 'holder')],
    ['IBAN', textIn(account, 'iban')],
    ['BIC', textIn(account, 'bic')],
    [text.reference, textIn(instructions, 'reference')],
  ])
  return [
    { is: 'paragraph', text: text.prepayment(money(amount(instructions, 'amount')), days) },
    { is: 'facts', rows },
  ]
}

export const orderLetters: Readonly<Record<Language, Wordings>> = {
  de: { 'order placed': placed(de, 'de'), 'order on paper': onPaper(de, 'de') },
  en: { 'order placed': placed(en, 'en'), 'order on paper': onPaper(en, 'en') },
}
