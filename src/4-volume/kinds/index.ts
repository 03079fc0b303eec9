import { whoseCustomers, type WhoseCustomers } from '#people/structure'

export const kinds = ['personal', 'customers', 'own', 'team', 'firstLine', 'line'] as const

/** A kind of volume. Each is a sum of entries of one period, in money or in points. */
export type Kind = (typeof kinds)[number]

export const moments = ['order', 'period end'] as const

/**
 * Whose turnover an entry is, decided by the structure
 * - `order`: when the order became turnover; a return goes to the owner that its order had
 * - `period end`: at the end of the period the order belongs to
 */
export type Moment = (typeof moments)[number]

/** How a company reads Eigenumsatz: whose customers count as a partner's, and at which moment that is looked at. */
export type Reading = { readonly whose: WhoseCustomers; readonly moment: Moment }

export const defaultReading: Reading = { whose: 'nearest', moment: 'order' }

/** All six readings, the default first. */
export const readings: readonly Reading[] = ['nearest', 'direct', 'recruited'].flatMap(whose =>
  moments.map(moment => ({ whose: whose as WhoseCustomers, moment })),
)

/** "nearest/order", "direct/period-end": for settings, files and addresses. */
export const printReading = ({ whose, moment }: Reading): string => `${whose}/${moment.replace(' ', '-')}`

/** Undefined when the text is no reading such as "nearest/order" or "direct/period-end". */
export const parseReading = (text: string): Reading | undefined => {
  const [whose, moment, ...rest] = text.trim().split('/')
  const found = {
    whose: whoseCustomers.find(known => known === whose),
    moment: moments.find(known => known === moment?.replace('-', ' ')),
  }
  if (found.whose === undefined || found.moment === undefined || rest.length > 0) return undefined
  return { whose: found.whose, moment: found.moment }
}

export type Language = 'de' | 'en'

export type KindWords = {
  readonly name: string
  /** One sentence: what is summed. */
  readonly definition: string
}

/** What people call each kind, and the sentence that defines it. */
export const wordsOfKinds: Readonly<Record<Language, Readonly<Record<Kind, KindWords>>>> = {
  de: {
    personal: {
      name: 'Persönlicher Umsatz',
      definition: 'Alles, was die Adresse selbst im Zeitraum erzeugt hat, abzüglich ihrer Rückgaben.',
    },
    customers: {
      name: 'Endkundenumsatz',
      definition: 'Der persönliche Umsatz aller Kunden, die dem Partner gehören.',
    },
    own: {
      name: 'Eigenumsatz',
      definition: 'Der persönliche Umsatz des Partners und der ganze persönliche Umsatz seiner Kunden.',
    },
    team: {
      name: 'Teamumsatz',
      definition: 'Der Eigenumsatz des Partners und aller unter ihm, wie sie am Ende des Zeitraums stehen.',
    },
    firstLine: {
      name: 'Erstlinienumsatz',
      definition: 'Der Eigenumsatz der Partner, deren nächster Partner aufwärts er ist.',
    },
    line: {
      name: 'Linienumsatz',
      definition: 'Der Teamumsatz eines Partners der Erstlinie: sein Eigenumsatz und der aller unter ihm.',
    },
  },
  en: {
    personal: {
      name: 'Personal volume',
      definition: 'Everything the address itself generated in the period, less its returns.',
    },
    customers: {
      name: 'Customer volume',
      definition: 'The personal volume of all customers the partner owns.',
    },
    own: {
      name: 'Own volume',
      definition: 'The personal volume of the partner and the whole personal volume of his customers.',
    },
    team: {
      name: 'Team volume',
      definition: "The own volume of the partner and of everybody below him, as they stand at the period's end.",
    },
    firstLine: {
      name: 'First-line volume',
      definition: 'The own volume of the partners whose nearest partner upward he is.',
    },
    line: {
      name: 'Line volume',
      definition: 'The team volume of a first-line partner: his own volume and that of everybody below him.',
    },
  },
}

const whoseWords: Readonly<Record<Language, Readonly<Record<WhoseCustomers, string>>>> = {
  de: {
    direct: 'Kunden direkt unter dem Partner',
    nearest: 'Kunden und deren geworbene Kunden, solange kein Partner dazwischensteht',
    recruited: 'Kunden, die der Partner selbst geworben hat, unabhängig vom heutigen Sponsor',
  },
  en: {
    direct: 'customers directly below the partner',
    nearest: 'customers and their customers, as long as no partner stands between',
    recruited: 'customers whom the partner recruited himself, whoever is their sponsor now',
  },
}

const momentWords: Readonly<Record<Language, Readonly<Record<Moment, string>>>> = {
  de: {
    order: 'wem sie gehörten, als die Bestellung umsatzwirksam wurde',
    'period end': 'wem sie am Ende des Abrechnungszeitraums gehörten',
  },
  en: {
    order: 'by who owned them when the order became turnover',
    'period end': "by who owned them at the period's end",
  },
}

/** The two parts of a reading in words, to choose from. */
const wordsOfReading = ({ whose, moment }: Reading, language: Language) => ({
  whose: whoseWords[language][whose],
  moment: momentWords[language][moment],
})

/** The sentence that stands with a figure and says which reading it is. */
export const sentenceOf = (reading: Reading, language: Language): string => {
  const words = wordsOfReading(reading, language)
  return language === 'de'
    ? `Als Kunden des Partners zählen: ${words.whose}; entscheidend ist, ${words.moment}.`
    : `Counted as the partner's customers: ${words.whose}; ${words.moment}.`
}
