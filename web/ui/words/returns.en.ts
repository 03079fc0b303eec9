import type { ReasonClass } from '#sales/order'

export const returnsEn = {
  title: 'Returns and commissions',
  note: 'What comes back takes back the commissions that were paid on it, at all levels and at the rates of then – unless the company bears it. Which reasons take commissions back is said here.',
  legend: 'These reasons take commissions back',
  classes: {
    withdrawal: 'Withdrawal',
    unpaid: 'Not paid',
    goodwill: 'Goodwill',
    defect: 'Defect',
  } satisfies Record<ReasonClass, string>,
  meaning: {
    withdrawal: 'A consumer withdrew from the contract within the time the law gives: there was no sale.',
    unpaid: 'The customer has not paid and will not: commissions on it are not earned (HGB § 87a (2)).',
    goodwill:
      'The company takes goods back though it need not. That is its own choice, and partners who sold them have earned their commission (HGB § 87a (3)).',
    defect:
      'The goods were defective, or the wrong ones. The company is answerable for that, not the partner who sold them (HGB § 87a (3)).',
  } satisfies Record<ReasonClass, string>,
  untold: 'A return of which nobody said the reason takes commissions back.',
  counts: (month: string) =>
    `A change counts for returns in every month that is not closed, so from ${month} on. Drafts of these months have to be made again; closed months stay as they were computed.`,
  countsForAll:
    'A change counts for returns in every month, for none is closed yet. Drafts that were made have to be made again.',
  save: 'Save',
  saved: 'Saved.',
  history: 'Who changed it',
  changed: (moment: string, by: string) => `${moment}, ${by}`,
  from: (month: string) => `counts from ${month} on`,
  fromAlways: 'counts for all months',
  nobody: 'Nobody has changed it: it is as Stamm brings it along.',
  none: 'No return takes commissions back',
  choose: 'Please choose',
  label: 'Reason by law',
  missing: 'Choose the reason by law: whether commissions are taken back depends on it.',
  takesBack: 'commissions are taken back',
  keeps: 'commissions stay',
  toRule: 'Which returns take commissions back',
}
