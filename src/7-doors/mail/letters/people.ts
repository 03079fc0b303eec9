import type { Language } from '#ground/format'
import type { Letter } from '../letter.ts'
import type { Facts, Tools, Wordings } from '../index.ts'
import { momentIn, textIn } from '../facts.ts'

const en = {
  consent: {
    subject: (sender: string) => `Please confirm: ${sender} may write to you`,
    title: 'One click is missing',
    lead: 'You, or somebody with your address, agreed to this:',
    quoted: (text: string) => `“${text}”`,
    next: 'Without your confirmation nobody writes to you with offers. The same link takes your consent back at any time.',
    button: 'Confirm or decline',
    notYou: 'It was not you? Then do nothing: the question expires in 14 days.',
  },
  invitation: {
    subject: (company: string) => `Please confirm your registration at ${company}`,
    title: 'Was it you?',
    lead: (company: string) =>
      `Somebody registered at ${company} with this e-mail address, following a personal invitation.`,
    until: (day: string) => `Please confirm it by ${day}. Only then are you registered.`,
    button: 'Yes, register me',
    notYou: 'It was not you? Then do nothing: your address is forgotten, and nobody writes to you again.',
  },
}

const de: typeof en = {
  consent: {
    subject: sender => `Bitte bestätigen: ${sender} darf Ihnen schreiben`,
    title: 'Ein Klick fehlt noch',
    lead: 'Sie, oder jemand mit Ihrer Adresse, haben dem zugestimmt:',
    quoted: text => `„${text}“`,
    next: 'Ohne Ihre Bestätigung schreibt Ihnen niemand mit Angeboten. Derselbe Link nimmt die Einwilligung jederzeit zurück.',
    button: 'Bestätigen oder ablehnen',
    notYou: 'Das waren nicht Sie? Dann tun Sie nichts: Die Frage verfällt in 14 Tagen.',
  },
  invitation: {
    subject: company => `Bitte bestätigen Sie Ihre Anmeldung bei ${company}`,
    title: 'Waren Sie das?',
    lead: company =>
      `Mit dieser E-Mail-Adresse hat sich jemand nach einer persönlichen Einladung bei ${company} angemeldet.`,
    until: day => `Bitte bestätigen Sie das bis zum ${day}. Erst dann sind Sie angemeldet.`,
    button: 'Ja, melden Sie mich an',
    notYou:
      'Das waren nicht Sie? Dann tun Sie nichts: Ihre Adresse wird vergessen, und niemand schreibt Ihnen noch einmal.',
  },
}

const consent =
  ({ consent: text }: typeof en) =>
  (facts: Facts, { company, link }: Tools): Letter => {
    const sender = facts['isCompany'] === false ? textIn(facts, 'sender') : company
    return {
      subject: text.subject(sender),
      title: text.title,
      blocks: [
        { is: 'paragraph', text: text.lead },
        { is: 'note', text: text.quoted(textIn(facts, 'text')) },
        { is: 'paragraph', text: text.next },
        { is: 'button', label: text.button, url: link(`/consent/${encodeURIComponent(textIn(facts, 'token'))}`) },
        { is: 'note', text: text.notYou },
      ],
    }
  }

const invitation =
  ({ invitation: text }: typeof en) =>
  (facts: Facts, { company, formats, link }: Tools): Letter => {
    const until = momentIn(facts, 'until')
    return {
      subject: text.subject(company),
      title: text.title,
      blocks: [
        { is: 'paragraph', text: text.lead(company) },
        ...(until === undefined ? [] : [{ is: 'paragraph', text: text.until(formats.day(until)) } as const]),
        { is: 'button', label: text.button, url: link(`/invitation/${encodeURIComponent(textIn(facts, 'token'))}`) },
        { is: 'note', text: text.notYou },
      ],
    }
  }

const kinds = (text: typeof en): Wordings => ({
  'consent asked': consent(text),
  'invitation answered': invitation(text),
})

export const peopleLetters: Readonly<Record<Language, Wordings>> = { de: kinds(de), en: kinds(en) }
