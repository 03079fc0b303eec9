import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Cents } from '#ground/money'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { stateOn } from '#referral/party'
import { partyByNumber, type Party } from '#referral/party/store.ts'
import { entryDue, hostRewardScheme, rewardOf, type RewardEntry, type Result, type Scheme } from './index.ts'
import { isFinal, lastReturnOf, resultOf, type Asked } from './result.ts'

type Now = { readonly at: Instant; readonly zone: Zone }

const partiesAtOnce = 100
const lookAgainAfter = 3_600_000

/**
 * Grants the hosts of settled parties what is due to them, and takes off it what came back, until it is final. Answers how many entries
 * that made. It looks at what is, and books what is lacking: run twice it books nothing.
 * @throws Error when something stood in the way of a party; all others are granted before.
 */
export const grantRewards = async (database: Database, now: Now): Promise<number> => {
  let entries = 0
  const failed: unknown[] = []
  for (const party of await partiesDue(database, now)) {
    try {
      entries += await grantReward(database, party, now)
    } catch (error) {
      // One party stops only itself.
      failed.push(error)
    }
  }
  if (failed.length > 0)
    throw new Error(`${failed.length} parties, the first: ${String(failed[0])}`, { cause: failed[0] })
  return entries
}

// Settled by command or by day, with orders, and never looked at; or not final, and there is news or it is time to look.
const partiesDue = async (database: Database, { at, zone }: Now): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select party.id from referral.party left join sales.host_reward reward on reward.party_id = party.id
    where party.cancelled_at is null and (party.settled_at is not null or party.grace_until < ${dayOf(at, zone)}::date)
      and exists (select from sales.party_order where party_id = party.id)
      and (reward.party_id is null or (reward.final_at is null and (reward.next_look_at <= ${timestamp(at)}
        or exists (select from sales.return back join sales.party_order counted using (order_id)
          where counted.party_id = party.id and back.id > reward.last_return_id))))
    order by party.id limit ${partiesAtOnce}`.execute(database)
  return rows.map(({ id }) => id)
}

/** Grants one host what is due to her, if her party is settled; answers how many entries that made. */
export const grantReward = (database: Database, number: number, { at, zone }: Now): Promise<number> =>
  inTransaction(database, async transaction => {
    const party = await partyByNumber(transaction, number)
    if (party === undefined || stateOn(party, dayOf(at, zone)) !== 'settled') return 0
    return grantNow(transaction, party, { at, zone })
  })

/** Books what a settled party's reward lacks now; a final one lacks nothing. Call it in a transaction. */
export const grantNow = async (database: Database, party: Party, { at, zone }: Now): Promise<number> => {
  const { number } = party
  if ((await finalAt(database, number)) !== null) return 0
  const scheme = await schemeFor(database, number)
  const asked = { party, scheme, at, zone }
  // The guard: the reward's row is held from here on. Who grants at the same time waits, and finds it booked.
  await keepLook(database, asked)
  const result = await resultOf(database, asked)
  const reward = rewardOf(scheme, result)
  const due = entryDue(await entriesOf(database, number), reward)
  if (due !== undefined) await keepEntry(database, { party: number, due, at, result: { ...result, ...reward } })
  return due === undefined ? 0 : 1
}

/** When the reward could not change any more; null while it can. */
export const finalAt = async (database: Database, party: number): Promise<Instant | null> =>
  (await database.selectFrom('sales.host_reward').select('final_at').where('party_id', '=', party).executeTakeFirst())
    ?.final_at ?? null

/** The scheme that is the party's since it was settled, or the company's of now. */
export const schemeFor = async (database: Database, party: number): Promise<Scheme> => {
  const kept = await database
    .selectFrom('sales.host_reward')
    .select('scheme')
    .where('party_id', '=', party)
    .executeTakeFirst()
  return kept === undefined ? readSetting(database, hostRewardScheme) : (kept.scheme as Scheme)
}

const keepLook = async (database: Database, asked: Asked): Promise<void> => {
  const { party, scheme, at } = asked
  const look = {
    last_return_id: await lastReturnOf(database, party.number),
    next_look_at: timestamp((at + lookAgainAfter) as Instant),
    final_at: (await isFinal(database, asked)) ? new Date(at) : null,
  }
  const row = { party_id: party.number, host_id: party.host, scheme: JSON.stringify(scheme), granted_at: timestamp(at) }
  await database
    .insertInto('sales.host_reward')
    .values({ ...row, ...look })
    .onConflict(conflict => conflict.column('party_id').doUpdateSet(look))
    .execute()
}

type Keeping = {
  readonly party: number
  readonly due: RewardEntry
  readonly at: Instant
  readonly result: Result
}

const keepEntry = async (database: Database, { party, due, at, result }: Keeping): Promise<void> => {
  const { credit, halfPrice } = due
  await database
    .insertInto('sales.host_reward_entry')
    .values({ party_id: party, credit, half_price: halfPrice, result: JSON.stringify(result), at: timestamp(at) })
    .execute()
}

export type KeptEntry = RewardEntry & { readonly at: Instant; readonly turnover: Cents }

/** What was granted, and what returns took off it, oldest first. */
export const entriesOf = async (database: Database, party: number): Promise<KeptEntry[]> => {
  const rows = await database
    .selectFrom('sales.host_reward_entry')
    .selectAll()
    .where('party_id', '=', party)
    .orderBy('id')
    .execute()
  return rows.map(({ credit, half_price, at, result }) => ({
    credit,
    halfPrice: half_price,
    at,
    turnover: result['turnover'] as Cents,
  }))
}
