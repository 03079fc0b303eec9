import type { Database } from '#ground/database'
import { uuidOf } from '#ground/identity'
import type { Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { imprintOf, sellerSetting } from '#sales/invoice'
import { invoiceByUuid, pdfOf } from '#sales/invoice/store.ts'
import { withdrawalSetting } from '#sales/withdrawal'
import type { Letter, Scene } from './index.ts'

/** The company as its letters show it. */
export const sceneIn = async (database: Database, origin: string): Promise<Scene> => {
  const { name, currency, zone } = await database
    .selectFrom('company')
    .select(['name', 'currency', 'zone'])
    .executeTakeFirstOrThrow()
  const imprint = imprintOf(await readSetting(database, sellerSetting), name)
  const { days } = await readSetting(database, withdrawalSetting)
  return { company: name, currency, zone: zone as Zone, imprint, origin, withdrawalDays: days }
}

export type Attachments = readonly { readonly filename: string; readonly content: Buffer }[]

/** The PDFs that a letter names. */
export const attachmentsOf = async (database: Database, { invoices = [] }: Letter): Promise<Attachments> => {
  const uuids = invoices.flatMap(id => uuidOf('invoice', id) ?? [])
  const { zone } = await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()
  const found = await Promise.all(uuids.map(uuid => invoiceByUuid(database, uuid)))
  return Promise.all(
    found
      .filter(invoice => invoice !== undefined)
      .map(async invoice => ({ filename: `${invoice.text}.pdf`, content: await pdfOf(invoice, zone as Zone) })),
  )
}
