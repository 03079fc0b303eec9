import type { Database } from '#ground/database'
import { answered, maySee, notFound, pageOf, refused, type Reply } from '#ground/http'
import { routesOn, type Api, type Asked } from '#ground/http/operation.ts'
import { pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import { owns } from './index.ts'
import {
  contactById,
  contactPath,
  contactSchema,
  describeContacts,
  exampleContact,
  roleSchema,
  type SponsorsOf,
} from './routes/answers.ts'
import { changingData } from './routes/data.ts'
import { contactByReference, keptAs, listContacts, type Contact, type ListedMerged } from './store.ts'

export {
  contactAt,
  contactById,
  contactGiven,
  contactNamed,
  contactPath,
  contactSchema,
  describeContacts,
  describeSimilar,
  exampleContact,
  exampleRef,
  exampleSimilar,
  refOf,
  refSchema,
  roleSchema,
  similarSchema,
} from './routes/answers.ts'

export type ContactNeeds = { readonly database: Database; readonly sponsorsOf: SponsorsOf }

/** GET /contacts and /contacts/{id}, POST /contacts/{id}/data. Who registers, moves or leaves is structure's business. */
export const contactRoutes = ({ database, sponsorsOf }: ContactNeeds): Api => {
  const routes = routesOn(database)
  const { app, read } = routes
  read({
    name: 'listContacts',
    path: '/contacts',
    tag: 'contacts',
    summary: 'List or search contacts',
    description:
      'All contacts in the order of registration, or those that match. Every word of `search` must be part of reference, name, e-mail, postal code or city. Contacts who were merged into others are left out; the others are found by their names and references, too.',
    query: listQuery,
    reply: pageOfRows(contactSchema),
    example: { rows: [exampleContact], next: null },
    run: asked => list(asked, sponsorsOf),
  })
  read({
    name: 'getContact',
    path: '/contacts/{id}',
    tag: 'contacts',
    summary: 'Get a contact',
    description: 'A contact with his role and sponsor now. A partner may ask for himself.',
    access: 'partners too',
    params: contactPath,
    reply: contactSchema,
    example: exampleContact,
    run: asked => get(asked, sponsorsOf),
  })
  changingData(routes, sponsorsOf)
  return app
}

const listQuery = z.strictObject({
  search: text('Words to look for.', 'berger berlin').optional(),
  role: roleSchema.optional(),
  reference: text('Only the contact with exactly this reference, or whom he was merged into.', 'K-1042').optional(),
  merged: z.enum(['left out', 'listed']).optional().openapi({
    description: 'Whether contacts who were merged into others are answered themselves; usually they are left out.',
  }),
  ...paging(['contact']),
})

const list = async (
  { database, query }: Asked<unknown, z.output<typeof listQuery>, unknown>,
  sponsorsOf: SponsorsOf,
) => {
  const { search = '', role, merged, limit, cursor } = query
  const found =
    query.reference === undefined
      ? await listContacts(database, {
          search,
          role,
          merged,
          after: cursor?.[0],
          limit: limit + 1,
        })
      : await exactly(database, query.reference, merged)
  const page = pageOf(found, limit, contact => [contact.number])
  return answered({ rows: await describeContacts(database, page.rows, sponsorsOf), next: page.next })
}

const exactly = async (database: Database, reference: string, merged?: ListedMerged): Promise<Contact[]> => {
  const found = await contactByReference(database, reference)
  if (found === undefined) return []
  return [merged === 'listed' ? found : await keptAs(database, found)]
}

const get = async (
  { database, params, actor }: Asked<z.output<typeof contactPath>, unknown, unknown>,
  sponsorsOf: SponsorsOf,
): Promise<Reply<z.input<typeof contactSchema>>> => {
  const contact = await contactById(database, params.id)
  if (contact === undefined || !maySee(actor, contact.number)) return refused(notFound('contact'))
  const [described] = await describeContacts(database, [contact], sponsorsOf)
  const { sponsor } = described!
  // A partner may stand below a customer, whose name is not his to know.
  const isHidden = actor.role === 'partner' && sponsor !== null && !owns(sponsor.role)
  return answered({ ...described!, sponsor: isHidden ? null : sponsor })
}
