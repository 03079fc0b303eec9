const many = (count: number, one: string, more: string) => (count === 1 ? one : more)

/** What came of a party, and what its host gets; for office and desk. */
export const partyResultEn = {
  figures: {
    title: 'Figures',
    note: 'Net of VAT, less what came back.',
    guests: 'Guests',
    listed: (count: string) => `${count} on the list`,
    told: (count: number, text: string) =>
      `${text} more ${many(count, 'is', 'are')} behind a collective order, as the partner says`,
    untold: (count: number, text: string) =>
      `${text} collective ${many(count, 'order', 'orders')} whose guests nobody counted`,
    newCustomers: 'New customers',
    newCustomersNote: 'whom an order of this party made known',
    bookings: 'Further parties',
    bookingsNote: 'booked at this one',
    held: (_: number, text: string) => `booked at this one; ${text} of them with orders`,
    reward: 'Host’s reward',
    taken: (amount: string, half: string) => `granted; taken for ${amount}, ${half} at half price`,
    way: 'Way',
    ways: { guest: 'Ordered by the guest', 'for guest': 'Taken by the partner', collective: 'Collective order' },
    orders: 'Orders',
    pieces: 'Pieces',
    net: 'Turnover',
    all: 'Together',
  },
  months: {
    title: 'My parties over time',
    note: 'By the day each was held. Net of VAT, less what came back.',
    month: 'Month',
    parties: 'Parties',
    guests: 'Guests',
    newCustomers: 'New customers',
    customers: 'Guests’ orders',
    collective: 'Collective orders',
    rewards: 'Rewards',
  },
  reward: {
    title: 'Host’s reward',
    none: 'The company thanks hosts with no reward yet.',
    states: {
      growing: 'It grows with every order until the party is settled.',
      provisional: 'Provisional: what guests give back within their withdrawal period reduces it.',
      final: 'Final: nothing can reduce it any more.',
    },
    lines: {
      percent: 'Percent of the turnover',
      'tier credit': 'Credit of the tier',
      booking: 'For further parties booked',
      'past host': 'For having hosted before',
      cap: 'Above the highest credit',
      rounding: 'Rounding',
    },
    credit: 'Product credit',
    halfPrice: 'Articles at half price',
    next: 'To the next tier',
    turnoverLeft: (amount: string) => `${amount} of turnover to go`,
    turnoverReached: 'The turnover is reached',
    guestsLeft: (count: number, text: string) =>
      `${text} ${many(count, 'guest', 'guests')} who order${many(count, 's', '')} to go`,
    guestsReached: 'There are enough guests',
    left: (credit: string, half: number, text: string) =>
      `Still to take: ${credit} of credit and ${text} ${many(half, 'article', 'articles')} at half price.`,
    took: (day: string, count: string, name: string) => `${day}: ${count} × ${name}`,
    by: { credit: '(by credit)', 'half price': '(at half price)' },
  },
}
