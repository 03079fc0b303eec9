import type { Language } from '#ground/format'
import type { Letter } from '../letter.ts'
import type { Facts, Tools, Wordings } from '../index.ts'
import { textIn } from '../facts.ts'

const en = {
  opened: {
    subject: (company: string) => `Please confirm your account at ${company}`,
    title: 'One click is missing',
    lead: (company: string) => `An account was opened at ${company} with this e-mail address.`,
    button: 'Confirm my e-mail address',
    note: 'The link works for two days. It was not you? Then do nothing: without this click nobody can sign in.',
  },
  there: {
    subject: (company: string) => `Your account at ${company}`,
    title: 'You have an account already',
    lead: (company: string) =>
      `Somebody wanted to open an account at ${company} with this e-mail address. You have one already: simply sign in.`,
    button: 'Sign in',
    note: 'It was not you? Then you need not do anything: nothing has changed. If you forgot your password, choose a new one on that page.',
  },
  forgotten: {
    subject: (company: string) => `Your new password at ${company}`,
    title: 'Choose a new password',
    lead: (company: string) => `Somebody asked for a new password for your account at ${company}.`,
    button: 'Choose a new password',
    note: 'The link works once, and for two days. It was not you? Then do nothing: your password stays as it is.',
  },
}

const de: typeof en = {
  opened: {
    subject: company => `Bitte bestätigen Sie Ihr Konto bei ${company}`,
    title: 'Ein Klick fehlt noch',
    lead: company => `Mit dieser E-Mail-Adresse wurde bei ${company} ein Konto eröffnet.`,
    button: 'E-Mail-Adresse bestätigen',
    note: 'Der Link gilt zwei Tage. Das waren nicht Sie? Dann tun Sie nichts: Ohne diesen Klick kann sich niemand anmelden.',
  },
  there: {
    subject: company => `Ihr Konto bei ${company}`,
    title: 'Sie haben schon ein Konto',
    lead: company =>
      `Jemand wollte bei ${company} mit dieser E-Mail-Adresse ein Konto eröffnen. Sie haben schon eines: Melden Sie sich einfach an.`,
    button: 'Anmelden',
    note: 'Das waren nicht Sie? Dann müssen Sie nichts tun: Es hat sich nichts geändert. Haben Sie Ihr Passwort vergessen, wählen Sie auf der Seite ein neues.',
  },
  forgotten: {
    subject: company => `Ihr neues Passwort bei ${company}`,
    title: 'Neues Passwort wählen',
    lead: company => `Jemand hat für Ihr Konto bei ${company} ein neues Passwort verlangt.`,
    button: 'Neues Passwort wählen',
    note: 'Der Link gilt einmal und zwei Tage lang. Das waren nicht Sie? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
  },
}

type Text = (typeof en)['opened']

const letter =
  (text: Text, pathOf: (facts: Facts) => string) =>
  (facts: Facts, { company, link }: Tools): Letter => ({
    subject: text.subject(company),
    title: text.title,
    blocks: [
      { is: 'paragraph', text: text.lead(company) },
      { is: 'button', label: text.button, url: link(pathOf(facts)) },
      { is: 'note', text: text.note },
    ],
  })

const wordIn = (facts: Facts) => encodeURIComponent(textIn(facts, 'word'))

const kinds = (text: typeof en): Wordings => ({
  'account opened': letter(text.opened, facts => `/confirm/${wordIn(facts)}`),
  'account there': letter(text.there, () => '/login'),
  'password forgotten': letter(text.forgotten, facts => `/password/${wordIn(facts)}`),
})

/** What whoever opens an account, or forgot its password, is told in his own mailbox. */
export const accountLetters: Readonly<Record<Language, Wordings>> = { de: kinds(de), en: kinds(en) }
