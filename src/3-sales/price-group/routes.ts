import type { Database } from '#ground/database'
import { answered, type Reply } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { moment, orNull, z } from '#ground/http/schema.ts'
import { always, isoOf, type Instant } from '#ground/period'
import { contactAt, contactPath } from '#people/contact/routes.ts'
import { keptAs, type Contact } from '#people/contact/store.ts'
import { priceGroups } from '#sales/catalogue'
import { priceGroupFor } from './index.ts'
import { givePriceGroups, groupsGiven } from './store.ts'

export type PriceGroupNeeds = { readonly database: Database; readonly now: () => Instant }

const group = z.enum(priceGroups)

const priceGroupSchema = z
  .object({
    group: group.openapi({ description: 'Whose prices he pays now.', example: 'reseller' }),
    given: orNull(group).openapi({ description: 'The group the company put him into; null where his role decides.' }),
    history: z
      .array(
        z.object({
          group,
          from: moment('Since when.'),
          until: moment('Until when; null while it holds.').nullable(),
          by: z.string().openapi({ description: 'Who put him into it.', example: 'key:3' }),
        }),
      )
      .openapi({ description: 'What the company decided about him, the newest first.' }),
  })
  .openapi('PriceGroup')

const example: z.input<typeof priceGroupSchema> = {
  group: 'reseller',
  given: 'reseller',
  history: [{ group: 'reseller', from: '2026-03-01T09:00:00.000Z', until: null, by: 'key:3' }],
}

const isOpen = ({ until }: { readonly until: Instant }) => until === always.until

const told = async (database: Database, { number, role }: Contact): Promise<z.input<typeof priceGroupSchema>> => {
  const history = await groupsGiven(database, number)
  const given = history.find(isOpen)?.group ?? null
  return {
    group: priceGroupFor({ role, given }),
    given,
    history: history.map(({ from, until, ...row }) => ({
      ...row,
      from: isoOf(from),
      until: isOpen({ until }) ? null : isoOf(until),
    })),
  }
}

/** The contact of a path, or whom he was merged into: he is who buys. */
const buyerAt = async (database: Database, id: string): Promise<Reply<Contact>> => {
  const contact = await contactAt(database, id)
  return contact.is === 'refused' ? contact : answered(await keptAs(database, contact.body))
}

/** GET and POST /contacts/{id}/price-group */
export const priceGroupRoutes = ({ database: all, now }: PriceGroupNeeds): Api => {
  const { app, read, command } = routesOn(all)
  const shared = {
    path: '/contacts/{id}/price-group',
    tag: 'contacts',
    params: contactPath,
    reply: priceGroupSchema,
  } as const
  read({
    ...shared,
    name: 'getPriceGroup',
    summary: "Get a contact's price group",
    description: 'Whose prices he pays in the shop, who decided that and since when.',
    example,
    run: async ({ database, params }) => {
      const buyer = await buyerAt(database, params.id)
      return buyer.is === 'refused' ? buyer : answered(await told(database, buyer.body))
    },
  })
  command({
    ...shared,
    name: 'givePriceGroup',
    summary: 'Put a contact into a price group',
    description:
      'From now on he pays the prices of this group when he is signed in, and where it has none, those of customers. Null leaves it to his role again: a partner pays partners’ prices, anybody else those of customers. Orders keep what they cost.',
    body: z.strictObject({ group: orNull(group) }).openapi('NewPriceGroup'),
    examples: { body: { group: 'reseller' }, reply: example },
    run: async ({ database, params, body, actor }) => {
      const buyer = await buyerAt(database, params.id)
      if (buyer.is === 'refused') return buyer
      const giving = { contact: buyer.body.number, group: body.group }
      await givePriceGroups(database, [giving], { at: now(), by: actor.id })
      return answered(await told(database, buyer.body))
    },
  })
  return app
}
