import type { Wordings } from '../index.ts'
import { known, listIn, momentIn, textIn } from '../facts.ts'

export const wordsEn: Wordings = {
  'consent asked': (facts, { company, link }) => {
    const sender = facts['isCompany'] === false ? textIn(facts, 'sender') : company
    return {
      subject: `Please confirm: ${sender} may write to you`,
      title: 'One click is missing',
      blocks: [
        { is: 'paragraph', text: `You, or somebody with your address, agreed to this:` },
        { is: 'note', text: `“${textIn(facts, 'text')}”` },
        { is: 'button', label: 'Confirm or decline', url: link(`/consent/${textIn(facts, 'token')}`) },
        {
          is: 'paragraph',
          text: 'Without your confirmation nobody will write to you with offers. The same link takes your consent back at any time.',
        },
        { is: 'note', text: 'It was not you? Then do nothing: the question expires in 14 days.' },
      ],
    }
  },
  'withdrawal received': (facts, { company, formats }) => {
    const at = momentIn(facts, 'receivedAt')
    const part = textIn(facts, 'part')
    const pieces = listIn(facts, 'pieces').map(
      piece => `${textIn(piece, 'quantity')} × line ${textIn(piece, 'position')}`,
    )
    return {
      subject: `We have received your withdrawal (${textIn(facts, 'order')})`,
      title: 'Your withdrawal has arrived',
      blocks: [
        {
          is: 'paragraph',
          text: `This is the receipt for the withdrawal that you declared to ${company}. Please keep it.`,
        },
        {
          is: 'facts',
          rows: known([
            ['Received', at === undefined ? undefined : formats.moment(at)],
            ['Name', textIn(facts, 'name')],
            ['Order', textIn(facts, 'order')],
            ['E-mail', textIn(facts, 'email')],
            ['Withdrawn', part || pieces.join(', ') || 'the whole contract'],
            ['Our number', textIn(facts, 'id')],
          ]),
        },
        {
          is: 'paragraph',
          text: 'We look for your order and will write to you about the goods and the refund. You need not do anything more to withdraw.',
        },
        { is: 'note', text: 'It was not you who declared this? Then please answer this e-mail.' },
      ],
    }
  },
}
