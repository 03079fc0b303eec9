import type { Wordings } from '../index.ts'
import { known, listIn, momentIn, textIn } from '../facts.ts'

export const wordsDe: Wordings = {
  'consent asked': (facts, { company, link }) => {
    const sender = facts['isCompany'] === false ? textIn(facts, 'sender') : company
    return {
      subject: `Bitte bestätigen: ${sender} darf Ihnen schreiben`,
      title: 'Es fehlt noch ein Klick',
      blocks: [
        { is: 'paragraph', text: 'Sie, oder jemand mit Ihrer Adresse, haben dem zugestimmt:' },
        { is: 'note', text: `„${textIn(facts, 'text')}“` },
        { is: 'button', label: 'Bestätigen oder ablehnen', url: link(`/consent/${textIn(facts, 'token')}`) },
        {
          is: 'paragraph',
          text: 'Ohne Ihre Bestätigung schreibt Ihnen niemand mit Angeboten. Über denselben Link nehmen Sie Ihre Zustimmung jederzeit zurück.',
        },
        { is: 'note', text: 'Sie waren es nicht? Dann tun Sie nichts: die Frage verfällt nach 14 Tagen.' },
      ],
    }
  },
  'withdrawal received': (facts, { company, formats }) => {
    const at = momentIn(facts, 'receivedAt')
    const part = textIn(facts, 'part')
    const pieces = listIn(facts, 'pieces').map(
      piece => `${textIn(piece, 'quantity')} × Position ${textIn(piece, 'position')}`,
    )
    return {
      subject: `Ihr Widerruf ist eingegangen (${textIn(facts, 'order')})`,
      title: 'Ihr Widerruf ist eingegangen',
      blocks: [
        {
          is: 'paragraph',
          text: `Hiermit bestätigen wir den Eingang des Widerrufs, den Sie gegenüber ${company} erklärt haben. Bitte bewahren Sie diese Bestätigung auf.`,
        },
        {
          is: 'facts',
          rows: known([
            ['Eingegangen', at === undefined ? undefined : `${formats.moment(at)} Uhr`],
            ['Name', textIn(facts, 'name')],
            ['Bestellung', textIn(facts, 'order')],
            ['E-Mail', textIn(facts, 'email')],
            ['Widerrufen', part || pieces.join(', ') || 'der ganze Vertrag'],
            ['Unser Zeichen', textIn(facts, 'id')],
          ]),
        },
        {
          is: 'paragraph',
          text: 'Wir suchen Ihre Bestellung heraus und schreiben Ihnen zu Ware und Rückzahlung. Für den Widerruf selbst brauchen Sie nichts weiter zu tun.',
        },
        { is: 'note', text: 'Sie haben das nicht erklärt? Dann antworten Sie bitte auf diese E-Mail.' },
      ],
    }
  },
}
