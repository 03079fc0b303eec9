import { vouchersDe } from './vouchers.de.ts'
import { attributionDe } from './attribution.de.ts'
import { catalogueDe } from './catalogue.de.ts'
import { legalDe } from './legal.de.ts'
import { paperDe } from './paper.de.ts'
import { runsDe } from './runs.de.ts'
import { sellingDe } from './selling.de.ts'
import { deskDe } from './desk.de.ts'
import type { Words } from './en.ts'
import { knownDe } from './known.de.ts'
import { partyOfficeDe } from './party-office.de.ts'
import { partyRulesDe } from './party-rules.de.ts'
import { partyResultDe } from './party-result.de.ts'
import { partyDe } from './party.de.ts'
import { rankByHandDe } from './rank-by-hand.de.ts'
import { returnsDe } from './returns.de.ts'
import { leadsDe } from './leads.de.ts'
import { placingDe } from './placing.de.ts'
import { complianceDe } from './compliance.de.ts'
import { simulationDe } from './simulation.de.ts'
import { officeDe } from './office.de.ts'
import { webAddressDe } from './web-address.de.ts'
import { ordersDe } from './orders.de.ts'

export const de: Words = {
  shell: {
    skip: 'Zum Inhalt springen',
    mainNavigation: 'Hauptnavigation',
    home: 'Übersicht',
    contacts: 'Adressen',
    structure: 'Struktur',
    catalogue: 'Sortiment',
    settings: 'Einstellungen',
    api: 'Schnittstelle (API)',
    myMonth: 'Mein Monat',
    myCustomers: 'Meine Kunden',
    myTeam: 'Mein Team',
    myCodes: 'Meine Codes',
    vouchers: 'Gutscheine',
    more: 'Mehr',
    withdrawals: 'Widerrufe',
    mail: 'Mails',
    duplicates: 'Dubletten',
    permissions: 'Einwilligungen',
    myTree: 'Struktur',
    myPage: 'Meine Seite',
    language: 'Sprache',
    scheme: 'Darstellung',
    schemes: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das Gerät' },
    account: 'Konto',
    signedInAs: name => `Angemeldet als ${name}`,
    signOut: 'Abmelden',
    poweredBy: 'Stamm, freie Software für den Direktvertrieb',
    loading: 'Wird geladen',
  },
  roles: {
    house: 'Haus',
    prospect: 'Interessent',
    customer: 'Kunde',
    partner: 'Partner',
    'former partner': 'Ehemaliger Partner',
  },
  kinds: {
    personal: 'Persönlicher Umsatz',
    customers: 'Endkundenumsatz',
    own: 'Eigenumsatz',
    team: 'Teamumsatz',
    firstLine: 'Erstlinienumsatz',
    total: 'Gesamtumsatz',
    partners: 'Eigenverbrauch der Partner',
  },
  kindNotes: {
    personal: 'Was die Adresse selbst bestellt hat, abzüglich Rückgaben.',
    customers: 'Persönlicher Umsatz aller Kunden, die zum Partner gehören.',
    own: 'Persönlicher Umsatz des Partners plus der ganze persönliche Umsatz seiner Kunden.',
    team: 'Eigenumsatz des Partners und aller Partner unter ihm.',
    firstLine: 'Eigenumsatz der Partner direkt darunter, ohne den eigenen.',
  },
  reading: {
    title: 'So wird der Eigenumsatz hier gezählt',
    label: 'So wird gezählt',
    whose: {
      direct: 'Kunden direkt darunter',
      nearest: 'Kunden und wen sie empfohlen haben',
      recruited: 'selbst geworbene Kunden',
    },
    moment: { order: 'Zuordnung, wenn die Bestellung umsatzwirksam wird', 'period end': 'Zuordnung am Monatsende' },
    whoseNotes: {
      direct: 'Nur Kunden direkt unter dem Partner zählen als seine.',
      nearest:
        'Auch Kunden von Kunden zählen, solange kein anderer Partner dazwischensteht: jeder gehört zum nächsten Partner aufwärts.',
      recruited: 'Kunden, die der Partner selbst geworben hat, zählen als seine, wer auch immer heute ihr Sponsor ist.',
    },
    becomesTurnover: {
      placed: 'Umsatzwirksam wird eine Bestellung hier, sobald sie aufgegeben ist.',
      paid: 'Umsatzwirksam wird eine Bestellung hier, sobald sie bezahlt ist.',
      shipped: 'Umsatzwirksam wird eine Bestellung hier, sobald sie versandt ist.',
    },
    momentNotes: {
      order:
        'Eine Bestellung gehört dem, der betreuender Partner war, als sie umsatzwirksam wurde. Eine Rückgabe geht an den Partner der Bestellung zurück.',
      'period end': 'Alle Bestellungen eines Monats gehören dem, der am Monatsende betreuender Partner ist.',
    },
  },
  period: {
    label: 'Monat',
    previous: 'Voriger Monat',
    next: 'Nächster Monat',
    show: 'Anzeigen',
    running: 'läuft',
  },
  amounts: {
    points: text => `${text} Pkt.`,
    explain: what => `${what}: ansehen, wie er zustande kommt`,
    ofTotal: share => `${share} davon`,
    againstBefore: (change, month) => `${change} gegenüber ${month}`,
    soFar: 'bisher; es kann noch Umsatz dazukommen',
    noBefore: month => `nichts im ${month}`,
    sum: 'Summe',
    none: 'keiner',
  },
  chart: {
    title: 'Monat für Monat',
    none: 'Noch kein Umsatz in einem dieser Monate.',
    asTable: 'Als Tabelle',
    month: 'Monat',
    share: 'Anteil der Kunden',
    needsScript: 'Das Schaubild braucht JavaScript; die Tabelle darunter sagt dasselbe.',
  },
  list: { next: 'Weiter', first: 'Zum Anfang', shown: (from, total) => `${from} von ${total}` },
  login: {
    title: 'Anmelden',
    lead: 'Sehen, wessen Umsatz es ist und warum.',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    wrong: 'Zu dieser E-Mail-Adresse und diesem Passwort gibt es kein Konto. Bitte beides prüfen.',
    tooMany: minutes =>
      `Zu viele Versuche. Bitte in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal versuchen.`,
    missing: 'Bitte E-Mail-Adresse und Passwort eingeben.',
    demo: 'Das ist ein Vorführ-Vertrieb. Umsehen als',
    roles: { company: 'Vertrieb', partner: 'Partner' },
  },
  errors: {
    notFound: {
      title: 'Hier ist nichts',
      text: 'Die Seite gibt es nicht, oder sie ist nicht für Sie bestimmt. Vielleicht ist die Adresse vertippt.',
    },
    failed: {
      title: 'Das ging schief',
      text: 'Der Fehler liegt bei uns und ist notiert. Bitte versuchen Sie es noch einmal; kommt er wieder, sagen Sie dem Vertrieb Bescheid.',
    },
    badRequest: {
      title: 'Das haben wir nicht verstanden',
      text: 'In der Adresse oder im Formular fehlt etwas, oder es ist nicht, wie es sein soll.',
    },
    wrong: {
      period: 'Der Monat in der Adresse ist keiner: er heißt zum Beispiel 2011-10.',
      commandId: 'Das Formular kam ohne seine Kennung an. Bitte die Seite neu laden und noch einmal absenden.',
    },
    home: 'Zur ersten Seite',
    again: 'Noch einmal versuchen',
  },
  office: officeDe,
  catalogue: catalogueDe,
  orders: ordersDe,
  paper: paperDe,
  selling: sellingDe,
  runs: runsDe,
  legal: legalDe,
  desk: deskDe,
  webAddress: webAddressDe,
  vouchers: vouchersDe,
  attribution: attributionDe,
  known: knownDe,
  party: partyDe,
  partyOffice: partyOfficeDe,
  partyResult: partyResultDe,
  partyRules: partyRulesDe,
  rankByHand: rankByHandDe,
  returns: returnsDe,
  leads: leadsDe,
  placing: placingDe,
  simulation: simulationDe,
  compliance: complianceDe,
}
