import type { Role } from '#people/contact'
import type { Language } from '#volume/kinds'
import type { Decider } from './chain.ts'

/** What the text of an explanation says, in the words of the trade. */
type Words = {
  readonly roles: Readonly<Record<Role, string>>
  readonly asPartner: string
  readonly lines: string
  readonly linesTitle: string
  readonly of: Readonly<Record<'customers' | 'lines' | 'entries', (count: number) => string>>
  readonly belongsTo: (amount: string, owner: string) => string
  readonly line: (team: string, own: string) => string
  readonly order: (reference: string) => string
  readonly return: (reference: string) => string
  readonly split: (reference: string) => string
  readonly returnWithoutOrder: string
  readonly pieces: (quantity: number) => string
  readonly ownedBy: (owner: string) => string
  readonly step: (step: Readonly<Record<'contact' | 'sponsor' | 'since', string>>, evidence: string) => string
  readonly evidence: Readonly<Record<Decider, string>>
  readonly leaver: (name: string) => string
  readonly decided: Readonly<Record<'order' | 'period end', (moment: string) => string>>
  readonly noPartnerAbove: string
  readonly changedSince: (owner: string) => string
  readonly points: string
}

const de: Words = {
  roles: {
    house: 'Haus',
    prospect: 'Interessent',
    customer: 'Kunde',
    partner: 'Partner',
    'former partner': 'ehemaliger Partner',
  },
  asPartner: 'persönlich als Partner',
  lines: 'Linien',
  linesTitle: 'Linien',
  of: {
    customers: count => `${count} Kunde${count === 1 ? '' : 'n'}`,
    lines: count => `${count} Linie${count === 1 ? '' : 'n'}`,
    entries: count => `${count} Buchung${count === 1 ? '' : 'en'}`,
  },
  belongsTo: (amount, owner) => `Davon gehören ${amount} zu ${owner}`,
  line: (team, own) => `${team}, davon Eigenumsatz ${own}`,
  order: reference => `Bestellung ${reference}`,
  return: reference => `Rückgabe aus Bestellung ${reference}`,
  split: reference => `Aufteilung der Sammelbestellung ${reference}`,
  returnWithoutOrder: 'Rückgabe ohne Bestellung',
  pieces: quantity => `${quantity} Stück`,
  ownedBy: owner => `gehört zu ${owner}`,
  step: ({ contact, sponsor, since }, evidence) => `${contact} steht seit ${since} unter ${sponsor} (${evidence})`,
  evidence: {
    import: 'aus einem Import',
    'demo generator': 'für die Vorführung erfunden',
    company: 'vom Vertrieb entschieden',
    interface: 'über die Schnittstelle',
    'leaving partner': 'weil ein Partner ausgeschieden ist',
    house: 'weil niemand die Adresse gebracht hat',
    voucher: 'durch einen Gutschein',
    party: 'auf einer Homeparty',
    named: 'von der Person als Sponsor genannt',
    link: 'durch einen persönlichen Link',
    subdomain: 'auf der Partnerseite angemeldet',
    remembered: 'war vorher auf der Partnerseite',
    rule: 'nach der Regel des Vertriebs, weil niemand genannt war',
    cancellation: 'weil die Bestellung vor der Zahlung storniert wurde',
    lead: 'weil ein Partner die Adresse als Lead weitergab',
  },
  leaver: name => `weil ${name} ausgeschieden ist`,
  decided: {
    order: moment => `So stand es am ${moment}, als die letzte Bestellung umsatzwirksam wurde`,
    'period end': moment => `So stand es am ${moment}, am Ende des Zeitraums`,
  },
  noPartnerAbove: 'Darüber steht kein Partner, also gehört der Umsatz dem Haus',
  changedSince: owner =>
    `Die Struktur wurde nach der Buchung rückwirkend geändert; was gebucht ist, bleibt bei ${owner}`,
  points: 'Punkte',
}

const en: Words = {
  roles: {
    house: 'house',
    prospect: 'prospect',
    customer: 'customer',
    partner: 'partner',
    'former partner': 'former partner',
  },
  asPartner: 'personal as partner',
  lines: 'lines',
  linesTitle: 'Lines',
  of: {
    customers: count => `${count} customer${count === 1 ? '' : 's'}`,
    lines: count => `${count} line${count === 1 ? '' : 's'}`,
    entries: count => `${count} entr${count === 1 ? 'y' : 'ies'}`,
  },
  belongsTo: (amount, owner) => `${amount} of it belong to ${owner}`,
  line: (team, own) => `${team}, of which own volume ${own}`,
  order: reference => `order ${reference}`,
  return: reference => `return from order ${reference}`,
  split: reference => `split of the collective order ${reference}`,
  returnWithoutOrder: 'return without order',
  pieces: quantity => `${quantity} pcs`,
  ownedBy: owner => `belongs to ${owner}`,
  step: ({ contact, sponsor, since }, evidence) => `${contact} stands below ${sponsor} since ${since} (${evidence})`,
  evidence: {
    import: 'from an import',
    'demo generator': 'invented for the demo',
    company: 'decided by the company',
    interface: 'through the interface',
    'leaving partner': 'because a partner left',
    house: 'because nobody brought the address',
    voucher: 'by a voucher',
    party: 'at a home party',
    named: 'named as sponsor',
    link: 'by a personal link',
    subdomain: 'registered on the partner’s page',
    remembered: 'was on the partner’s page before',
    rule: 'by the company’s rule, because nobody was named',
    cancellation: 'because the order was cancelled before it was paid',
    lead: 'because a partner passed this contact on as a lead',
  },
  leaver: name => `because ${name} left`,
  decided: {
    order: moment => `So it stood at ${moment}, when the last order became turnover`,
    'period end': moment => `So it stood at ${moment}, the end of the period`,
  },
  noPartnerAbove: 'No partner stands above, so the turnover belongs to the house',
  changedSince: owner => `The structure was changed backwards after the booking; what is booked stays with ${owner}`,
  points: 'points',
}

export const wordsOf: Readonly<Record<Language, Words>> = { de, en }
