import type { Zone } from '#ground/period'
import { collectProblems, type Problem, type Source } from '#ground/table'
import type { History } from '#people/structure'
import type { RankByHand } from '#earnings/volume'
import { readRanksByHand } from './by-hand.ts'
import { noChanges, readChanges } from './changes.ts'
import { readContacts, type Contacts } from './contacts.ts'
import { historyOf } from './history.ts'
import { readOrders, type Orders, type Unit } from './orders.ts'
import { collectWarnings, warnOfLateSponsors } from './warning.ts'

export type Sources = {
  readonly contacts: Source
  readonly orders: Source
  readonly changes: Source | undefined
  readonly ranksByHand?: Source | undefined
}

/** What the files say. Warnings are whole lines for the reader. */
export type Facts = {
  readonly contacts: Contacts
  readonly history: History
  readonly orders: Orders
  readonly ranksByHand: readonly RankByHand[]
  readonly warnings: readonly string[]
}

export type Read =
  | { readonly is: 'read'; readonly facts: Facts }
  | { readonly is: 'refused'; readonly problems: readonly Problem[]; readonly isCutOff: boolean }

/** `ranks` are the names that may be given by hand. */
type Asking = {
  readonly zone: Zone
  readonly unit: Unit
  readonly isDetailed?: boolean
  readonly ranks?: readonly string[]
}

/** What the files say, or what is wrong with them, up to a limit. */
export const readFacts = (sources: Sources, { zone, unit, isDetailed = false, ranks = [] }: Asking): Read => {
  const [problems, warnings] = [collectProblems(), collectWarnings()]
  const contacts = readContacts(sources.contacts, { zone, problems })
  const changes = sources.changes === undefined ? noChanges : readChanges(sources.changes, { zone, problems, contacts })
  const orders = readOrders(sources.orders, { zone, unit, isDetailed, problems, contacts, warnings })
  const given = sources.ranksByHand
  const ranksByHand = given === undefined ? [] : readRanksByHand(given, { zone, problems, contacts, ranks })
  if (problems.list().length > 0) return { is: 'refused', problems: problems.list(), isCutOff: problems.isFull() }
  warnOfLateSponsors({ contacts, changes, file: sources.changes?.file ?? '' }, warnings)
  const history = historyOf(contacts, changes)
  return { is: 'read', facts: { contacts, history, orders, ranksByHand, warnings: warnings.list() } }
}
