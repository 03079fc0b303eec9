import type { Database } from '#ground/database'
import { answered } from '#ground/http'
import type { routesOn } from '#ground/http/operation.ts'
import { moment, orNull, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { isoOf } from '#ground/period'
import { contactAt, contactPath, exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { sponsorshipsOf } from '#people/structure/store.ts'
import { signalKinds } from '../index.ts'
import { attributionsOf } from '../records.ts'

const signalSchema = z.object({
  signal: z.enum(signalKinds),
  partner: orNull(refSchema).openapi({ description: 'Whom it names; null where nobody has the number or code.' }),
  said: z.string().openapi({ description: 'The code, campaign, name or number as it was given.', example: 'VONBEN' }),
  outcome: z.string().openapi({ description: '`decided`, or why it did not decide.', example: 'no order yet' }),
})

const decisionSchema = z.object({
  moment: z.enum(['registration', 'order', 'correction', 'cancellation', 'lead']),
  decidedAt: moment('When it was decided.'),
  from: moment('From when on the sponsor is his sponsor.'),
  sponsor: refSchema,
  before: orNull(refSchema).openapi({ description: 'The sponsor before; null for whoever was registered by it.' }),
  by: z.string().openapi({
    description:
      'The signal that decided, `rule`, `existing` (he stays), `company`, `cancellation`, or `lead` (a partner passed him on).',
    example: 'subdomain',
  }),
  reason: z.string().openapi({ example: 'strongest signal' }),
  words: z.string().openapi({ description: 'What the company said for it; may be empty.' }),
  actor: z.string().openapi({ description: 'Who asked for it.', example: 'shop' }),
  isUndone: z.boolean().openapi({ description: 'The order was cancelled before it was paid.' }),
  signals: z.array(signalSchema),
})

export const attributionSchema = z
  .object({
    sponsor: orNull(refSchema).openapi({ description: 'His sponsor now; null for the house.' }),
    since: orNull(moment('Since when.')),
    decisions: z.array(decisionSchema).openapi({ description: 'Oldest first; none for whoever was imported.' }),
  })
  .openapi('Attribution')

export const exampleAttribution = {
  sponsor: exampleRef,
  since: '2026-02-10T09:30:00.000Z',
  decisions: [
    {
      moment: 'registration' as const,
      decidedAt: '2026-02-10T09:30:00.000Z',
      from: '2026-02-10T09:30:00.000Z',
      sponsor: exampleRef,
      before: null,
      by: 'subdomain',
      reason: 'strongest signal',
      words: '',
      actor: 'shop',
      isUndone: false,
      signals: [{ signal: 'subdomain' as const, partner: exampleRef, said: 'anna', outcome: 'decided' }],
    },
  ],
}

/** GET /contacts/{id}/attribution */
export const reading = ({ read }: ReturnType<typeof routesOn>) =>
  read({
    name: 'getAttribution',
    path: '/contacts/{id}/attribution',
    tag: 'contacts',
    summary: 'Why a contact stands where he stands',
    description: 'Every decision about his sponsor, with all signals that were there and what became of each.',
    params: contactPath,
    reply: attributionSchema,
    example: exampleAttribution,
    run: async ({ database, params }) => {
      const contact = await contactAt(database, params.id)
      return contact.is === 'refused' ? contact : answered(await describedAttribution(database, contact.body.number))
    },
  })

export const describedAttribution = async (
  database: Database,
  contact: ContactNumber,
): Promise<z.input<typeof attributionSchema>> => {
  const records = await attributionsOf(database, contact)
  const present = (await sponsorshipsOf(database, contact)).at(-1)
  const named = records.flatMap(each => [each.sponsor, each.before, ...each.signals.map(signal => signal.partner)])
  const known = await contactsByNumber(
    database,
    [...named, present?.sponsor].filter(each => each !== null && each !== undefined),
  )
  const refTo = (number: ContactNumber | null) => (number === null ? null : refOf(known.get(number)!))
  return {
    sponsor: refTo(present?.sponsor ?? null),
    since: present === undefined ? null : isoOf(present.from),
    decisions: records.map(({ moment, by, reason, words, actor, isUndone, ...record }) => ({
      moment,
      by,
      reason,
      words,
      actor,
      isUndone,
      decidedAt: isoOf(record.decidedAt),
      from: isoOf(record.from),
      sponsor: refTo(record.sponsor)!,
      before: refTo(record.before),
      signals: record.signals.map(({ kind, partner, said, outcome }) => {
        return { signal: kind, partner: refTo(partner), said, outcome }
      }),
    })),
  }
}
