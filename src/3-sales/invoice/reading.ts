import type { Database } from '#ground/database'
import { publicIdOf, type PublicId } from '#ground/identity'
import type { Instant } from '#ground/period'
import type { InvoiceFacts } from './facts.ts'

export type Invoice = {
  readonly number: number
  readonly id: PublicId<'invoice'>
  /** As it stands on the paper: "R2026-00017". */
  readonly text: string
  readonly kind: 'invoice' | 'cancellation'
  readonly order: number
  readonly issuedAt: Instant
  readonly facts: InvoiceFacts
}

const invoices = (database: Database) => database.selectFrom('sales.invoice').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof invoices>['executeTakeFirstOrThrow']>>

const invoiceOf = (row: Row): Invoice => ({
  number: row.id,
  id: publicIdOf('invoice', row.uuid),
  text: row.number,
  kind: row.kind,
  order: row.order_id,
  issuedAt: row.issued_at,
  facts: row.facts as unknown as InvoiceFacts,
})

export const invoiceByUuid = async (database: Database, uuid: string): Promise<Invoice | undefined> => {
  const row = await invoices(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && invoiceOf(row)
}

/** The invoice of an order and its cancellations, in the order they were written. */
export const invoicesOf = async (database: Database, order: number): Promise<Invoice[]> =>
  (await invoices(database).where('order_id', '=', order).orderBy('id').execute()).map(invoiceOf)
