import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Cents } from '#ground/money'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { stateOn } from '#referral/party'
import { lockParty, type Party } from '#referral/party/store.ts'
import { isMarket, markets } from '#sales/catalogue'
import { articleName, offeredArticles, takeStock } from '#sales/catalogue/store.ts'
import { finalAt, grantNow, schemeFor } from './granting.ts'
import { inGoods, refusalOfRedeeming, type RedeemRefusal, type RewardInGoods } from './index.ts'
import { leftOfReward } from './taken.ts'

export type Choice = { readonly sku: string; readonly quantity: number; readonly by: 'credit' | 'half price' }

export type Redeeming = {
  readonly party: number
  readonly goods: readonly Choice[]
  readonly at: Instant
  readonly zone: Zone
  readonly by: string
}

type NotThere = { readonly is: 'refused'; readonly because: 'not sold' | 'out of stock'; readonly sku: string }

export type RedeemResult =
  | { readonly is: 'redeemed'; readonly goods: readonly RewardInGoods[] }
  | { readonly is: 'refused'; readonly because: RedeemRefusal | 'no such party' | 'not settled' | 'not final' }
  | NotThere

/**
 * The host takes goods of her reward, at customers' prices of now. They leave stock; they are no turnover. Who takes at the same time comes
 * one after the other: the party's row is the guard.
 */
export const redeemReward = (database: Database, redeeming: Redeeming): Promise<RedeemResult> =>
  inTransaction(database, async transaction => {
    const { at, zone } = redeeming
    const party = await lockParty(transaction, redeeming.party)
    if (party === undefined) return { is: 'refused', because: 'no such party' }
    if (stateOn(party, dayOf(at, zone)) !== 'settled') return { is: 'refused', because: 'not settled' }
    await grantNow(transaction, party, { at, zone })
    if (!(await isRedeemable(transaction, party))) return { is: 'refused', because: 'not final' }
    const priced = await pricedGoods(transaction, party, redeeming)
    if (priced.is === 'refused') return priced
    const refusal = refusalOfRedeeming(priced.goods, await leftOfReward(transaction, party.number))
    if (refusal !== undefined) return { is: 'refused', because: refusal }
    const stock = await takeStock(transaction, priced.goods)
    if (stock.is === 'refused') return { is: 'refused', because: 'out of stock', sku: stock.sku }
    await keepGoods(transaction, priced, redeeming)
    return { is: 'redeemed', goods: priced.goods }
  })

const isRedeemable = async (database: Database, { number }: Party): Promise<boolean> =>
  (await schemeFor(database, number)).redeemable === 'once settled' || (await finalAt(database, number)) !== null

type Priced = {
  readonly is: 'priced'
  readonly goods: readonly RewardInGoods[]
  /** As the company calls them. */
  readonly named: ReadonlyMap<string, string>
  readonly currency: string
}

const pricedGoods = async (
  database: Database,
  { host }: Party,
  { goods, at }: Redeeming,
): Promise<Priced | NotThere> => {
  const { country: own } = (await contactsByNumber(database, [host])).get(host)!
  const country = isMarket(own) ? own : 'DE'
  const skus = goods.map(({ sku }) => sku)
  const articles = await offeredArticles(database, skus, { country, group: 'customer', at })
  const unsold = skus.find(sku => !articles.has(sku))
  if (unsold !== undefined) return { is: 'refused', because: 'not sold', sku: unsold }
  const priced = goods.map(({ sku, quantity, by }) => {
    const { offer, vatRate } = articles.get(sku)!
    return inGoods({ sku, quantity, by, gross: (offer.gross * quantity) as Cents, vatRate })
  })
  const { language } = await database.selectFrom('company').select('language').executeTakeFirstOrThrow()
  const named = new Map([...articles].map(([sku, article]) => [sku, articleName(article, language)]))
  return { is: 'priced', goods: priced, named, currency: markets[country].currency }
}

const keepGoods = async (database: Database, { goods, named, currency }: Priced, { party, at, by }: Redeeming) => {
  await database
    .insertInto('sales.host_reward_goods')
    .values(
      goods.map(({ sku, quantity, by: redeemed_by, gross, paid, reward, vatRate }) => ({
        party_id: party,
        sku,
        name: named.get(sku)!,
        quantity,
        redeemed_by,
        gross,
        paid,
        net: reward.net,
        vat: reward.vat,
        vat_rate: vatRate,
        currency,
        taken_at: timestamp(at),
        by_whom: by,
      })),
    )
    .execute()
}
