import type { Database } from '#ground/database'
import { publicIdOf } from '#ground/identity'
import { listSuspicions, type Suspicion } from '#referral/voucher/store.ts'
import type { OrderId, Page } from '../../records.ts'
import type { OfficeVouchers, VoucherReview } from '../../vouchers.ts'
import { pageOfFound, pageSize, placeOf } from '../pages.ts'
import { refsOf, type Refs } from '../refs.ts'

/** What looks odd, newest first. */
export const reviewPage = async (
  database: Database,
  { state, cursor }: Parameters<OfficeVouchers['reviews']>[0],
): Promise<Page<VoucherReview>> => {
  const before = placeOf(cursor, ['number'])?.[0]
  const found = await listSuspicions(database, { decided: state, before, limit: pageSize + 1 })
  const { rows, next } = pageOfFound(found, suspicion => [suspicion.number])
  const contacts = rows.flatMap(({ voucher, redemption, evidence }) => [
    ...(voucher.partner === null ? [] : [voucher.partner]),
    redemption.contact,
    ...(evidence.contacts ?? []),
  ])
  const refs = await refsOf(database, contacts)
  const orders = await orderIds(database, rows)
  return { rows: rows.map(row => reviewOf(row, refs, orders)), next }
}

const orderIds = async (database: Database, rows: readonly Suspicion[]): Promise<Map<number, OrderId>> => {
  const numbers = rows.flatMap(({ redemption }) => (redemption.order === null ? [] : [redemption.order]))
  if (numbers.length === 0) return new Map()
  const found = await database.selectFrom('sales.order').select(['id', 'uuid']).where('id', 'in', numbers).execute()
  return new Map(found.map(({ id, uuid }) => [id, publicIdOf('order', uuid)]))
}

const reviewOf = (
  { id, kind, noticedAt, voucher, redemption, evidence, decided }: Suspicion,
  refs: Refs,
  orders: ReadonlyMap<number, OrderId>,
): VoucherReview => ({
  id,
  kind,
  noticedAt,
  voucher: { id: voucher.id, shown: voucher.shown, isOn: !voucher.isOff },
  partner: voucher.partner === null ? null : refs(voucher.partner),
  buyer: refs(redemption.contact),
  order: redemption.order === null ? null : (orders.get(redemption.order) ?? null),
  boughtAt: redemption.at,
  total: redemption.total,
  discount: redemption.discount,
  isReleased: redemption.isReleased,
  contacts: (evidence.contacts ?? []).map(refs),
  shares: evidence.shares ?? [],
  spread:
    evidence.redemptions === undefined || evidence.hours === undefined
      ? null
      : { redemptions: evidence.redemptions, hours: evidence.hours },
  decided: decided === null ? null : { decision: decided.decision, reason: decided.reason, at: decided.at },
})
