import type { Language } from '#ground/format'
import type { Block, Letter } from '../letter.ts'
import type { Facts, Tools, Wordings } from '../index.ts'
import { centsIn, factsIn, listIn, known, textIn } from '../facts.ts'
import { orderLink } from './order-link.ts'
import { addressIn, orderWords, paymentOf } from './order.ts'

const en = {
  paid: {
    subject: (number: string, company: string) => `We have your payment for order ${number} at ${company}`,
    title: 'Thank you, your payment is here',
    lead: (amount: string, number: string) => `We have received ${amount} for your order ${number}.`,
    next: 'Your order is sent as soon as it is packed. You hear from us then.',
  },
  shipped: {
    subject: (number: string, company: string) => `Your order ${number} from ${company} is on its way`,
    title: 'Your order is on its way',
    lead: (number: string) => `We have sent your order ${number}.`,
    delivery: 'Goes to',
    back: 'Withdraw from the contract',
    backNote: 'Something is not as it should be? Answer this letter, or take back your order here.',
  },
  cancelled: {
    subject: (number: string, company: string) => `Your order ${number} at ${company} was cancelled`,
    subjectOfPart: (number: string, company: string) => `Something of your order ${number} at ${company} was cancelled`,
    title: 'Your order was cancelled',
    titleOfPart: 'Something of your order was cancelled',
    lead: (number: string) => `We have cancelled your order ${number}:`,
    leadOfPart: (number: string) => `This was cancelled of your order ${number}; everything else stays ordered:`,
    refund: (amount: string) => `You get back ${amount}. We transfer it to you within 14 days.`,
    refundByProvider: (amount: string) => `You get back ${amount}, the way you paid. It may take some days to arrive.`,
    credit: (amount: string) => `${amount} go back to your credit at once.`,
    nothingToPay: 'You need not pay anything. If you have paid meanwhile, you get your money back.',
    left: (amount: string) => `${amount} are left to pay.`,
  },
  pieces: 'What',
}

const de: typeof en = {
  paid: {
    subject: (number, company) => `Ihre Zahlung zur Bestellung ${number} bei ${company} ist da`,
    title: 'Danke, Ihre Zahlung ist eingegangen',
    lead: (amount, number) => `Wir haben ${amount} für Ihre Bestellung ${number} erhalten.`,
    next: 'Wir versenden Ihre Bestellung, sobald sie gepackt ist. Dann hören Sie wieder von uns.',
  },
  shipped: {
    subject: (number, company) => `Ihre Bestellung ${number} von ${company} ist unterwegs`,
    title: 'Ihre Bestellung ist unterwegs',
    lead: number => `Wir haben Ihre Bestellung ${number} versandt.`,
    delivery: 'Geht an',
    back: 'Vertrag widerrufen',
    backNote: 'Etwas ist nicht in Ordnung? Antworten Sie auf diese Mail, oder widerrufen Sie Ihre Bestellung hier.',
  },
  cancelled: {
    subject: (number, company) => `Ihre Bestellung ${number} bei ${company} wurde storniert`,
    subjectOfPart: (number, company) => `Ein Teil Ihrer Bestellung ${number} bei ${company} wurde storniert`,
    title: 'Ihre Bestellung wurde storniert',
    titleOfPart: 'Ein Teil Ihrer Bestellung wurde storniert',
    lead: number => `Wir haben Ihre Bestellung ${number} storniert:`,
    leadOfPart: number => `Aus Ihrer Bestellung ${number} wurde storniert; alles andere bleibt bestellt:`,
    refund: amount => `Sie bekommen ${amount} zurück. Wir überweisen den Betrag innerhalb von 14 Tagen.`,
    refundByProvider: amount =>
      `Sie bekommen ${amount} zurück, auf dem Weg, auf dem Sie gezahlt haben. Das kann einige Tage dauern.`,
    credit: amount => `${amount} gehen gleich auf Ihr Guthaben zurück.`,
    nothingToPay: 'Sie müssen nichts bezahlen. Haben Sie inzwischen gezahlt, bekommen Sie Ihr Geld zurück.',
    left: amount => `Zu zahlen bleiben ${amount}.`,
  },
  pieces: 'Was',
}

type Text = typeof en

const paragraph = (text: string): Block => ({ is: 'paragraph', text })

const piecesIn = (facts: Facts, label: string): Block => ({
  is: 'facts',
  rows: known([
    [
      label,
      listIn(facts, 'lines')
        .map(line => `${textIn(line, 'quantity')} × ${textIn(line, 'name')}`)
        .join('\n'),
    ],
  ]),
})

const moneyIn = (facts: Facts, name: string, { formats }: Tools): string => {
  const amount = centsIn(facts, name)
  return amount === undefined || amount === 0 ? '' : formats.money(amount)
}

const paid =
  ({ paid: text }: Text, language: Language) =>
  (facts: Facts, tools: Tools): Letter => {
    const number = textIn(facts, 'number')
    return {
      subject: text.subject(number, tools.company),
      title: text.title,
      blocks: [
        paragraph(text.lead(moneyIn(facts, 'amount', tools), number)),
        ...(facts['isShipped'] === true ? [] : [paragraph(text.next)]),
        ...orderLink(facts, language, tools),
      ],
    }
  }

const shipped =
  ({ shipped: text, pieces }: Text, language: Language) =>
  (facts: Facts, tools: Tools): Letter => {
    const number = textIn(facts, 'number')
    return {
      subject: text.subject(number, tools.company),
      title: text.title,
      blocks: [
        paragraph(text.lead(number)),
        piecesIn(facts, pieces),
        { is: 'facts', rows: known([[text.delivery, addressIn(factsIn(facts, 'delivery'), language)]]) },
        ...orderLink(facts, language, tools),
        { is: 'note', text: text.backNote },
        { is: 'button', label: text.back, url: tools.link('/withdrawal') },
      ],
    }
  }

const cancelled =
  ({ cancelled: text, pieces }: Text, language: Language) =>
  (facts: Facts, tools: Tools): Letter => {
    const number = textIn(facts, 'number')
    const isPart = facts['isWhole'] === false
    const subject = isPart ? text.subjectOfPart : text.subject
    return {
      subject: subject(number, tools.company),
      title: isPart ? text.titleOfPart : text.title,
      blocks: [
        paragraph((isPart ? text.leadOfPart : text.lead)(number)),
        piecesIn(facts, pieces),
        ...creditAfter(facts, text, tools),
        ...moneyAfter(facts, text, tools),
        ...paymentOf(factsIn(facts, 'instructions'), orderWords[language], tools.formats.money),
        ...orderLink(facts, language, tools),
      ],
    }
  }

const creditAfter = (facts: Facts, text: Text['cancelled'], tools: Tools): Block[] => {
  const credit = moneyIn(facts, 'credit', tools)
  return credit === '' ? [] : [paragraph(text.credit(credit))]
}

const moneyAfter = (facts: Facts, text: Text['cancelled'], tools: Tools): Block[] => {
  const [refund, left] = [moneyIn(facts, 'refund', tools), moneyIn(facts, 'left', tools)]
  if (refund !== '')
    return [paragraph(facts['isRefundedByProvider'] === true ? text.refundByProvider(refund) : text.refund(refund))]
  if (left !== '') return [paragraph(text.left(left))]
  return facts['isWhole'] === true ? [paragraph(text.nothingToPay)] : []
}

const kinds = (text: Text, language: Language): Wordings => ({
  'order paid': paid(text, language),
  'order shipped': shipped(text, language),
  'order cancelled': cancelled(text, language),
})

/** What becomes of an order after it was placed. */
export const orderNewsLetters: Readonly<Record<Language, Wordings>> = { de: kinds(de, 'de'), en: kinds(en, 'en') }
