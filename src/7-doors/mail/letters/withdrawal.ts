import { buttonWords } from '#sales/withdrawal'
import type { Facts, Tools, Wordings } from '../index.ts'
import { known, listIn, momentIn, textIn } from '../facts.ts'

const en = {
  subject: (order: string) => `We have received your withdrawal (${order})`,
  title: 'Your withdrawal has arrived',
  lead: (company: string) => `This is the receipt for the withdrawal that you declared to ${company}. Please keep it.`,
  received: 'Received',
  moment: (text: string) => text,
  name: 'Name',
  order: 'Order',
  email: 'E-mail',
  withdrawn: 'Withdrawn',
  everything: 'the whole contract',
  piece: (quantity: string, position: string) => `${quantity} × line ${position}`,
  number: 'Our number',
  next: 'We look for your order and will write to you about the goods and the refund. You need not do anything more to withdraw.',
  notYou: 'It was not you who declared this? Then please answer this e-mail.',
}

const de: typeof en = {
  subject: order => `Ihr Widerruf ist eingegangen (${order})`,
  title: 'Ihr Widerruf ist eingegangen',
  lead: company =>
    `Hiermit bestätigen wir den Eingang des Widerrufs, den Sie gegenüber ${company} erklärt haben. Bitte bewahren Sie diese Bestätigung auf.`,
  received: 'Eingegangen',
  moment: text => `${text} Uhr`,
  name: 'Name',
  order: 'Bestellung',
  email: 'E-Mail',
  withdrawn: 'Widerrufen',
  everything: 'der ganze Vertrag',
  piece: (quantity, position) => `${quantity} × Position ${position}`,
  number: 'Unser Zeichen',
  next: 'Wir suchen Ihre Bestellung heraus und schreiben Ihnen zu Ware und Rückzahlung. Für den Widerruf selbst brauchen Sie nichts weiter zu tun.',
  notYou: 'Sie haben das nicht erklärt? Dann antworten Sie bitte auf diese E-Mail.',
}

/** § 356a (4) BGB: the content of the withdrawal, the day and the time it arrived. */
const receipt =
  (text: typeof en) =>
  (facts: Facts, { company, formats }: Tools) => {
    const at = momentIn(facts, 'receivedAt')
    const pieces = listIn(facts, 'pieces').map(piece =>
      text.piece(textIn(piece, 'quantity'), textIn(piece, 'position')),
    )
    const rows = known([
      [text.received, at && text.moment(formats.moment(at))],
      [text.name, textIn(facts, 'name')],
      [text.order, textIn(facts, 'order')],
      [text.email, textIn(facts, 'email')],
      [text.withdrawn, textIn(facts, 'part') || pieces.join(', ') || text.everything],
      [text.number, textIn(facts, 'id')],
    ])
    return {
      subject: text.subject(textIn(facts, 'order')),
      title: text.title,
      blocks: [
        { is: 'paragraph', text: text.lead(company) },
        { is: 'facts', rows },
        { is: 'paragraph', text: text.next },
        { is: 'note', text: text.notYou },
      ] as const,
    }
  }

const kinds = (text: typeof en): Wordings => ({ 'withdrawal received': receipt(text) })

export const withdrawalLetters = { de: kinds(de), en: kinds(en) }

/** What a confirmation of an order says of the right to withdraw (§ 312f (2), Article 246a § 1 (2) EGBGB). */
export const withdrawalNotice = {
  de: (days: number, url: string) =>
    `Widerrufsbelehrung: Sie können diesen Vertrag binnen ${days} Tagen ohne Angabe von Gründen widerrufen. Die Frist beginnt an dem Tag, an dem Sie oder ein von Ihnen benannter Dritter, der nicht der Beförderer ist, die letzte Ware erhalten haben. Es genügt eine eindeutige Erklärung vor Ablauf der Frist: online unter „${buttonWords.declare.de}“ (${url}), per E-Mail oder Brief an die Anschrift unten. Wir zahlen dann alles einschließlich der Kosten der Standardlieferung spätestens 14 Tage nach Eingang des Widerrufs zurück, sobald die Ware zurück ist oder Sie ihre Absendung nachweisen. Senden Sie die Ware binnen 14 Tagen ab dem Widerruf zurück; die unmittelbaren Kosten der Rücksendung tragen Sie.`,
  en: (days: number, url: string) =>
    `Right of withdrawal: you may withdraw from this contract within ${days} days without giving a reason. The period begins on the day on which you, or somebody named by you who is not the carrier, received the last of the goods. A clear statement before its end is enough: online at “${buttonWords.declare.en}” (${url}), by e-mail or by letter to the address below. We then pay back everything, standard delivery included, at the latest 14 days after your withdrawal arrived, as soon as the goods are back or you have shown that you sent them. Send the goods back within 14 days of your withdrawal; you bear the direct cost of sending them.`,
} as const

// To write on by hand.
const line = '_'.repeat(60)

/** The model form of withdrawal, word for word (Annex 2 to Article 246a EGBGB), for an order of goods. */
export const withdrawalForm = {
  de: (number: string, seller: string) => `Muster-Widerrufsformular
(Wenn Sie den Vertrag widerrufen wollen, dann füllen Sie bitte dieses Formular aus und senden Sie es zurück.)
– An ${seller}:
– Hiermit widerrufe(n) ich/wir (*) den von mir/uns (*) abgeschlossenen Vertrag über den Kauf der folgenden Waren (*), Bestellung ${number}:
${line}
– Bestellt am (*)/erhalten am (*):
${line}
– Name des/der Verbraucher(s):
${line}
– Anschrift des/der Verbraucher(s):
${line}
– Unterschrift des/der Verbraucher(s) (nur bei Mitteilung auf Papier):
${line}
– Datum:
${line}
(*) Unzutreffendes streichen.`,
  en: (number: string, seller: string) => `Model withdrawal form
(Complete and return this form only if you wish to withdraw from the contract.)
– To ${seller}:
– I/We (*) hereby give notice that I/We (*) withdraw from my/our (*) contract of sale of the following goods (*), order ${number}:
${line}
– Ordered on (*)/received on (*):
${line}
– Name of consumer(s):
${line}
– Address of consumer(s):
${line}
– Signature of consumer(s) (only if this form is notified on paper):
${line}
– Date:
${line}
(*) Delete as appropriate.`,
} as const
