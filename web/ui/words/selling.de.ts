import type { Heard } from './heard.ts'
import type { sellingEn } from './selling.en.ts'

export const sellingDe: Heard<typeof sellingEn> = {
  title: 'Versand, Währungen und Gutscheine',
  lead: 'Was der Versand kostet, was andere Währungen wert sind und welche Wörter und Grenzen für Codes gelten.',
  link: 'Versand, Währungen und Gutscheine ändern',
  back: 'Einstellungen',
  shipping: 'Versand',
  shippingNote: 'Brutto, in der Währung des Landes. Ohne Kosten wird dorthin nicht geliefert.',
  countries: { DE: 'Deutschland', AT: 'Österreich', CH: 'Schweiz', GB: 'Vereinigtes Königreich' },
  cost: (country, currency) => `${country}: Kosten in ${currency}`,
  freeFrom: (country, currency) => `${country}: frei ab ${currency}`,
  freeFromHint: 'Leer: nie frei',
  rates: 'Andere Währungen',
  ratesNote:
    'Bestellungen in einer anderen Währung zählen ab jetzt zu diesem Kurs. Ohne Kurs kann in ihr nicht bestellt werden.',
  rate: (from, to) => `1 ${from} in ${to}`,
  vouchers: 'Gutscheine',
  codesPerPartner: 'Codes in Gebrauch je Partner und Vorlage',
  redemptions: 'Einen Code ansehen ab so vielen Einlösungen',
  hours: 'binnen so vieler Stunden',
  words: 'Wörter für Codes',
  wordsNote: 'Eines je Zeile. Sie kommen zu den mitgelieferten Listen hinzu.',
  lists: {
    reserved: 'Vorbehalten: in keinem Code eines Partners',
    offensive: 'Anstößig: abgelehnt',
    harmless: 'Harmlos: erlaubt, obwohl sie ein anstößiges enthalten',
  },
  save: 'Speichern',
  saved: 'Gespeichert.',
  wrong: fields => `Bitte prüfen: ${fields}.`,
  fault: 'Das ist nicht lesbar oder außerhalb der Grenzen.',
}
