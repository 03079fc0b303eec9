import type { Heard } from './heard.ts'
import type { partyOfficeEn } from './party-office.en.ts'

const many = (count: number, one: string, more: string) => (count === 1 ? one : more)

const hidden: Heard<typeof partyOfficeEn.hidden> = {
  title: 'Kunden, die hinter Sammelbestellungen verborgen sind',
  note: 'Gezählt, wo die Partnerin sagte, wie viele Gäste hinter ihrer Bestellung standen, sonst geschätzt nach dem, was ein bekannter Gast kauft. Wer seine Stücke später bekommt, ist nicht mehr verborgen.',
  guests: 'In zwölf Monaten verborgen',
  share: share => `${share} aller Gäste von Partys`,
  before: count => `${count} in den zwölf Monaten davor`,
  known: 'Bekannte Gäste',
  knownNote: net => `die für ${net} gekauft haben, ohne MwSt.`,
  net: 'Verborgener Umsatz',
  netNote: (orders, text) => `in ${text} ${many(orders, 'Bestellung', 'Bestellungen')}, ohne MwSt.`,
  usual: 'Was ein bekannter Gast kauft',
  usualNote: 'im Schnitt von zwölf Monaten; danach wird geschätzt, wen niemand gezählt hat',
  usualUnknown: 'Dafür sind zu wenige Gäste bekannt; jede Bestellung, die niemand gezählt hat, steht für einen.',
  names: { present: 'bekannt', other: 'verborgen' },
  month: 'Monat',
  told: 'Verborgen, gezählt',
  estimated: 'Verborgen, geschätzt',
  orders: 'Sammelbestellungen',
  hiddenNet: 'Verborgener Umsatz',
  none: 'In den letzten zwei Jahren hat kein Gast auf einer Party bestellt.',
}

export const partyOfficeDe: Heard<typeof partyOfficeEn> = {
  lead: 'Was Partner planen, was daraus wurde und wen der Vertrieb dadurch kennenlernt.',
  emptyTitle: 'Noch keine Party',
  emptyText:
    'Partner planen sie unter „Partys“ auf ihren eigenen Seiten. Legen Sie Ihre Regeln fest und was Gastgeberinnen bekommen, und sagen Sie es den Partnern; was sie planen, steht sofort hier.',
  list: 'Partys',
  party: 'Party',
  day: 'Tag',
  state: 'Stand',
  partner: 'Partner',
  host: 'Gastgeberin',
  plannedBy: 'Geplant von',
  grace: 'Rechtzeitig Aufgenommenes kommt an bis',
  onList: 'Namen auf der Liste',
  steps: 'Schritte',
  stepsNote: 'Was jemand veranlasst hat. An ihren Tagen öffnet, schließt und rechnet eine Party von selbst ab.',
  taken: {
    planned: 'Geplant',
    changed: 'Geändert',
    opened: 'Geöffnet',
    closed: 'Geschlossen',
    reopened: 'Wieder geöffnet',
    settled: 'Abgerechnet',
    cancelled: 'Abgesagt',
  },
  ofPartner: name => `Partys von ${name}`,
  allOfPartner: 'Alle ihre Partys',
  noneOfPartner: 'Dieser Partner hat noch keine geplant.',
  overTime: 'Im Verlauf',
  toShip: {
    title: 'An Gastgeberinnen zu versenden',
    note: 'Was Gastgeberinnen von ihren Prämien genommen haben und noch niemand versandt hat, das Älteste zuerst.',
    piece: (count, name) => `${count} × ${name}`,
    of: (host, party, day) => `für ${host}, ${party}; genommen am ${day}`,
  },
  hidden,
}
