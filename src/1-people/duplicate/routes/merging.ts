import type { Database } from '#ground/database'
import { answered, conflict, notFound, refused } from '#ground/http'
import { text, z } from '#ground/http/schema.ts'
import type { Instant } from '#ground/period'
import { contactAt, contactById, contactPath, exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import type { MergeRefusal } from '../index.ts'
import { merge, previewMerge, undoMerge, type MergePreview } from '../store.ts'
import type { Routes } from './suspicions.ts'

const previewSchema = z
  .object({
    keep: refSchema,
    drop: refSchema,
    taken: z.array(z.string()).openapi({
      description: 'Fields of master data the kept contact takes over, because he lacks them.',
      example: ['phone'],
    }),
    moves: z.array(z.object({ contact: refSchema, to: refSchema })).openapi({
      description: 'Who stands below the dropped contact, and where he goes. Nobody changes his owner.',
    }),
    owners: z.object({ keep: refSchema, drop: refSchema }).openapi({
      description: 'To whom new turnover of each belongs now. The kept contact stays with his owner.',
    }),
  })
  .openapi('MergePreview')

const describedPreview = async (database: Database, preview: MergePreview): Promise<z.input<typeof previewSchema>> => {
  const { keep, drop, taken, steps, owners } = preview
  const named = [owners.keep, owners.drop, ...steps.flatMap(({ contact, to }) => [contact, to])]
  const known = await contactsByNumber(database, named)
  const ref = (number: (typeof named)[number]) => refOf(known.get(number)!)
  return {
    keep: refOf(keep),
    drop: refOf(drop),
    taken: [...taken],
    moves: steps.map(({ contact, to }) => ({ contact: ref(contact), to: ref(to) })),
    owners: { keep: ref(owners.keep), drop: ref(owners.drop) },
  }
}

const other = { ...exampleRef, id: 'con_01hzx4a7c2f3g4h5j6k7m8n9pq', reference: 'K-1042', role: 'customer' as const }

const whyNot: Readonly<Record<MergeRefusal, string>> = {
  'unknown contact': 'There is no such contact.',
  'the same contact': 'A contact cannot be merged into himself.',
  'already merged': 'One of the two was merged before.',
  'the house stays': 'The company itself cannot be merged.',
  'a partner stays': 'A partner is never dropped: keep him, or let him leave first.',
  'keep the other': 'Who is more must be kept: partner, former partner, customer, prospect.',
}

const no = (because: MergeRefusal) => refused(conflict(because, whyNot[because]))

/** GET /contacts/{id}/merge */
export const previewing = ({ read }: Routes, now: () => Instant) =>
  read({
    name: 'previewMerge',
    path: '/contacts/{id}/merge',
    tag: 'contacts',
    summary: 'Preview a merge',
    description: 'What POST to the same path would do now. Nothing is changed.',
    problems: [409],
    params: contactPath,
    query: z.strictObject({ drop: text('The contact that would be merged into this one, by public id.', other.id) }),
    reply: previewSchema,
    example: {
      keep: exampleRef,
      drop: other,
      taken: ['phone'],
      moves: [{ contact: { ...other, reference: 'K-7' }, to: exampleRef }],
      owners: { keep: exampleRef, drop: exampleRef },
    },
    run: async ({ database, params, query }) => {
      const [keep, drop] = [await contactAt(database, params.id), await contactById(database, query.drop)]
      if (keep.is === 'refused') return keep
      if (drop === undefined) return no('unknown contact')
      const preview = await previewMerge(database, { keep: keep.body.number, drop: drop.number, at: now() })
      return preview.is === 'refused' ? no(preview.because) : answered(await describedPreview(database, preview))
    },
  })

const mergeId = z.string().openapi({ description: "The merge's public id.", example: 'mrg_01hzx3v2k8e9rtb5m6n7p8q9rs' })

/** POST /contacts/{id}/merge */
export const merging = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'mergeContacts',
    path: '/contacts/{id}/merge',
    tag: 'contacts',
    summary: 'Merge another contact into this one',
    description:
      'The other stays as a pointer to this one. What is booked stays booked, nobody changes his owner, and it can be undone.',
    params: contactPath,
    body: z.strictObject({
      drop: text('The contact that is merged into this one, by public id.', other.id),
      reason: text('Why, in words; kept with the merge.', 'same person, married').optional(),
    }),
    reply: z.object({ merge: mergeId }),
    examples: {
      body: { drop: other.id, reason: 'same person, married' },
      reply: { merge: 'mrg_01hzx3v2k8e9rtb5m6n7p8q9rs' },
    },
    run: async ({ database, params, body, actor }) => {
      const [keep, drop] = [await contactAt(database, params.id), await contactById(database, body.drop)]
      if (keep.is === 'refused') return keep
      if (drop === undefined) return no('unknown contact')
      const pair = { keep: keep.body.number, drop: drop.number }
      const done = await merge(database, { ...pair, by: actor.id, reason: body.reason ?? '', at: now() })
      return done.is === 'refused' ? no(done.because) : answered({ merge: done.merge })
    },
  })

/** POST /merges/{id}/undo */
export const undoing = ({ command }: Routes, now: () => Instant) =>
  command({
    name: 'undoMerge',
    path: '/merges/{id}/undo',
    tag: 'contacts',
    summary: 'Undo a merge',
    description:
      'Makes two contacts of one again: what was taken over goes back unless it was changed since, and who was moved goes back unless he has moved on.',
    params: z.object({ id: mergeId }),
    body: z.strictObject({}),
    reply: z.object({ keep: refSchema, drop: refSchema }),
    examples: { body: {}, reply: { keep: exampleRef, drop: other } },
    run: async ({ database, params, actor }) => {
      const done = await undoMerge(database, { merge: params.id, by: actor.id, at: now() })
      if (done.is === 'refused')
        return refused(
          done.because === 'unknown merge'
            ? notFound('merge')
            : conflict(done.because, 'This merge was undone before.'),
        )
      const known = await contactsByNumber(database, [done.keep, done.drop])
      return answered({ keep: refOf(known.get(done.keep)!), drop: refOf(known.get(done.drop)!) })
    },
  })
