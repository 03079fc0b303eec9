import type { Database } from '#ground/database'
import { uuidOf } from '#ground/identity'
import type { Zone } from '#ground/period'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { shopOrder } from '#sales/checkout/store.ts'
import { grossOf, invoiceSetting, missingIn, sellerSetting } from '#sales/invoice'
import { invoiceByUuid, invoiceFor, invoicesOf, pdfOf, type Invoice } from '#sales/invoice/store.ts'
import { messageRetention } from '#ground/message'
import { withdrawalSetting } from '#sales/withdrawal'
import type { InvoiceId, InvoiceOffice, InvoiceRow, PaperSettings, WriteRefusal } from '../../paper.ts'
import type { ShopInvoices } from '../../shop-papers.ts'
import { carryOut, type CommandNeeds } from '../carry-out.ts'
import { orderNumberOf } from '../orders.ts'

export const invoiceRow = ({ id, text, kind, issuedAt, facts }: Invoice): InvoiceRow => ({
  id,
  number: text,
  kind,
  issuedAt,
  gross: grossOf(facts),
  currency: facts.currency,
})

/** The company's invoices, and who it is on them. */
export const invoiceOffice = ({ database, clock, actor }: CommandNeeds): InvoiceOffice => ({
  ofOrder: async id => {
    const order = await orderNumberOf(database, id)
    if (order === undefined) return null
    const [invoices, shop, seller] = await Promise.all([
      invoicesOf(database, order),
      shopOrder(database, order),
      readSetting(database, sellerSetting),
    ])
    return {
      rows: invoices.map(invoiceRow),
      isOfShop: shop !== undefined,
      isSellerKnown: missingIn(seller).length === 0,
    }
  },
  pdf: id => invoicePdf(database, id),
  write: async ({ commandId, order: id }) =>
    carryOut(
      database,
      { actor: await actor(), commandId, request: 'write invoice', content: { order: id } },
      async inside => {
        const order = await orderNumberOf(inside, id)
        if (order === undefined) return refuse('unknown order')
        const result = await invoiceFor(inside, { order, at: clock() })
        return result.is === 'refused' ? refuse(result.because as WriteRefusal) : { is: 'written' as const }
      },
    ),
  settings: () => settingsOf(database),
  keepSettings: async ({ commandId, ...content }) => {
    const by = await actor()
    await carryOut(database, { actor: by, commandId, request: 'keep paper settings', content }, async inside => {
      await keepSetting(inside, sellerSetting, { value: content.seller, by })
      await keepSetting(inside, invoiceSetting, { value: content.invoice, by })
      await keepSetting(inside, withdrawalSetting, { value: content.withdrawal, by })
      await keepSetting(inside, messageRetention, { value: content.retention, by })
      return { is: 'kept' }
    })
  },
})

/** What the buyer of an order may have; whose order it is was looked at before. */
export const shopInvoices = (database: Database): ShopInvoices => ({
  of: async order => (await invoicesOf(database, order)).map(invoiceRow),
  pdf: async (order, id) => {
    const found = (await invoicesOf(database, order)).find(invoice => invoice.id === id)
    return found === undefined ? null : invoicePdf(database, found.id)
  },
})

const refuse = (because: WriteRefusal) => ({ is: 'refused', because }) as const

const settingsOf = async (database: Database): Promise<PaperSettings> => ({
  seller: await readSetting(database, sellerSetting),
  invoice: await readSetting(database, invoiceSetting),
  withdrawal: await readSetting(database, withdrawalSetting),
  retention: await readSetting(database, messageRetention),
})

/** An invoice as PDF; null where there is none with this id. Who asks has to be allowed to. */
const invoicePdf = async (database: Database, id: InvoiceId) => {
  const uuid = uuidOf('invoice', id)
  const invoice = uuid === undefined ? undefined : await invoiceByUuid(database, uuid)
  if (invoice === undefined) return null
  const { zone } = await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()
  return { name: `${invoice.text}.pdf`, content: await pdfOf(invoice, zone as Zone) }
}
