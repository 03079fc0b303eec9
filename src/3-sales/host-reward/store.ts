import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { Cents } from '#ground/money'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { stateOn } from '#referral/party'
import type { Party } from '#referral/party/store.ts'
import { entriesOf, finalAt, schemeFor, type KeptEntry } from './granting.ts'
import { nextTier, rewardOf, type Left, type Next, type Result, type Reward, type Scheme } from './index.ts'
import { resultOf } from './result.ts'
import { goodsOf, leftOfReward, type TakenGoods } from './taken.ts'

export { grantReward, grantRewards } from './granting.ts'
export { redeemReward, type Choice } from './redeeming.ts'
export { openGoods, shipGoods, undoGoods, type EndResult, type OpenGoods } from './taken.ts'

export type RewardCost = {
  /** What is granted, and what the host took, at list price. */
  readonly credit: Cents
  readonly halfPrice: number
  readonly taken: Cents
}

/** What the rewards of parties cost, by the party; of one without a reward nothing. */
export const rewardCosts = async (
  database: Database,
  parties: readonly number[],
): Promise<ReadonlyMap<number, RewardCost>> => {
  const { rows } = await sql<RewardCost & { party: number }>`
    select asked.party, coalesce(granted.credit, 0)::bigint as credit, coalesce(granted.half_price, 0)::int as "halfPrice",
      coalesce(goods.taken, 0)::bigint as taken
    from unnest(${parties}::bigint[]) as asked (party)
    left join lateral (select sum(credit) as credit, sum(half_price) as half_price from sales.host_reward_entry
      where party_id = asked.party) granted on true
    left join lateral (select sum(net + vat) as taken from sales.host_reward_goods where party_id = asked.party
      and not exists (select from sales.host_reward_goods_end where goods_id = id and what = 'undone')) goods on true`.execute(
    database,
  )
  return new Map(rows.map(({ party, ...cost }) => [party, cost]))
}

/** A party's reward as it stands: what it would be by now, and what is booked of it. */
export type PartyReward = {
  readonly scheme: Scheme
  /** `growing` until the party is settled; `provisional` as long as something may come back. */
  readonly state: 'growing' | 'provisional' | 'final'
  readonly result: Result
  readonly reward: Reward
  /** What is missing to the next tier; null at the highest, or where there is none. */
  readonly next: Next | null
  /** What the host can still take of what is booked; less than nothing where goods came back after she took it. */
  readonly left: Left
  readonly entries: readonly KeptEntry[]
  readonly goods: readonly TakenGoods[]
}

export const rewardOfParty = async (
  database: Database,
  party: Party,
  { at, zone }: { readonly at: Instant; readonly zone: Zone },
): Promise<PartyReward> => {
  const scheme = await schemeFor(database, party.number)
  const result = await resultOf(database, { party, scheme, at, zone })
  const isFinal = (await finalAt(database, party.number)) !== null
  const isSettled = stateOn(party, dayOf(at, zone)) === 'settled'
  return {
    scheme,
    state: isFinal ? 'final' : isSettled ? 'provisional' : 'growing',
    result,
    reward: rewardOf(scheme, result),
    next: isSettled ? null : nextTier(scheme, result),
    left: await leftOfReward(database, party.number),
    entries: await entriesOf(database, party.number),
    goods: await goodsOf(database, party.number),
  }
}
