import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { negative, sum } from '#ground/money'
import type { Instant } from '#ground/period'
import { putBack } from '#sales/catalogue/store.ts'
import { entriesOf } from './granting.ts'
import type { Left, RewardInGoods } from './index.ts'

/** Goods that a host took: they are sent to her, or it is undone as long as they are not. */
export type TakenGoods = RewardInGoods & {
  /** Among what was taken of the reward, from 1; it stays. */
  readonly place: number
  readonly name: string
  readonly currency: string
  readonly takenAt: Instant
  readonly state: 'taken' | 'shipped' | 'undone'
  /** When they were sent, or it was undone, and why. */
  readonly endedAt: Instant | null
  readonly reason: string | null
}

const rows = (database: Database, party: number) =>
  database
    .selectFrom('sales.host_reward_goods as goods')
    .leftJoin('sales.host_reward_goods_end as end', 'end.goods_id', 'goods.id')
    .selectAll('goods')
    .select(['end.what', 'end.reason', 'end.at as ended_at'])
    .where('goods.party_id', '=', party)
    .orderBy('goods.id')

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const goodsFrom = (row: Row, position: number): TakenGoods => {
  const { sku, name, quantity, gross, paid, net, vat, currency, reason } = row
  const line = { place: position + 1, sku, name, quantity, by: row.redeemed_by, gross, vatRate: row.vat_rate, paid }
  const end = { state: row.what ?? 'taken', endedAt: row.ended_at, reason } as const
  return { ...line, reward: { gross: sum([net, vat]), net, vat }, currency, takenAt: row.taken_at, ...end }
}

/** What the host took, oldest first; also what was undone. */
export const goodsOf = async (database: Database, party: number): Promise<TakenGoods[]> =>
  (await rows(database, party).execute()).map(goodsFrom)

/** What the host has of her reward, without what she took. Below nothing where goods came back after she took it. */
export const leftOfReward = async (database: Database, party: number): Promise<Left> => {
  const granted = await entriesOf(database, party)
  const taken = (await goodsOf(database, party)).filter(({ state }) => state !== 'undone')
  const halves = taken.filter(({ by }) => by === 'half price').reduce((all, { quantity }) => all + quantity, 0)
  const credit = sum(taken.filter(({ by }) => by === 'credit').map(({ gross }) => gross))
  return {
    credit: sum([...granted.map(entry => entry.credit), negative(credit)]),
    halfPrice: granted.reduce((all, entry) => all + entry.halfPrice, 0) - halves,
  }
}

export type OpenGoods = {
  readonly party: number
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly takenAt: Instant
}

/** What hosts took and nobody has sent or undone yet, the oldest first. */
export const openGoods = async (database: Database, most: number): Promise<OpenGoods[]> =>
  database
    .selectFrom('sales.host_reward_goods as goods')
    .leftJoin('sales.host_reward_goods_end as end', 'end.goods_id', 'goods.id')
    .select(['goods.party_id as party', 'goods.sku', 'goods.name', 'goods.quantity', 'goods.taken_at as takenAt'])
    .where('end.goods_id', 'is', null)
    .orderBy('goods.id')
    .limit(most)
    .execute()

type Ending = {
  readonly party: number
  readonly place: number
  readonly at: Instant
  readonly by: string
}

export type EndRefusal = 'no such goods' | 'already shipped' | 'already undone' | 'reason missing'

export type EndResult = { readonly is: 'shipped' | 'undone' } | { readonly is: 'refused'; readonly because: EndRefusal }

/** The goods are on their way to the host; from then on it cannot be undone. */
export const shipGoods = (database: Database, ending: Ending): Promise<EndResult> =>
  inTransaction(database, transaction => end(transaction, ending, { what: 'shipped', reason: null }))

/** The host does not take them after all: they are in stock again, and what she took them by is hers again. */
export const undoGoods = (
  database: Database,
  { reason, ...ending }: Ending & { readonly reason: string },
): Promise<EndResult> =>
  inTransaction(database, async transaction => {
    if (reason.trim() === '') return { is: 'refused', because: 'reason missing' }
    return end(transaction, ending, { what: 'undone', reason: reason.trim() })
  })

type End = { readonly what: 'shipped' | 'undone'; readonly reason: string | null }

const end = async (database: Database, { party, place, at, by }: Ending, { what, reason }: End): Promise<EndResult> => {
  const goods = (await rows(database, party).execute())[place - 1]
  if (goods === undefined) return { is: 'refused', because: 'no such goods' }
  // The guard: who ends the same at the same time waits for the key, and is told what became of it.
  const kept = await database
    .insertInto('sales.host_reward_goods_end')
    .values({ goods_id: goods.id, what, reason, at: timestamp(at), by_whom: by })
    .onConflict(conflict => conflict.doNothing())
    .returning('goods_id')
    .executeTakeFirst()
  if (kept === undefined) return { is: 'refused', because: await endOf(database, goods.id) }
  if (what === 'undone') await putBack(database, [goods])
  return { is: what }
}

const endOf = async (database: Database, goods: number): Promise<EndRefusal> => {
  const { what } = await database
    .selectFrom('sales.host_reward_goods_end')
    .select('what')
    .where('goods_id', '=', goods)
    .executeTakeFirstOrThrow()
  return `already ${what}`
}
