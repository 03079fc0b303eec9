import type { Heard } from './heard.ts'
import type { rankByHandEn } from './rank-by-hand.en.ts'

export const rankByHandDe: Heard<typeof rankByHandEn> = {
  title: 'Rang von Hand',
  note: 'Gilt am Ende jedes Monats, dessen letzter Tag in den Zeitraum fällt, sofern kein höherer Rang erreicht ist. Abgeschlossene Monate bleiben, wie sie sind.',
  none: 'Noch kein Rang von Hand vergeben.',
  noPlan: 'Es gilt kein Plan mit Rängen. Legen Sie zuerst einen an; dann kann hier ein Rang vergeben werden.',
  noPartner: 'Hier wird kein Rang mehr vergeben: Diese Adresse ist kein Partner.',
  from: day => `ab ${day}, ohne Ende`,
  within: (from, until) => `von ${from} bis ${until}`,
  given: (moment, by) => `vergeben ${moment} von ${by}`,
  give: 'Rang vergeben',
  rank: 'Rang',
  first: 'Erster Tag',
  last: 'Letzter Tag',
  lastNote: 'Leer: bis ihn jemand beendet',
  reason: 'Grund',
  save: 'Diesen Rang vergeben',
  end: rank => `Letzten Tag von ${rank} festlegen`,
  endSave: 'Letzten Tag speichern',
  saved: 'Gespeichert.',
  problem: 'Es wurde nichts gespeichert. Was zu ändern ist, steht unten.',
  faults: {
    day: 'Hier wird ein Tag wie 01.03.2026 gebraucht.',
    'no reason': 'Ein Grund wird gebraucht: Er steht überall dabei, wo der Rang erklärt wird.',
    'ends before it begins': 'Der letzte Tag liegt vor dem ersten.',
    'no partner': 'Diese Adresse ist kein Partner mehr und bekommt keinen Rang.',
    unknown: 'Diesen Rang gibt es nicht mehr. Bitte laden Sie die Seite neu.',
  },
  closedMonth: month => `Das reicht in einen abgeschlossenen Monat. Der erste offene Monat ist ${month}.`,
  unknownRank: ranks => `Der Plan des Monats, in dem er beginnt, kennt diesen Rang nicht. Er kennt: ${ranks}.`,
  noRanks: 'Im Monat, in dem er beginnt, gilt kein Plan mit Rängen.',
}
