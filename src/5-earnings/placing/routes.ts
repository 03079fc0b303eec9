import type { Database } from '#ground/database'
import { answered, conflict, invalid, refused, type Problem } from '#ground/http'
import { routesOn, type Api } from '#ground/http/operation.ts'
import { moment, orNull, text, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf, periodOf, type Instant, type Zone } from '#ground/period'
import {
  contactAt,
  contactGiven,
  contactNamed,
  contactPath,
  exampleRef,
  refOf,
  refSchema,
} from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { unplaced } from '#earnings/placement'
import type { PlaceRefusal } from './index.ts'
import { namedPlacesOf, namePlace, treesNow, type Placeable } from './store.ts'

type Needs = { readonly database: Database; readonly now: () => Instant; readonly zone: Zone }

const placeTold = z.int().openapi({ description: 'From the left, beginning with 1.', example: 2 })

const namedSchema = z
  .object({
    below: orNull(refSchema).openapi({ description: 'Null: left to the spillover.' }),
    place: orNull(placeTold),
    from: z.string().openapi({ example: '2026-02-10', format: 'date' }),
    reason: z.string().openapi({ description: 'Empty where his sponsor named it.' }),
    decidedAt: moment('When it was named.'),
    decidedBy: z.string().openapi({ example: 'key:3' }),
    isReplaced: z.boolean(),
  })
  .openapi('NamedPlace')

const placesSchema = z
  .object({
    stands: z
      .array(
        z.object({
          rule: z.string().openapi({ description: 'The bonus whose tree it is.', example: 'Teambonus' }),
          below: orNull(refSchema).openapi({ description: 'Null where his tree begins.' }),
          place: placeTold,
          isSettled: z.boolean().openapi({ description: 'He has had it since a closed month, and keeps it.' }),
        }),
      )
      .openapi({ description: 'Where he stands now, in each tree of the plan; none where he has no place.' }),
    named: z.array(namedSchema).openapi({ description: 'Every place that was ever named for him, the newest first.' }),
  })
  .openapi('Places')

const exampleNamed: z.input<typeof namedSchema> = {
  below: exampleRef,
  place: 2,
  from: '2026-02-10',
  reason: 'as agreed with both',
  decidedAt: '2026-02-12T09:00:00.000Z',
  decidedBy: 'key:3',
  isReplaced: false,
}

const example: z.input<typeof placesSchema> = {
  stands: [{ rule: 'Teambonus', below: exampleRef, place: 2, isSettled: false }],
  named: [exampleNamed],
}

const tellerOf = async (database: Database, numbers: readonly (number | null)[]) => {
  const asked = numbers.filter(each => each !== null && each >= 0)
  const refs = await contactsByNumber(database, asked as ContactNumber[])
  return (number: number | null) => (number === null || number < 0 ? null : refOf(refs.get(number as ContactNumber)!))
}

const describedNames = async (database: Database, contact: ContactNumber): Promise<z.input<typeof namedSchema>[]> => {
  const named = await namedPlacesOf(database, contact)
  const told = await tellerOf(
    database,
    named.map(({ below }) => below),
  )
  return named.map(({ below, place, from, reason, at, by, isReplaced }) => ({
    below: told(below),
    place: place === null ? null : place + 1,
    from,
    reason,
    decidedAt: isoOf(at),
    decidedBy: by,
    isReplaced,
  }))
}

const describedStands = async (database: Database, contact: ContactNumber, known: Placeable | undefined) => {
  const trees = (known?.trees ?? []).filter(({ tree }) => (tree.parents[contact] ?? unplaced) !== unplaced)
  const told = await tellerOf(
    database,
    trees.map(({ tree }) => tree.parents[contact]!),
  )
  return trees.map(({ rule, tree, isSettled }) => ({
    rule,
    below: told(tree.parents[contact]!),
    place: tree.places[contact]! + 1,
    isSettled: isSettled(contact),
  }))
}

const whyNot: Readonly<Record<Exclude<PlaceRefusal, 'reason missing'>, string>> = {
  'no tree': 'The plan has no binary or matrix bonus, and so no tree.',
  'no partner': 'Only a partner has a place in a tree.',
  'placed already': 'He has had his place since a closed month, and keeps it.',
  'not below': 'Only a partner in the tree has places below him.',
  'no such place': 'No tree of the plan has so many places below each.',
  'place taken': 'Somebody else stands there, or it is named for him.',
  'would close a cycle': 'He would stand below somebody who stands below him.',
  'not his': 'He is no new partner of this one.',
  'closed meanwhile': 'A month was closed just now; look again where he stands.',
}

const problemOf = (because: PlaceRefusal): Problem =>
  because === 'reason missing'
    ? invalid({ pointer: '#/reason', detail: 'expected a reason' })
    : conflict(because, whyNot[because])

const shared = { tag: 'contacts', path: '/contacts/{id}/place', params: contactPath } as const

type Routes = ReturnType<typeof routesOn>
/** The months are kept with the database itself, not with a command's transaction. */
type Trees = () => Promise<Placeable | undefined>

const reading = ({ read }: Routes, trees: Trees) =>
  read({
    ...shared,
    name: 'getPlaces',
    summary: 'Where a partner stands in the trees',
    description: 'In each tree of the running plan, with every place that was named for him.',
    reply: placesSchema,
    example,
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const { number } = contact.body
      const stands = await describedStands(database, number, await trees())
      return answered({ stands, named: await describedNames(database, number) })
    },
  })

const bodySchema = z
  .strictObject({
    below: orNull(contactGiven),
    place: z.int().min(1).max(20).optional().openapi({ description: 'From the left, beginning with 1.', example: 2 }),
    reason: text('Why the company places him.', 'as agreed with both'),
  })
  .openapi('NewPlace')

const placing = ({ command }: Routes, trees: Trees, now: Needs['now']) =>
  command({
    ...shared,
    name: 'namePlace',
    summary: 'Place a partner in the trees',
    description:
      'Below somebody, at a free place; without one at the next that is free below; below null wherever the spillover leads. Until the month is closed in which he first has a place.',
    body: bodySchema,
    reply: namedSchema,
    examples: { body: { below: { reference: 'P-17' }, place: 2, reason: 'as agreed with both' }, reply: exampleNamed },
    run: async ({ database, params, body, actor }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const below = body.below === null ? answered(null) : await contactNamed(database, body.below, '#/below')
      if (below.is === 'refused') return below
      const [known, { number }] = [await trees(), contact.body]
      if (known === undefined) return refused(problemOf('no tree'))
      const placed = await namePlace(database, {
        contact: number,
        below: below.body?.number ?? null,
        place: below.body === null || body.place === undefined ? null : body.place - 1,
        within: undefined,
        reason: body.reason,
        at: now(),
        by: actor.id,
        known,
      })
      if (placed.is === 'refused') return refused(problemOf(placed.because))
      return answered((await describedNames(database, number))[0]!)
    },
  })

/** Where partners stand in the trees of binary and matrix bonuses, and placing them. */
export const placingRoutes = ({ database, now, zone }: Needs): Api => {
  const routes = routesOn(database)
  const trees = () => treesNow(database, periodOf(now(), zone))
  reading(routes, trees)
  placing(routes, trees, now)
  return routes.app
}
