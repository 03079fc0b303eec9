import type { LegalWords } from './legal.en.ts'

export const legalDe: LegalWords = {
  title: 'Texte des Shops',
  note: 'Was unter jeder Seite des Shops und der Shops der Partner steht. Ist eine Sprache leer, wird die andere gezeigt. Eine leere Zeile beginnt einen neuen Absatz.',
  imprint: 'Impressum',
  imprintNote: 'Name, Anschrift und Register kommen aus „Wer verkauft“ hinzu.',
  terms: 'AGB',
  privacy: 'Datenschutzerklärung',
  privacyNote: 'Was der Shop selbst im Browser ablegt, wird hinzugefügt.',
  german: 'Deutsch',
  english: 'Englisch',
  save: 'Speichern',
  saved: 'Gespeichert.',
}
