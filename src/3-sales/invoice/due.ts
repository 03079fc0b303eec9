import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { invoiceSetting, missingIn, sellerSetting, type InvoicePolicy } from './index.ts'
import { cancellationFor, invoiceFor } from './writing.ts'

export type Due = {
  readonly at: Instant
  /** `lately`: only orders with news among the last ten thousand, which costs milliseconds; `ever`: all orders of the shop. */
  readonly look: 'lately' | 'ever'
}

const mostAtOnce = 200
const newsLately = 10_000

/**
 * Writes the invoices that have become due, and the cancellations of what came back of invoiced orders; answers how many. Orders of the
 * interface and of files are not the shop's: whoever sold them has written their invoices. Until the company has said who it is, none is written.
 */
export const writeDue = async (database: Database, { at, look }: Due): Promise<number> => {
  if (missingIn(await readSetting(database, sellerSetting)).length > 0) return 0
  const policy = await readSetting(database, invoiceSetting)
  const since = look === 'ever' ? 0 : await newsBefore(database)
  let written = 0
  for (const order of await ordersDue(database, policy, since)) {
    const result = await inTransaction(database, transaction => invoiceFor(transaction, { order, at }))
    if (result.is === 'written') written += 1
  }
  for (const back of await returnsDue(database, since)) {
    const result = await inTransaction(database, transaction => cancellationFor(transaction, { ...back, at }))
    if (result.is === 'written') written += 1
  }
  return written
}

const newsBefore = async (database: Database): Promise<number> => {
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from sales.event`.execute(database)
  return Math.max(0, rows[0]!.last - newsLately)
}

// Who pays by invoice pays because he has one: it never waits for his money.
const isDue = ({ when }: InvoicePolicy): RawBuilder<boolean> =>
  when === 'shipped'
    ? sql<boolean>`ordered.shipped_at is not null`
    : sql<boolean>`(ordered.shipped_at is not null or (ordered.paid_at is not null and shop.payment <> 'invoice'))`

const ordersDue = async (database: Database, policy: InvoicePolicy, since: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select ordered.id from sales.shop_order shop join sales."order" ordered on ordered.id = shop.order_id
    where ${isDue(policy)}
      and ordered.id in (select order_id from sales.event where id > ${since} and kind in ('placed', 'paid', 'shipped'))
      and not exists (select from sales.invoice where invoice.order_id = ordered.id and kind = 'invoice')
      and exists (select from sales.order_line line where line.order_id = ordered.id and line.quantity >
        (select coalesce(sum(back.quantity), 0) from sales.return_line back where back.order_line_id = line.id))
    order by ordered.id limit ${mostAtOnce}`.execute(database)
  return rows.map(row => row.id)
}

type ReturnDue = { readonly order: number; readonly of: number; readonly reason: string }

const returnsDue = async (database: Database, since: number): Promise<ReturnDue[]> => {
  const { rows } = await sql<ReturnDue>`
    select returned.order_id as "order", returned.id as of, returned.reason
    from sales.event news join sales.return returned on returned.id = news.return_id
    join sales.invoice on invoice.order_id = returned.order_id and invoice.kind = 'invoice'
    where news.id > ${since} and news.kind = 'returned'
      and not invoice.facts -> 'returnsBefore' @> to_jsonb(returned.id)
      and not exists (select from sales.invoice cancellation where cancellation.return_id = returned.id)
    order by returned.id limit ${mostAtOnce}`.execute(database)
  return rows
}
