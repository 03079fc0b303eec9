import type { Language } from '#ground/format'
import type { Cents } from '#ground/money'
import type { Letter } from '../letter.ts'
import type { Facts, Tools, Wordings } from '../index.ts'
import { centsIn, known, textIn } from '../facts.ts'
import { orderLink } from './order-link.ts'

const en = {
  invoice: {
    subject: (number: string, company: string) => `Invoice ${number} from ${company}`,
    title: 'Your invoice',
    lead: (order: string) => `The invoice for your order ${order} comes with this e-mail as PDF.`,
  },
  cancellation: {
    subject: (number: string, company: string) => `Cancellation invoice ${number} from ${company}`,
    title: 'Your cancellation invoice',
    lead: (order: string) =>
      `Something of your order ${order} came back. The cancellation invoice comes with this e-mail as PDF.`,
  },
  number: 'Number',
  corrects: 'Corrects invoice',
  order: 'Order',
  total: 'Total',
}

const de: typeof en = {
  invoice: {
    subject: (number, company) => `Rechnung ${number} von ${company}`,
    title: 'Ihre Rechnung',
    lead: order => `Die Rechnung zu Ihrer Bestellung ${order} liegt dieser E-Mail als PDF bei.`,
  },
  cancellation: {
    subject: (number, company) => `Stornorechnung ${number} von ${company}`,
    title: 'Ihre Stornorechnung',
    lead: order =>
      `Aus Ihrer Bestellung ${order} ist etwas zurückgekommen. Die Stornorechnung liegt dieser E-Mail als PDF bei.`,
  },
  number: 'Nummer',
  corrects: 'Berichtigt die Rechnung',
  order: 'Bestellung',
  total: 'Gesamtbetrag',
}

const words: Readonly<Record<Language, typeof en>> = { de, en }

const written =
  (language: Language, kind: 'invoice' | 'cancellation') =>
  (facts: Facts, tools: Tools): Letter => {
    const text = words[language]
    const { company, formats } = tools
    const [number, order, invoice] = [textIn(facts, 'number'), textIn(facts, 'order'), textIn(facts, 'invoice')]
    const total = centsIn(facts, 'total')
    const rows = known([
      [text.number, number],
      [text.corrects, textIn(facts, 'corrects')],
      [text.order, order],
      [text.total, total === undefined ? undefined : formats.money(total satisfies Cents)],
    ])
    return {
      subject: text[kind].subject(number, company),
      title: text[kind].title,
      blocks: [
        { is: 'paragraph', text: text[kind].lead(order) },
        { is: 'facts', rows },
        ...orderLink(facts, language, tools),
      ],
      invoices: invoice === '' ? [] : [invoice],
    }
  }

const kinds = (language: Language): Wordings => ({
  'invoice written': written(language, 'invoice'),
  'cancellation written': written(language, 'cancellation'),
})

export const invoiceLetters: Readonly<Record<Language, Wordings>> = { de: kinds('de'), en: kinds('en') }
