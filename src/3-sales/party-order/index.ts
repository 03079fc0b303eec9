export const partyWays = ['guest', 'for guest', 'collective'] as const

/**
 * By which way an order was taken at a party: by the guest himself, by the partner for a guest, who is then the buyer, or as a
 * collective order in the partner's own name, whose guests the company does not know.
 */
export type PartyWay = (typeof partyWays)[number]

/** Where the goods go. */
export type DeliveredTo = 'guest' | 'host' | 'partner'
