import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { dayNumbered, daysOf, instant, periodAfter, periodOf, type Period, type Zone } from '#ground/period'
import { roleNow } from '#people/structure/store.ts'
import { closedUntil } from '#volume/ledger/store.ts'
import { hasEndedIn } from '#earnings/rank-by-hand'
import {
  endRank,
  giveRank,
  givenRanksOf,
  ranksOnOffer,
  type Answer,
  type GivenRank,
} from '#earnings/rank-by-hand/store.ts'
import type { RankAnswer, RankByHandOffice, RankGiven, RanksByHand } from '../rank-by-hand.ts'
import { carryOut, type PersonalNeeds } from './carry-out.ts'
import { numberOf } from './refs.ts'

type RankNeeds = PersonalNeeds & { readonly zone: Zone }

type Then = Pick<RankNeeds, 'personOf' | 'zone'> & { readonly closed: Period | undefined }

const shownRank = async (given: GivenRank, { personOf, closed, zone }: Then): Promise<RankGiven> => ({
  id: given.id,
  rank: given.rank,
  from: instant(given.from, zone),
  until: given.until === undefined ? null : instant(given.until, zone),
  reason: given.reason,
  at: given.givenAt,
  by: await personOf(given.givenBy),
  ends: await Promise.all(
    given.ends.map(async ({ until, reason, endedAt, endedBy }) => ({
      until: instant(until, zone),
      reason,
      at: endedAt,
      by: await personOf(endedBy),
    })),
  ),
  mayEnd: !hasEndedIn(closed, given.until),
})

const firstDay = (running: Period, closed: Period | undefined): string =>
  dayNumbered(daysOf(closed !== undefined && running <= closed ? periodAfter(closed) : running).first)

const shownOf = async (
  { database, clock, zone, personOf }: RankNeeds,
  contact: ContactNumber,
): Promise<RanksByHand> => {
  const closed = await closedUntil(database)
  const given = await givenRanksOf(database, contact)
  return {
    isPartner: (await roleNow(database, contact)) === 'partner',
    onOffer: await ranksOnOffer(database),
    given: await Promise.all(given.map(rank => shownRank(rank, { personOf, closed, zone }))),
    usualFirst: firstDay(periodOf(clock(), zone), closed),
  }
}

const toldOf = (answer: Answer): RankAnswer => (answer.is === 'kept' ? { is: 'kept' } : answer)

/** Ranks by hand, as the company sees, gives and ends them on a partner's page. */
export const rankByHandOffice = (needs: RankNeeds): RankByHandOffice => {
  const { database, actor, personOf } = needs
  const decide = async (
    { commandId, ...content }: Parameters<RankByHandOffice['give' | 'end']>[0],
    act: (inside: Database, who: { readonly partner: ContactNumber; readonly by: string }) => Promise<Answer>,
  ) => {
    const partner = await numberOf(database, content.contact)
    if (partner === undefined) return null
    const who = await actor()
    const by = await personOf(who)
    return carryOut(database, { actor: who, commandId, request: 'rank by hand', content }, async inside =>
      toldOf(await act(inside, { partner, by })),
    )
  }
  return {
    of: async id => {
      const contact = await numberOf(database, id)
      return contact === undefined ? null : shownOf(needs, contact)
    },
    give: command => {
      const { rank, from, until, reason } = command
      return decide(command, (inside, who) =>
        giveRank(inside, { rank, from, until: until ?? undefined, reason, ...who }),
      )
    },
    end: command => {
      const { id, until, reason } = command
      return decide(command, (inside, who) => endRank(inside, { id, until, reason, ...who }))
    },
  }
}
