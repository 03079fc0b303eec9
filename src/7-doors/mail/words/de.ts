import type { Wordings } from '../index.ts'
import { known, listIn, momentIn, textIn } from '../facts.ts'

export const wordsDe: Wordings = {
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
