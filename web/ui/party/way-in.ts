import { partyWays, type PartyWay } from '#sales/party-order'

/** The way an address narrows a party's orders to; null for all, also where it names none we know. */
export const wayIn = (asked: URLSearchParams): PartyWay | null =>
  partyWays.find(way => way === asked.get('way')) ?? null
