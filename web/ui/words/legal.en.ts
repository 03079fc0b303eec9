import type { Heard } from './heard.ts'

export const legalEn = {
  title: 'Texts of the shop',
  note: 'What stands below every page of the company’s shop and of its partners’. Where one language is empty, the other is shown. An empty line begins a new paragraph.',
  imprint: 'Imprint',
  imprintNote: 'Name, address and register are added from “Who sells”.',
  terms: 'Terms',
  privacy: 'Privacy notice',
  privacyNote: 'What the shop itself keeps in the browser is added.',
  german: 'German',
  english: 'English',
  save: 'Save',
  saved: 'Saved.',
}

export type LegalWords = Heard<typeof legalEn>
