import type { Database } from '#ground/database'
import { answered, conflict, maySee, notFound, refused, type Reply } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { moment, text, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { invite, linksOf, makeLink, type MadeLink } from './links.ts'

const linkSchema = z
  .object({
    slug: z.string().openapi({ description: 'The last part of its address, /l/….', example: 'k7m2q9xr' }),
    campaign: z.string().openapi({ example: 'Messe Berlin' }),
    isInvitation: z.boolean().openapi({ description: 'For one person; over once it was answered and confirmed.' }),
    isOpen: z.boolean(),
    madeAt: moment('When it was made.'),
    opened: z.int().openapi({ description: 'How often it was opened, by whomever or whatever.' }),
    registered: z.int().openapi({ description: 'How many registered by it.' }),
    won: z.int().openapi({ description: 'How many of them are his by it.' }),
  })
  .openapi('Link')

const exampleLink = {
  slug: 'k7m2q9xr',
  campaign: 'Messe Berlin',
  isInvitation: false,
  isOpen: true,
  madeAt: '2026-02-10T09:30:00.000Z',
  opened: 12,
  registered: 3,
  won: 2,
}

type Needs = { readonly database: Database; readonly now: () => Instant }

const described = async (database: Database, partner: ContactNumber, at: Instant) =>
  (await linksOf(database, { partner, at })).map(({ madeAt, ...link }) => ({ ...link, madeAt: isoOf(madeAt) }))

const whyNot: Readonly<Record<Extract<MadeLink, { is: 'refused' }>['because'], string>> = {
  empty: 'The campaign needs a name.',
  'too long': 'The name has more than 60 letters.',
  'campaign taken': 'The partner has a link with this name.',
}

/** A partner's personal links and invitations. */
export const linkRoutes = ({ database, now }: Needs): Api => {
  const routes = routesOn(database)
  listing(routes, now)
  making(routes, now)
  return routes.app
}

type Routes = ReturnType<typeof routesOn>

const listing = ({ read }: Routes, now: Needs['now']) =>
  read({
    name: 'listLinks',
    path: '/contacts/{id}/links',
    tag: 'contacts',
    summary: "List a partner's links",
    description: 'Personal links and invitations with what came of them, newest first. A partner may ask for his own.',
    access: 'partners too',
    params: contactPath,
    reply: z.object({ rows: z.array(linkSchema) }),
    example: { rows: [exampleLink] },
    run: async ({ database, params, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      if (!maySee(actor, contact.body.number)) return refused(notFound('contact'))
      return answered({ rows: await described(database, contact.body.number, now()) })
    },
  })

const making = ({ command }: Routes, now: Needs['now']) => {
  const shared = {
    tag: 'contacts',
    params: contactPath,
    reply: linkSchema,
    nameOf: ({ slug }: { slug: string }) => slug,
  }
  command({
    ...shared,
    name: 'makeLink',
    path: '/contacts/{id}/links',
    summary: 'Make a personal link',
    description: 'A link of the partner with the name of a campaign, which none of his links has.',
    body: z.strictObject({ campaign: text('What it is for.', 'Messe Berlin') }),
    examples: { body: { campaign: 'Messe Berlin' }, reply: exampleLink },
    run: ({ database, params, body }) =>
      made({ database, now }, params.id, partner =>
        makeLink(database, { partner, campaign: body.campaign, at: now() }),
      ),
  })
  command({
    ...shared,
    name: 'invite',
    path: '/contacts/{id}/invitations',
    summary: 'Make an invitation',
    description: 'A link for one person, which the partner shares himself. Nothing is mailed to anybody.',
    body: z.strictObject({ note: text('A note of the partner, seen by nobody else.', 'from the choir').optional() }),
    examples: { body: {}, reply: { ...exampleLink, campaign: '#1', isInvitation: true } },
    run: ({ database, params, body }) =>
      made({ database, now }, params.id, partner => invite(database, { partner, note: body.note ?? '', at: now() })),
  })
}

const made = async (
  { database, now }: Needs,
  id: string,
  make: (partner: ContactNumber) => Promise<MadeLink>,
): Promise<Reply<z.input<typeof linkSchema>>> => {
  const contact = await contactAt(database, id)
  if (contact.is === 'refused') return contact
  const { number, role } = contact.body
  if (role !== 'partner') return refused(conflict('not a partner', 'Only a partner has links.'))
  const link = await make(number)
  if (link.is === 'refused') return refused(conflict(link.because, whyNot[link.because]))
  return answered((await described(database, number, now())).find(each => each.slug === link.slug)!)
}
