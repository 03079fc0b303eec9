export { askConsent, giveConsent } from './asking.ts'
export { confirmConsent, consentByToken, withdrawByToken, withdrawConsent } from './answering.ts'
export { consentsOf, mayWrite, reachable, recipients, type Consent } from './reading.ts'
