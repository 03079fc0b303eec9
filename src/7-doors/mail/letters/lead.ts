import type { Language } from '#ground/format'
import type { Letter } from '../letter.ts'
import type { Facts, Wordings } from '../index.ts'
import { known, textIn } from '../facts.ts'

const en = {
  offered: {
    subject: (giver: string) => `${giver} would like to pass a prospect on to you`,
    title: 'A prospect for you',
    lead: (giver: string) =>
      `${giver} would like to pass a prospect on to you. Accept or decline under “Leads” on your pages; name and address you see once you accept.`,
  },
  accepted: {
    subject: (contact: string) => `${contact} was accepted`,
    title: 'Your lead was accepted',
    lead: (receiver: string, contact: string) =>
      `${receiver} has accepted ${contact} and looks after this prospect from now on.`,
  },
  declined: {
    subject: (contact: string) => `${contact} was declined`,
    title: 'Your lead was declined',
    lead: (receiver: string, contact: string) => `${receiver} has declined ${contact}. The prospect stays yours.`,
  },
  town: 'Town',
  note: 'Note',
}

const de: typeof en = {
  offered: {
    subject: giver => `${giver} möchte Ihnen einen Interessenten weitergeben`,
    title: 'Ein Interessent für Sie',
    lead: giver =>
      `${giver} möchte Ihnen einen Interessenten weitergeben. Nehmen Sie auf Ihren Seiten unter „Leads“ an oder lehnen Sie ab; Name und Anschrift sehen Sie, sobald Sie annehmen.`,
  },
  accepted: {
    subject: contact => `${contact} wurde angenommen`,
    title: 'Ihr Lead wurde angenommen',
    lead: (receiver, contact) =>
      `${receiver} hat ${contact} angenommen und kümmert sich ab jetzt um diesen Interessenten.`,
  },
  declined: {
    subject: contact => `${contact} wurde abgelehnt`,
    title: 'Ihr Lead wurde abgelehnt',
    lead: (receiver, contact) => `${receiver} hat ${contact} abgelehnt. Der Interessent bleibt Ihrer.`,
  },
  town: 'Ort',
  note: 'Notiz',
}

const offered =
  (text: typeof en) =>
  (facts: Facts): Letter => {
    const giver = textIn(facts, 'giver')
    const rows = known([
      [text.town, textIn(facts, 'town')],
      [text.note, textIn(facts, 'note')],
    ])
    return {
      subject: text.offered.subject(giver),
      title: text.offered.title,
      blocks: [
        { is: 'paragraph', text: text.offered.lead(giver) },
        ...(rows.length > 0 ? [{ is: 'facts', rows } as const] : []),
      ],
    }
  }

const answered =
  (text: typeof en, kind: 'accepted' | 'declined') =>
  (facts: Facts): Letter => {
    const [receiver, contact] = [textIn(facts, 'receiver'), textIn(facts, 'contact')]
    return {
      subject: text[kind].subject(contact),
      title: text[kind].title,
      blocks: [{ is: 'paragraph', text: text[kind].lead(receiver, contact) }],
    }
  }

const kinds = (text: typeof en): Wordings => ({
  'lead offered': offered(text),
  'lead accepted': answered(text, 'accepted'),
  'lead declined': answered(text, 'declined'),
})

/** What partners tell each other of leads. */
export const leadLetters: Readonly<Record<Language, Wordings>> = { de: kinds(de), en: kinds(en) }
