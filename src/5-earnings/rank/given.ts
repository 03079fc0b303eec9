import { daysOf } from '#ground/period'
import type { Facts, RankByHand } from '#earnings/volume'
import type { Ladder } from './shape.ts'

/** The least rank each has without meeting its needs, -1 for none: as the company gave it, or as he cannot fall further. */
export type Given = {
  readonly byHand: Int16Array
  readonly floor: Int16Array
  /** Why the company gave somebody the rank he has by hand. */
  readonly reasons: ReadonlyMap<number, string>
}

/** What was decided last month: everybody's rank, as a place in the names of then. */
export type LastRanks = { readonly names: readonly string[]; readonly ranks: Int16Array }

type Question = {
  readonly facts: Facts
  readonly rankNumbers: ReadonlyMap<string, number>
  readonly fall: Ladder['fall']
  readonly last: LastRanks | undefined
}

export const givenRanks = (question: Question): Given => {
  const { facts, rankNumbers } = question
  const inForce = inForceAtEnd(facts)
  // A rank that the plan does not know any more gives nothing.
  const numberOf = ({ rank }: RankByHand) => rankNumbers.get(rank) ?? -1
  const byHand = new Int16Array(facts.sponsors.length).fill(-1)
  for (const given of inForce) byHand[given.partner] = Math.max(byHand[given.partner]!, numberOf(given))
  const highest = inForce.filter(given => numberOf(given) === byHand[given.partner])
  // Of several that give the same, the first says why.
  const reasons = new Map(highest.toReversed().map(({ partner, reason }) => [partner, reason]))
  return { byHand, floor: floorOf(question), reasons }
}

const inForceAtEnd = ({ period, byHand }: Facts): RankByHand[] => {
  const { last } = daysOf(period)
  return byHand.filter(({ from, until }) => from <= last && (until === undefined || until >= last))
}

const floorOf = ({ facts, rankNumbers, fall, last }: Question): Int16Array => {
  const ranks = new Int16Array(facts.sponsors.length).fill(-1)
  if (fall === 'at once' || last === undefined) return ranks
  const step = fall === 'never' ? 0 : 1
  const today = last.names.map(name => rankNumbers.get(name) ?? -1)
  const begins = beginsAnew(facts)
  for (const [contact, before] of last.ranks.entries())
    if (before >= 0 && !begins(contact)) ranks[contact] = today[before]! - step
  return ranks
}

/** Whether somebody became a partner this month: what he had reached before is gone. */
export const beginsAnew = ({ partnersSince, period }: Facts): ((contact: number) => boolean) => {
  const { first } = daysOf(period)
  return contact => partnersSince[contact]! >= first
}
