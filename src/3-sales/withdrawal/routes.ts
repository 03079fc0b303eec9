import type { Database } from '#ground/database'
import { answered, invalid, notFound, pageOf, refused } from '#ground/http'
import { orRefuse, routesOn, type Api } from '#ground/http/operation.ts'
import { moment, pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import { newUuid, uuidOf } from '#ground/identity'
import { isoOf, type Instant } from '#ground/period'
import { checkDeclaration } from './index.ts'
import { declareWithdrawal, listWithdrawals, withdrawalByUuid, type Withdrawal } from './store.ts'

export type WithdrawalNeeds = { readonly database: Database; readonly now: () => Instant }

type Routes = ReturnType<typeof routesOn>

const piece = z.strictObject({
  position: z.int().min(1).openapi({ description: 'The line of the order.', example: 1 }),
  quantity: z.int().min(1).max(1_000_000).openapi({ description: 'How many pieces.', example: 2 }),
})

const declared = {
  name: text('Who withdraws.', 'Cem Yılmaz'),
  email: text('Where the receipt goes.', 'cem@example.org'),
  order: text("The order's number, as the consumer wrote it.", '100017'),
  part: z.string().max(2000).nullable().openapi({
    description: 'Which goods, in the consumer’s words; null for the whole contract.',
    example: '2 candles',
  }),
  pieces: z
    .array(piece)
    .min(1)
    .nullable()
    .openapi({ description: 'Which pieces, where they were chosen from the order; else null.' }),
  language: z.enum(['de', 'en']).openapi({ description: 'Of the receipt.' }),
}

const given = z
  .strictObject({ ...declared, part: declared.part.default(null), pieces: declared.pieces.default(null) })
  .openapi('NewWithdrawal')

const withdrawalSchema = z
  .object({
    id: z.string().openapi({ example: 'wdr_01hzx5m2n3p4q5r6s7t8v9w0xy' }),
    ...declared,
    receivedAt: moment('When it arrived; the receipt says the same.'),
    state: z.enum(['open', 'matched', 'returned', 'closed']).openapi({
      description: 'Open until its order is found; returned or closed once it is settled.',
    }),
  })
  .openapi('Withdrawal')

const exampleGiven = {
  name: 'Cem Yılmaz',
  email: 'cem@example.org',
  order: '100017',
  part: '2 candles',
  pieces: null,
  language: 'de' as const,
}

const example = {
  id: 'wdr_01hzx5m2n3p4q5r6s7t8v9w0xy',
  ...exampleGiven,
  receivedAt: '2026-07-01T12:30:00.000Z',
  state: 'open' as const,
}

const described = ({ id, name, email, order, part, pieces, language, receivedAt, state }: Withdrawal) => ({
  id,
  name,
  email,
  order,
  part,
  pieces: pieces === null ? null : [...pieces],
  language,
  receivedAt: isoOf(receivedAt),
  state,
})

/** POST /withdrawals */
const declaring = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'declareWithdrawal',
    path: '/withdrawals',
    tag: 'orders',
    summary: 'Hand on a withdrawal',
    description:
      'For shops with pages of their own: keeps what a consumer declared (§ 356a BGB) and sends the receipt at once, whether or not there is such an order.',
    body: given,
    reply: withdrawalSchema,
    examples: { body: exampleGiven, reply: example },
    nameOf: ({ id }) => id,
    run: async ({ database, body }) => {
      const checked = checkDeclaration(body)
      if (checked.is === 'refused')
        return refused(
          invalid(...checked.faults.map(({ field, because }) => ({ pointer: `#/${field}`, detail: because }))),
        )
      const { id } = await declareWithdrawal(database, {
        declaration: checked.declaration,
        at: now(),
        commandKey: newUuid(),
      })
      return answered(described((await withdrawalByUuid(database, uuidOf('withdrawal', id)!))!))
    },
  })

/** GET /withdrawals */
const listing = ({ read }: Routes) =>
  read({
    name: 'listWithdrawals',
    path: '/withdrawals',
    tag: 'orders',
    summary: 'List withdrawals',
    description: 'What consumers have declared, the newest first.',
    query: z.strictObject({
      only: z
        .enum(['unsettled', 'all'])
        .default('all')
        .openapi({ description: 'Only those that wait for the company.' }),
      ...paging(['moment', 'number']),
    }),
    reply: pageOfRows(withdrawalSchema),
    example: { rows: [example], next: null },
    run: async ({ database, query: { only, cursor, limit } }) => {
      const after = cursor && { receivedAt: cursor[0], number: cursor[1] }
      const found = await listWithdrawals(database, { only, after, limit: limit + 1 })
      const page = pageOf(found, limit, each => [each.receivedAt, each.number])
      return answered({ rows: page.rows.map(described), next: page.next })
    },
  })

/** GET /withdrawals/{id} */
const reading = ({ read }: Routes) =>
  read({
    name: 'getWithdrawal',
    path: '/withdrawals/{id}',
    tag: 'orders',
    summary: 'Get a withdrawal',
    description: 'A withdrawal as it was declared.',
    params: z.object({ id: z.string().openapi({ example: example.id }) }),
    reply: withdrawalSchema,
    example,
    run: async ({ database, params }) => {
      const uuid = uuidOf('withdrawal', params.id)
      const found = uuid === undefined ? undefined : await withdrawalByUuid(database, uuid)
      return orRefuse(found && described(found), notFound('withdrawal'))
    },
  })

/** Withdrawals over the interface. */
export const withdrawalRoutes = ({ database, now }: WithdrawalNeeds): Api => {
  const routes = routesOn(database)
  declaring(routes, now)
  listing(routes)
  reading(routes)
  return routes.app
}
