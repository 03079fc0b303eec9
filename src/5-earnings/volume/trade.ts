import type { Language, Told } from '#earnings/scalar'

type Reading = { readonly plan: string; readonly told: Told }

type Sense = { readonly words: readonly string[]; readonly readings: readonly Reading[] }

const himself: Reading = {
  plan: '{sum: personal}',
  told: { de: 'was der Partner selbst erzeugt', en: 'what the partner himself generates' },
}
const own: Reading = { plan: '{sum: own}', told: { de: 'das und seine Kunden', en: 'that and his customers' } }
const customers: Reading = {
  plan: '{sum: customers}',
  told: { de: 'nur seine Kunden', en: 'his customers alone' },
}
const team: Reading = {
  plan: '{sum: own, down to: all, with himself: yes}',
  told: { de: 'er und alle unter ihm', en: 'he and everybody below him' },
}
const downline: Reading = {
  plan: '{sum: own, down to: all, with himself: no}',
  told: { de: 'alle unter ihm', en: 'everybody below him' },
}
const firstLine: Reading = {
  plan: '{sum: own, down to: 1 level, with himself: no}',
  told: { de: 'seine Erstlinie', en: 'his first line' },
}
const levels: Reading = {
  plan: '{sum: own, down to: 3 levels, with himself: yes}',
  told: { de: 'er und drei Ebenen', en: 'he and three levels' },
}
const untilRank: Reading = {
  plan: '{sum: own, down to: {until: {rank: NAME}}, with himself: yes}',
  told: { de: 'er und alle bis zum nächsten dieses Rangs', en: 'he and everybody down to the next of that rank' },
}
const forRanks: Reading = {
  plan: '{sum: own, in: points, counts for: ranks}',
  told: { de: 'Punkte, die nur für Ränge zählen', en: 'points that count for ranks alone' },
}
const forAll: Reading = {
  plan: '{sum: own, in: points}',
  told: { de: 'Punkte, auf die auch gezahlt wird', en: 'points that are paid on as well' },
}
const personalPoints: Reading = {
  plan: '{sum: personal, in: points}',
  told: { de: 'seine eigenen Punkte', en: 'his own points' },
}

// What plans of the trade call their volumes, and what each word is used for.
const senses: readonly Sense[] = [
  {
    words: ['eigenumsatz', 'own volume', 'eigener umsatz', 'ev', 'eu', 'pv', 'personal volume', 'persönlicher umsatz'],
    readings: [himself, own, customers],
  },
  {
    words: ['gruppenumsatz', 'group volume', 'gv', 'gu', 'group', 'gruppe', 'teamumsatz', 'team volume', 'team', 'tv'],
    readings: [team, downline, firstLine, levels, untilRank],
  },
  {
    words: ['pgv', 'personal group volume', 'persönlicher gruppenumsatz', 'eigengruppe', 'direktgruppe', 'pg'],
    readings: [untilRank, levels, team],
  },
  {
    words: [
      'ov',
      'organisation',
      'organisationsumsatz',
      'organization volume',
      'dv',
      'downline volume',
      'strukturumsatz',
    ],
    readings: [downline, team],
  },
  { words: ['linienumsatz', 'line volume', 'leg volume', 'lv', 'tgv'], readings: [team, firstLine] },
  {
    words: ['cv', 'bv', 'sv', 'provisionsumsatz', 'commission volume', 'commissionable volume', 'business volume'],
    readings: [forAll, own, customers],
  },
  { words: ['qv', 'qualification volume', 'qualifikationspunkte', 'qp'], readings: [forRanks, personalPoints] },
  {
    words: ['punkte', 'points', 'pp', 'wertpunkte', 'einheiten', 'units'],
    readings: [personalPoints, forAll, forRanks],
  },
  { words: ['umsatz', 'volumen', 'volume', 'turnover', 'sales'], readings: [himself, own, customers, team] },
]

const listed = ({ readings }: Sense, language: Language) =>
  readings.map(({ plan, told }) => `${plan} (${told[language]})`).join('; ')

/** The readings of a word that the trade uses in several senses, as a phrase of what is expected; undefined for other words. */
export const ambiguous = (word: string): Told | undefined => {
  const sense = senses.find(({ words }) => words.includes(word.trim().toLowerCase()))
  return (
    sense && {
      de: `eine Lesart unter volumes, denn das Wort ist mehrdeutig: ${listed(sense, 'de')}`,
      en: `a reading under volumes, for the word has several: ${listed(sense, 'en')}`,
    }
  )
}
