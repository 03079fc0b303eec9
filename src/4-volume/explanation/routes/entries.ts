import type { Database } from '#ground/database'
import { answered, notFound, pageOf, refused, type Actor, type Reply } from '#ground/http'
import { moment, money, pageOfRows, paging, points, z } from '#ground/http/schema.ts'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import { isoOf, type Zone } from '#ground/period'
import { contactById, exampleRef, refOf, refSchema, roleSchema } from '#people/contact/routes.ts'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { rowsOf, type MonthColumns } from '../index.ts'
import { entriesOf, type OwnedEntry } from '../store.ts'
import { asked, contactPath, headOf, monthAsked, periodShown, readingShown, shown, type Routes } from './answers.ts'

const entrySchema = z
  .object({
    id: z.string().openapi({ example: 'ent_01hzx6m2n3p4q5r6s7t8v9w0xy' }),
    at: moment('When it became turnover.', '2026-02-11T08:00:00.000Z'),
    is: z.enum(['order', 'return', 'split']),
    order: z
      .object({ id: z.string(), reference: z.string().nullable() })
      .nullable()
      .openapi({ description: 'Null for a return that no order was found for.' }),
    article: z.string(),
    description: z.string(),
    quantity: z.int().openapi({ description: 'Negative on a return.' }),
    net: money('Net of VAT, negative on a return.', '15.30'),
    points: points('Negative on a return.', '15.300'),
    role: roleSchema,
    owner: refSchema,
    decidedAt: moment('The moment that decided role and owner; for a return that of the order.'),
  })
  .openapi('Entry', {
    description:
      'A line of the volume ledger. `role` is what the contact was, `owner` to whom it belongs under the reading.',
  })

const exampleEntry = {
  id: 'ent_01hzx6m2n3p4q5r6s7t8v9w0xy',
  at: '2026-02-11T08:00:00.000Z',
  is: 'order' as const,
  order: { id: 'ord_01hzx4m2n3p4q5r6s7t8v9w0xy', reference: '536365' },
  article: '85123A',
  description: 'White hanging heart',
  quantity: 6,
  net: '15.30',
  points: '15.300',
  role: 'customer' as const,
  owner: exampleRef,
  decidedAt: '2026-02-11T08:00:00.000Z',
}

/** GET /volumes/{period}/contacts/{id}/entries */
export const listingEntries = ({ read }: Routes, zone: Zone) =>
  read({
    name: 'listEntries',
    path: '/volumes/{period}/contacts/{id}/entries',
    tag: 'volumes',
    summary: "List the entries of a contact's personal volume",
    description:
      'The lines of the volume ledger that the contact generated in the month, oldest first. A partner may ask for himself, and for customers as far as their entries are his.',
    access: 'partners too',
    params: contactPath,
    query: z.strictObject({ ...asked, ...paging(['moment', 'number']) }),
    reply: z.object({ period: periodShown, reading: readingShown, ...pageOfRows(entrySchema).shape }),
    example: { period: '2026-02', reading: 'nearest/order', rows: [exampleEntry], next: null },
    run: async ({ database, params: { period, id }, query: { reading, limit, cursor }, actor }) => {
      const asking = await monthAsked(database, { period, reading, zone, actor })
      if (asking.is === 'refused') return asking
      const month = asking.body
      const whose = visible(month, actor, await contactById(database, id))
      if (whose.is === 'refused') return whose
      const after = cursor === undefined ? undefined : { at: cursor[0], number: cursor[1] }
      const found = await entriesOf(database, month, { ...whose.body, after, limit: limit + 1 })
      const page = pageOf(found, limit, entry => [entry.at, entry.number])
      return answered({ ...headOf(month), rows: await describeEntries(database, page.rows), next: page.next })
    },
  })

type Whose = { readonly contact: ContactNumber; readonly owner: ContactNumber | undefined }

const visible = (month: MonthColumns, actor: Actor, contact: Contact | undefined): Reply<Whose> => {
  if (contact === undefined) return refused(notFound('contact'))
  const { number } = contact
  if (actor.role === 'company' || actor.contact === number) return answered({ contact: number, owner: undefined })
  const isHis = rowsOf(month.owned, actor.contact).some(row => month.shares.contacts[row] === number)
  return isHis ? answered({ contact: number, owner: actor.contact }) : refused(notFound('contact'))
}

const describeEntries = async (
  database: Database,
  entries: readonly OwnedEntry[],
): Promise<z.input<typeof entrySchema>[]> => {
  const owners = await contactsByNumber(
    database,
    entries.map(entry => entry.owner),
  )
  return entries.map(entry => ({
    id: publicIdOf('entry', entry.uuid),
    at: isoOf(entry.at),
    is: entry.is,
    order:
      entry.order === null ? null : { id: publicIdOf('order', entry.order.uuid), reference: entry.order.reference },
    article: entry.article,
    description: entry.description,
    quantity: entry.quantity,
    ...shown(entry),
    role: entry.roleThen,
    owner: refOf(owners.get(entry.owner)!),
    decidedAt: isoOf(entry.decidedAt),
  }))
}
