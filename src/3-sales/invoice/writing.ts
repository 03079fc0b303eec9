import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { newUuid, publicIdOf } from '#ground/identity'
import { tell } from '#ground/message/store.ts'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { linkTo } from '#sales/checkout/store.ts'
import { lockOrders } from '#sales/order/store.ts'
import { totalsOf } from './amounts.ts'
import { composeCancellation, composeInvoice } from './compose.ts'
import type { InvoiceFacts } from './facts.ts'
import { gather, isWorthWriting } from './gathering.ts'
import { invoiceSetting, missingIn, numberText, sellerSetting, type InvoicePolicy } from './index.ts'
import { invoicesOf, type Invoice } from './reading.ts'

type Refusal = 'unknown order' | 'no address' | 'seller incomplete' | 'nothing to invoice' | 'no invoice' | 'not on it'

export type InvoiceResult =
  | { readonly is: 'written' | 'there'; readonly invoice: Invoice }
  | { readonly is: 'refused'; readonly because: Refusal }

const refuse = (because: Refusal) => ({ is: 'refused', because }) as const

/**
 * The invoice of an order: the one it has, or a new one of what it is now. Call it in a transaction. The guards are the order's row, held until
 * the end, and the unique index: an order has one invoice, whoever asks at once.
 */
export const invoiceFor = async (
  transaction: Database,
  { order, at }: { readonly order: number; readonly at: Instant },
): Promise<InvoiceResult> => {
  await lockOrders(transaction, [order])
  const there = (await invoicesOf(transaction, order)).find(({ kind }) => kind === 'invoice')
  if (there !== undefined) return { is: 'there', invoice: there }
  const scene = await sceneOf(transaction)
  if (missingIn(scene.seller).length > 0) return refuse('seller incomplete')
  const gathered = await gather(transaction, order)
  if (gathered.is === 'refused') return gathered
  const facts = composeInvoice(gathered.order, scene)
  if (!isWorthWriting(facts.lines)) return refuse('nothing to invoice')
  return keep(transaction, scene, { facts, order, at, email: gathered.email })
}

export type Cancelling = {
  readonly order: number
  /** The database's number of the return. */
  readonly of: number
  readonly reason: string
  readonly at: Instant
}

/** The cancellation of what a return took back of an invoiced order: the one there is, or a new one. Call it in a transaction. */
export const cancellationFor = async (
  transaction: Database,
  { order, of, reason, at }: Cancelling,
): Promise<InvoiceResult> => {
  await lockOrders(transaction, [order])
  const [invoice, ...cancellations] = await invoicesOf(transaction, order)
  if (invoice === undefined) return refuse('no invoice')
  const thereId = await transaction
    .selectFrom('sales.invoice')
    .select('id')
    .where('return_id', '=', of)
    .executeTakeFirst()
  const there = cancellations.find(({ number }) => number === thereId?.id)
  if (there !== undefined) return { is: 'there', invoice: there }
  if (invoice.facts.returnsBefore.includes(of)) return refuse('not on it')
  const gathered = await gather(transaction, order)
  if (gathered.is === 'refused') return gathered
  const scene = await sceneOf(transaction)
  const corrected = {
    number: invoice.text,
    issuedOn: dayOf(invoice.issuedAt, scene.zone),
    of,
    reason,
    zone: scene.zone,
  }
  const facts = composeCancellation(gathered.order, { invoice: invoice.facts, ...corrected })
  const cancels = { cancels_id: invoice.number, return_id: of }
  return keep(transaction, scene, { facts, order, at, email: gathered.email, cancels })
}

type Scene = {
  readonly seller: InvoiceFacts['seller']
  readonly policy: InvoicePolicy
  readonly zone: Zone
}

const sceneOf = async (database: Database): Promise<Scene> => {
  const { zone } = await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()
  return {
    seller: await readSetting(database, sellerSetting),
    policy: await readSetting(database, invoiceSetting),
    zone: zone as Zone,
  }
}

type Keeping = {
  readonly facts: InvoiceFacts
  readonly order: number
  readonly at: Instant
  readonly email: string | null
  readonly cancels?: { readonly cancels_id: number; readonly return_id: number }
}

const keep = async (
  transaction: Database,
  { policy, zone }: Scene,
  { facts, order, at, email, cancels }: Keeping,
): Promise<InvoiceResult> => {
  const year = Number(dayOf(at, zone).slice(0, 4))
  const serial = await nextSerial(transaction, year)
  const uuid = newUuid()
  const text = numberText({ year, serial }, policy)
  const { id } = await transaction
    .insertInto('sales.invoice')
    .values({
      uuid,
      year,
      serial,
      number: text,
      kind: facts.kind,
      order_id: order,
      cancels_id: cancels?.cancels_id ?? null,
      return_id: cancels?.return_id ?? null,
      issued_at: new Date(at),
      facts: JSON.stringify(facts),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const invoice: Invoice = {
    number: id,
    id: publicIdOf('invoice', uuid),
    text,
    kind: facts.kind,
    order,
    issuedAt: at,
    facts,
  }
  if (email !== null && policy.isMailed) await tellBuyer(transaction, invoice, email)
  return { is: 'written', invoice }
}

/**
 * The next number of the year. Its row stays locked until the transaction ends: a second writer waits, and one that is rolled back gives its number
 * back. So there is never a gap, which a sequence would leave.
 */
const nextSerial = async (transaction: Database, year: number): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    insert into sales.invoice_number (year, last) values (${year}, 1)
    on conflict (year) do update set last = invoice_number.last + 1
    returning last`.execute(transaction)
  return rows[0]!.last
}

const tellBuyer = async (
  transaction: Database,
  { id, text, kind, facts, order, issuedAt: at }: Invoice,
  to: string,
): Promise<void> => {
  const link = await linkTo(transaction, { order, at })
  await tell(transaction, {
    kind: kind === 'invoice' ? 'invoice written' : 'cancellation written',
    to,
    language: facts.language,
    facts: {
      invoice: id,
      number: text,
      order: facts.order.number,
      corrects: facts.corrects?.number ?? null,
      total: totalsOf(facts.vat).gross,
      currency: facts.currency,
      name: facts.buyer.name,
      ...link.facts,
    },
    once: `invoice ${id}`,
    secret: link.secret,
  })
}
