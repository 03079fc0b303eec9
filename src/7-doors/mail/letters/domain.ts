import type { Language } from '#ground/format'
import type { Letter } from '../letter.ts'
import type { Facts, Tools, Wordings } from '../index.ts'
import { factsIn, known, momentIn, textIn } from '../facts.ts'

const en = {
  missing: {
    subject: (domain: string) => `The record of ${domain} is missing`,
    title: 'The record of your domain is missing',
    lead: (domain: string) => `We no longer find the record that proves that ${domain} is yours.`,
    next: (day: string) =>
      `If it is still missing on ${day}, the domain leads to your page no more. Please add it where you manage the domain:`,
  },
  lost: {
    subject: (domain: string) => `${domain} leads to your page no more`,
    title: 'Your domain leads to your page no more',
    lead: (domain: string) =>
      `The record that proves that ${domain} is yours was missing for several days. So the domain leads to your page no more.`,
    next: () => 'Add the record again and let it be checked under “My page”; then it works at once:',
  },
  type: 'Type',
  name: 'Name',
  value: 'Value',
}

const de: typeof en = {
  missing: {
    subject: domain => `Der Eintrag von ${domain} fehlt`,
    title: 'Der Eintrag Ihrer Domain fehlt',
    lead: domain => `Wir finden den Eintrag nicht mehr, der beweist, dass ${domain} Ihnen gehört.`,
    next: day =>
      `Fehlt er am ${day} noch immer, führt die Domain nicht mehr zu Ihrer Seite. Bitte legen Sie ihn dort an, wo Sie die Domain verwalten:`,
  },
  lost: {
    subject: domain => `${domain} führt nicht mehr zu Ihrer Seite`,
    title: 'Ihre Domain führt nicht mehr zu Ihrer Seite',
    lead: domain =>
      `Der Eintrag, der beweist, dass ${domain} Ihnen gehört, fehlte mehrere Tage. Die Domain führt deshalb nicht mehr zu Ihrer Seite.`,
    next: () => 'Legen Sie den Eintrag wieder an und lassen Sie ihn unter „Meine Seite“ prüfen; dann gilt er sofort:',
  },
  type: 'Art',
  name: 'Name',
  value: 'Wert',
}

const letter =
  (text: typeof en, kind: 'missing' | 'lost') =>
  (facts: Facts, { formats }: Tools): Letter => {
    const [domain, until, record] = [textIn(facts, 'domain'), momentIn(facts, 'until'), factsIn(facts, 'record')]
    const { subject, title, lead, next } = text[kind]
    const rows = known([
      [text.type, 'TXT'],
      [text.name, textIn(record, 'name')],
      [text.value, textIn(record, 'value')],
    ])
    return {
      subject: subject(domain),
      title,
      blocks: [
        { is: 'paragraph', text: lead(domain) },
        { is: 'paragraph', text: next(until === undefined ? '' : formats.day(until)) },
        { is: 'facts', rows },
      ],
    }
  }

const kinds = (text: typeof en): Wordings => ({
  'domain proof missing': letter(text, 'missing'),
  'domain lost': letter(text, 'lost'),
})

/** What a partner is told of his own domain. */
export const domainLetters: Readonly<Record<Language, Wordings>> = { de: kinds(de), en: kinds(en) }
