import type { evidenceEn } from './evidence.en.ts'
import type { Heard } from './heard.ts'

export const evidenceDe: Heard<typeof evidenceEn> = {
  import: 'aus einem Import',
  'demo generator': 'für die Vorführung erfunden',
  company: 'vom Vertrieb entschieden',
  interface: 'über die Schnittstelle',
  'leaving partner': leaver => `weil ${leaver} ausgeschieden ist`,
  house: 'weil niemand die Adresse gebracht hat',
  voucher: 'durch einen Gutschein',
  party: 'auf einer Homeparty',
  named: 'von der Person als Sponsor genannt',
  link: 'durch einen persönlichen Link',
  subdomain: 'auf der Partnerseite registriert',
  remembered: 'war vorher auf der Partnerseite',
  rule: 'nach der Regel des Vertriebs, weil niemand genannt war',
  cancellation: 'weil die Bestellung vor der Zahlung storniert wurde',
  lead: 'als Lead weitergegeben vom Partner davor',
}
