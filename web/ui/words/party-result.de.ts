import type { Heard } from './heard.ts'
import type { partyResultEn } from './party-result.en.ts'

const many = (count: number, one: string, more: string) => (count === 1 ? one : more)

export const partyResultDe: Heard<typeof partyResultEn> = {
  figures: {
    title: 'Zahlen',
    note: 'Ohne MwSt., abzüglich dessen, was zurückkam.',
    guests: 'Gäste',
    listed: count => `${count} auf der Liste`,
    told: (count, text) =>
      `${text} ${many(count, 'weiterer steht', 'weitere stehen')} nach Angabe der Partnerin hinter einer Sammelbestellung`,
    untold: (count, text) =>
      `${text} ${many(count, 'Sammelbestellung', 'Sammelbestellungen')}, deren Gäste niemand gezählt hat`,
    newCustomers: 'Neue Kunden',
    newCustomersNote: 'die durch eine Bestellung dieser Party bekannt wurden',
    bookings: 'Weitere Partys',
    bookingsNote: 'auf dieser vereinbart',
    held: (_, text) => `auf dieser vereinbart, davon ${text} mit Bestellungen`,
    reward: 'Prämie der Gastgeberin',
    taken: (amount, half) => `gewährt; genommen für ${amount}, ${half} zum halben Preis`,
    way: 'Weg',
    ways: { guest: 'Vom Gast bestellt', 'for guest': 'Von der Partnerin aufgenommen', collective: 'Sammelbestellung' },
    orders: 'Anzahl',
    pieces: 'Stück',
    net: 'Umsatz',
    all: 'Zusammen',
  },
  months: {
    title: 'Meine Partys im Verlauf',
    note: 'Nach dem Tag der Party. Ohne MwSt., abzüglich dessen, was zurückkam.',
    month: 'Monat',
    parties: 'Partys',
    guests: 'Gäste',
    newCustomers: 'Neue Kunden',
    customers: 'Gastbestellungen',
    collective: 'Sammelbestellungen',
    rewards: 'Prämien',
  },
  reward: {
    title: 'Prämie der Gastgeberin',
    none: 'Noch dankt der Vertrieb Gastgeberinnen nicht mit einer Prämie.',
    states: {
      growing: 'Sie wächst mit jeder Bestellung, bis die Party abgerechnet ist.',
      provisional: 'Vorläufig: Was Gäste in ihrer Widerrufsfrist zurückgeben, mindert sie.',
      final: 'Endgültig: Nichts kann sie mehr mindern.',
    },
    lines: {
      percent: 'Prozent vom Umsatz',
      'tier credit': 'Guthaben der Stufe',
      booking: 'Für weitere vereinbarte Partys',
      'past host': 'Für eine frühere Party',
      cap: 'Über dem höchsten Guthaben',
      rounding: 'Rundung',
    },
    credit: 'Warenguthaben',
    halfPrice: 'Artikel zum halben Preis',
    next: 'Bis zur nächsten Stufe',
    turnoverLeft: amount => `noch ${amount} Umsatz`,
    turnoverReached: 'Der Umsatz ist erreicht',
    guestsLeft: (count, text) => `noch ${text} ${many(count, 'Gast, der bestellt', 'Gäste, die bestellen')}`,
    guestsReached: 'Es sind genug Gäste',
    left: (credit, _, text) => `Noch zu nehmen: ${credit} Guthaben und ${text} Artikel zum halben Preis.`,
    took: (day, count, name) => `${day}: ${count} × ${name}`,
    by: { credit: '(vom Guthaben)', 'half price': '(zum halben Preis)' },
  },
}
