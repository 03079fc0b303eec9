const many = (count: number, one: string, more: string) => (count === 1 ? one : more)

const hidden = {
  title: 'Customers hidden behind collective orders',
  note: 'Counted where the partner told how many guests stood behind her order, else estimated by what a known guest buys. Whoever is given his pieces later is hidden no more.',
  guests: 'Hidden in twelve months',
  share: (share: string) => `${share} of all guests of parties`,
  before: (count: string) => `${count} in the twelve months before`,
  known: 'Known guests',
  knownNote: (net: string) => `who bought for ${net}, net of VAT`,
  net: 'Hidden turnover',
  netNote: (orders: number, text: string) => `in ${text} ${many(orders, 'order', 'orders')}, net of VAT`,
  usual: 'What a known guest buys',
  usualNote: 'on average in twelve months; by it those are estimated whom nobody counted',
  usualUnknown: 'Too few guests are known to say; each order that nobody counted stands for one.',
  names: { present: 'known', other: 'hidden' },
  month: 'Month',
  told: 'Hidden, counted',
  estimated: 'Hidden, estimated',
  orders: 'Collective orders',
  hiddenNet: 'Hidden turnover',
  none: 'No guest has ordered at a party in the last two years.',
}

/** Words about home parties in the office. */
export const partyOfficeEn = {
  lead: 'What partners plan, what came of it, and whom the company gets to know by it.',
  emptyTitle: 'No party yet',
  emptyText:
    'Partners plan them under “Parties” on their own pages. Set your rules and what hosts get, and tell partners; what they plan stands here at once.',
  list: 'Parties',
  party: 'Party',
  day: 'Day',
  state: 'State',
  partner: 'Partner',
  host: 'Host',
  plannedBy: 'Planned by',
  grace: 'Orders taken in time arrive until',
  onList: 'Names on the list',
  steps: 'Steps',
  stepsNote: 'What somebody commanded. On its days a party opens, closes and is settled by itself.',
  taken: {
    planned: 'Planned',
    changed: 'Changed',
    opened: 'Opened',
    closed: 'Closed',
    reopened: 'Opened again',
    settled: 'Settled',
    cancelled: 'Cancelled',
  } as Readonly<Record<string, string>>,
  toShip: {
    title: 'To send to hosts',
    note: 'What hosts took of their rewards and nobody has sent yet, the oldest first.',
    piece: (count: string, name: string) => `${count} × ${name}`,
    of: (host: string, party: string, day: string) => `for ${host}, ${party}; taken on ${day}`,
  },
  hidden,
}
