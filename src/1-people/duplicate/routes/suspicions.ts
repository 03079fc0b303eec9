import { answered, notFound, pageOf, refused } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { moment, pageOfRows, paging, z } from '#ground/http/schema.ts'
import { isoOf, type Instant } from '#ground/period'
import {
  contactAt,
  contactPath,
  describeSimilar,
  exampleRef,
  exampleSimilar,
  refOf,
  refSchema,
  similarSchema,
} from '#people/contact/routes.ts'
import { findLike, sayDifferent, suspicions, type Suspicion } from '../store.ts'

export type Routes = ReturnType<typeof routesOn>

const id = z.string().openapi({ description: "The suspicion's public id.", example: 'dup_01hzx3v2k8e9rtb5m6n7p8q9rs' })

const suspicionSchema = z
  .object({
    id,
    one: refSchema.openapi({ description: 'Whom a merge would usually keep.' }),
    other: refSchema,
    score: similarSchema.shape.score,
    because: similarSchema.shape.because,
    foundAt: moment('When it was found.'),
  })
  .openapi('Duplicate')

const described = ({ id, one, other, score, because, foundAt }: Suspicion): z.input<typeof suspicionSchema> => ({
  id,
  one: refOf(one),
  other: refOf(other),
  score,
  because: [...because],
  foundAt: isoOf(foundAt),
})

const exampleSuspicion = {
  id: 'dup_01hzx3v2k8e9rtb5m6n7p8q9rs',
  one: exampleRef,
  other: { ...exampleRef, id: 'con_01hzx4a7c2f3g4h5j6k7m8n9pq', reference: 'K-1042', role: 'customer' as const },
  score: 0.84,
  because: ['same phone', 'same name'],
  foundAt: '2026-02-10T09:30:00.000Z',
}

/** GET /duplicates */
export const listingSuspicions = ({ read }: Routes) =>
  read({
    name: 'listDuplicates',
    path: '/duplicates',
    tag: 'contacts',
    summary: 'List contacts who may be one person',
    description:
      'Pairs that nobody has decided yet, the likeliest first. What is new or changed is compared within moments.',
    query: z.strictObject(paging(['number', 'number'])),
    reply: pageOfRows(suspicionSchema),
    example: { rows: [exampleSuspicion], next: null },
    run: async ({ database, query: { limit, cursor } }) => {
      const after = cursor && { score: cursor[0], number: cursor[1] }
      const found = await suspicions(database, { after, limit: limit + 1 })
      const { rows, next } = pageOf(found, limit, row => [Math.round(row.score * 100), row.number])
      return answered({ rows: rows.map(described), next })
    },
  })

/** GET /contacts/{id}/similar */
export const readingSimilar = ({ read }: Routes) =>
  read({
    name: 'listSimilar',
    path: '/contacts/{id}/similar',
    tag: 'contacts',
    summary: 'List contacts who may be the same person',
    description:
      'Compared now, the likeliest first, decided pairs too. Partners and former partners are found as well.',
    params: contactPath,
    reply: z.object({ rows: z.array(similarSchema) }),
    example: { rows: [exampleSimilar] },
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      if (contact.is === 'refused') return contact
      const found = await findLike(database, contact.body, { except: [contact.body.number] })
      return answered({ rows: describeSimilar(found) })
    },
  })

/** POST /duplicates/{id}/different */
export const decidingDifferent = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'sayDifferent',
    path: '/duplicates/{id}/different',
    tag: 'contacts',
    summary: 'Say that two contacts are different persons',
    description: 'The pair is not suspected again.',
    params: z.object({ id }),
    body: z.strictObject({}),
    reply: z.object({ decided: z.literal('different') }),
    examples: { body: {}, reply: { decided: 'different' } },
    run: async ({ database, params, actor }) =>
      (await sayDifferent(database, { suspicion: params.id, by: actor.id, at: now() }))
        ? answered({ decided: 'different' as const })
        : refused(notFound('open suspicion')),
  })
