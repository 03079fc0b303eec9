import type { Language } from '#ground/format'
import { wiped } from '#ground/message'
import type { Facts, Tools, Wordings } from '../index.ts'
import { momentIn, textIn } from '../facts.ts'
import type { Block } from '../letter.ts'

const en = {
  open: 'Open the order',
  note: (day: string) =>
    `${day === '' ? '' : `The link works until ${day}. `}Whoever has it sees the order without signing in, so please keep it to yourself. There you can also withdraw from the contract.`,
  subject: (number: string, company: string) => `The way to your order ${number} at ${company}`,
  title: 'Your new link',
  lead: (number: string) =>
    `Somebody opened an old link to your order ${number}, and asked for a new one. If it was not you, you need not do anything.`,
}

const de: typeof en = {
  open: 'Bestellung öffnen',
  note: day =>
    `${day === '' ? '' : `Der Link gilt bis ${day}. `}Wer ihn hat, sieht die Bestellung ohne Anmeldung; bitte geben Sie ihn nicht weiter. Dort können Sie den Vertrag auch widerrufen.`,
  subject: (number, company) => `Der Weg zu Ihrer Bestellung ${number} bei ${company}`,
  title: 'Ihr neuer Link',
  lead: number =>
    `Jemand hat einen alten Link zu Ihrer Bestellung ${number} geöffnet und einen neuen verlangt. Waren Sie das nicht, müssen Sie nichts tun.`,
}

const words: Readonly<Record<Language, typeof en>> = { de, en }

/** The way to the order's page, in every letter about it, as long as the letter's link works. */
export const orderLink = (
  facts: Facts,
  language: Language,
  { link, formats }: Pick<Tools, 'link' | 'formats'>,
): Block[] => {
  const url = textIn(facts, 'url')
  if (url === '' || url === wiped) return []
  const until = momentIn(facts, 'urlUntil')
  const text = words[language]
  return [
    { is: 'button', label: text.open, url: link(url) },
    { is: 'note', text: text.note(until === undefined ? '' : formats.dayShort(until)) },
  ]
}

const kinds = (language: Language): Wordings => ({
  'order link': (facts, tools) => {
    const [text, number] = [words[language], textIn(facts, 'number')]
    return {
      subject: text.subject(number, tools.company),
      title: text.title,
      blocks: [{ is: 'paragraph', text: text.lead(number) }, ...orderLink(facts, language, tools)],
    }
  },
})

export const orderLinkLetters: Readonly<Record<Language, Wordings>> = { de: kinds('de'), en: kinds('en') }
