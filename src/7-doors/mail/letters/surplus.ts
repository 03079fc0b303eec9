import type { Language } from '#ground/format'
import type { Facts, Tools, Wordings } from '../index.ts'
import { centsIn, known, textIn } from '../facts.ts'
import type { Block, Letter } from '../letter.ts'
import { orderLink } from './order-link.ts'

const en = {
  order: 'Order',
  amount: 'Amount',
  came: {
    subject: (number: string) => `Money nobody owed: order ${number}`,
    title: 'A payment came for an order that owed nothing',
    paidBefore: (number: string) =>
      `For order ${number} money came by the payment provider, although it is marked as paid already. It is kept until you decide: pay it back, or keep it as credit.`,
    cancelled: (number: string) =>
      `For order ${number} money came by the payment provider after it had been cancelled. It goes back by itself; the buyer is told.`,
    where: 'You find it under Orders, Payments without a debt.',
  },
  refunded: {
    subject: (number: string) => `We pay your money back (order ${number})`,
    title: 'We pay your money back',
    text: (number: string) =>
      `Your payment for order ${number} came although nothing was owed for it any more: it was paid before, or cancelled. We send the whole amount back the way it came. That can take a few days.`,
  },
  rest: (number: string) =>
    `We send back what was left of your credit from order ${number}, the way it came. That can take a few days.`,
  kept: {
    subject: (number: string) => `Your credit (order ${number})`,
    title: 'We keep your payment as credit',
    text: (number: string) =>
      `Your payment for order ${number} came although the order was paid already. We keep the amount as credit: sign in at your next order, and you can pay with it, wholly or in part. If you would rather have it back, please answer this e-mail.`,
  },
}

const de: typeof en = {
  order: 'Bestellung',
  amount: 'Betrag',
  came: {
    subject: number => `Geld ohne Forderung: Bestellung ${number}`,
    title: 'Eine Zahlung kam für eine Bestellung, die nichts mehr schuldete',
    paidBefore: number =>
      `Für die Bestellung ${number} kam Geld über den Zahlungsdienst, obwohl sie schon als bezahlt markiert ist. Es bleibt liegen, bis Sie entscheiden: zurückzahlen oder als Guthaben behalten.`,
    cancelled: number =>
      `Für die Bestellung ${number} kam Geld über den Zahlungsdienst, nachdem sie storniert war. Es geht von selbst zurück; der Käufer erfährt es.`,
    where: 'Sie finden es unter Bestellungen, Zahlungen ohne Forderung.',
  },
  refunded: {
    subject: number => `Wir zahlen Ihr Geld zurück (Bestellung ${number})`,
    title: 'Wir zahlen Ihr Geld zurück',
    text: number =>
      `Ihre Zahlung für die Bestellung ${number} kam, obwohl dafür nichts mehr offen war: Sie war schon bezahlt oder storniert. Wir schicken den ganzen Betrag auf demselben Weg zurück. Das kann einige Tage dauern.`,
  },
  rest: number =>
    `Wir schicken zurück, was von Ihrem Guthaben aus der Bestellung ${number} übrig war, auf dem Weg, auf dem es kam. Das kann einige Tage dauern.`,
  kept: {
    subject: number => `Ihr Guthaben (Bestellung ${number})`,
    title: 'Wir behalten Ihre Zahlung als Guthaben',
    text: number =>
      `Ihre Zahlung für die Bestellung ${number} kam, obwohl diese schon bezahlt war. Wir behalten den Betrag als Guthaben: Melden Sie sich bei der nächsten Bestellung an, dann können Sie damit zahlen, ganz oder zum Teil. Möchten Sie ihn lieber zurück, antworten Sie bitte auf diese E-Mail.`,
  },
}

type Words = typeof en

const words: Readonly<Record<Language, Words>> = { de, en }

const rowsOf = (text: Words, facts: Facts, { formats }: Tools): Block => {
  const amount = centsIn(facts, 'amount')
  const rows = known([
    [text.order, textIn(facts, 'number')],
    [text.amount, amount === undefined ? undefined : formats.money(amount)],
  ])
  return { is: 'facts', rows }
}

const came =
  (text: Words) =>
  (facts: Facts, tools: Tools): Letter => {
    const number = textIn(facts, 'number')
    const said = textIn(facts, 'why') === 'cancelled' ? text.came.cancelled : text.came.paidBefore
    return {
      subject: text.came.subject(number),
      title: text.came.title,
      blocks: [
        { is: 'paragraph', text: said(number) },
        rowsOf(text, facts, tools),
        { is: 'note', text: text.came.where },
      ],
    }
  }

const toBuyer =
  (language: Language, what: 'refunded' | 'kept') =>
  (facts: Facts, tools: Tools): Letter => {
    const text = words[language]
    const { subject, title, text: say } = text[what]
    const number = textIn(facts, 'number')
    return {
      subject: subject(number),
      title,
      blocks: [
        { is: 'paragraph', text: facts['isRest'] === true ? text.rest(number) : say(number) },
        rowsOf(text, facts, tools),
        ...orderLink(facts, language, tools),
      ],
    }
  }

const kinds = (language: Language): Wordings => ({
  'surplus came': came(words[language]),
  'surplus refunded': toBuyer(language, 'refunded'),
  'surplus kept': toBuyer(language, 'kept'),
})

export const surplusLetters = { de: kinds('de'), en: kinds('en') }
