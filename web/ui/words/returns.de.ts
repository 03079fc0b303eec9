import type { Heard } from './heard.ts'
import type { returnsEn } from './returns.en.ts'

export const returnsDe: Heard<typeof returnsEn> = {
  title: 'Rückgaben und Provisionen',
  note: 'Was zurückkommt, nimmt die Provisionen zurück, die darauf gezahlt wurden, auf allen Ebenen und zu den damaligen Sätzen – es sei denn, das Unternehmen trägt es selbst. Hier steht, welche Gründe Provisionen zurücknehmen.',
  legend: 'Diese Gründe nehmen Provisionen zurück',
  classes: { withdrawal: 'Widerruf', unpaid: 'Nicht bezahlt', goodwill: 'Kulanz', defect: 'Mangel' },
  meaning: {
    withdrawal: 'Ein Verbraucher hat innerhalb der gesetzlichen Frist widerrufen: Es gab keinen Kauf.',
    unpaid:
      'Der Kunde hat nicht bezahlt und wird nicht bezahlen: Provision darauf ist nicht verdient (HGB § 87a Abs. 2).',
    goodwill:
      'Das Unternehmen nimmt Ware zurück, obwohl es das nicht müsste. Das ist seine Sache; wer sie verkauft hat, hat seine Provision verdient (HGB § 87a Abs. 3).',
    defect:
      'Die Ware hatte einen Mangel oder war die falsche. Das hat das Unternehmen zu vertreten, nicht der Partner, der sie verkauft hat (HGB § 87a Abs. 3).',
  },
  untold: 'Eine Rückgabe, zu der niemand den Grund angegeben hat, nimmt Provisionen zurück.',
  counts: month =>
    `Eine Änderung gilt für Rückgaben in jedem Monat, der nicht abgeschlossen ist, also ab ${month}. Entwürfe dieser Monate müssen neu gemacht werden; abgeschlossene Monate bleiben, wie sie berechnet wurden.`,
  countsForAll:
    'Eine Änderung gilt für Rückgaben in jedem Monat, denn noch ist keiner abgeschlossen. Entwürfe, die es schon gibt, müssen neu gemacht werden.',
  save: 'Speichern',
  saved: 'Gespeichert.',
  history: 'Wer es geändert hat',
  changed: (moment, by) => `${moment}, ${by}`,
  from: month => `gilt ab ${month}`,
  fromAlways: 'gilt für alle Monate',
  nobody: 'Niemand hat es geändert: Es ist so, wie Stamm es mitbringt.',
  none: 'Keine Rückgabe nimmt Provisionen zurück',
  choose: 'Bitte wählen',
  label: 'Grund nach dem Gesetz',
  missing: 'Wählen Sie den Grund nach dem Gesetz: Davon hängt ab, ob Provisionen zurückgerechnet werden.',
  takesBack: 'Provisionen werden zurückgerechnet',
  keeps: 'Provisionen bleiben',
  toRule: 'Welche Rückgaben Provisionen zurücknehmen',
}
