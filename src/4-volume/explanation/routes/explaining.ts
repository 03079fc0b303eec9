import type { Database } from '#ground/database'
import { answered, cursorOf, partsOf, type Actor } from '#ground/http'
import { moment, orNull, pageOfRows, paging, parsed, z } from '#ground/http/schema.ts'
import type { ContactNumber } from '#ground/identity'
import { cents, points } from '#ground/money'
import { isoOf, type Zone } from '#ground/period'
import { exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber, type Contact } from '#people/contact/store.ts'
import { deciders, type Step } from '../chain.ts'
import { explain, highest, type Explanation, type Parts } from '../index.ts'
import { attributionsOf, customersAt, ownersIn, type Attributed, type ExplainedMonth } from '../store.ts'
import {
  asked,
  contactPath,
  contactSeen,
  describeVolumes,
  exampleVolumes,
  headOf,
  monthAsked,
  periodShown,
  readingShown,
  shown,
  turnoverSchema,
  volumesSchema,
  type Routes,
} from './answers.ts'

const stepSchema = z.object({
  contact: refSchema,
  sponsor: refSchema,
  since: moment('Since when he stood below this sponsor.'),
  by: z.enum(deciders).openapi({ description: 'Who or what decided it.' }),
  text: z.string().nullable().openapi({ description: 'What a person wrote beside it.' }),
})

const chain = {
  chain: z.array(stepSchema).openapi({
    description:
      'Why: from the contact up to the owner, as it stood when it was decided. Empty where the asker may not see it.',
  }),
  changedSince: z.boolean().openapi({
    description: 'The structure was changed backwards after the booking; what is booked stays booked.',
  }),
}

const shareSchema = z.object({
  contact: refSchema,
  turnover: turnoverSchema,
  entries: z.int().openapi({ description: 'How many entries it is the sum of.' }),
  decidedAt: moment('The last moment that decided whose it is.'),
  ...chain,
})

const explanationSchema = z
  .object({
    period: periodShown,
    reading: readingShown,
    volumes: volumesSchema,
    personalAsPartner: orNull(turnoverSchema).openapi({
      description: 'The part of `personal` that is his own volume; null for whoever was no partner.',
    }),
    belongsTo: z
      .array(z.object({ owner: refSchema, turnover: turnoverSchema, ...chain }))
      .openapi({ description: 'The part of `personal` that somebody else owns.' }),
    customers: pageOfRows(shareSchema).openapi({ description: 'What each customer adds to `own`, the most first.' }),
    lines: pageOfRows(z.object({ contact: refSchema, turnover: turnoverSchema })).openapi({
      description: 'What each line adds to `team`, the most first.',
    }),
  })
  .openapi('Explanation')

const exampleCustomer = { ...exampleRef, reference: 'K-1042', name: 'Cem Yılmaz', role: 'customer' as const }

const example = {
  period: '2026-02',
  reading: 'nearest/order',
  volumes: exampleVolumes,
  personalAsPartner: { net: '100.00', points: '100.000' },
  belongsTo: [],
  customers: {
    rows: [
      {
        contact: exampleCustomer,
        turnover: { net: '15.30', points: '15.300' },
        entries: 1,
        decidedAt: '2026-02-11T08:00:00.000Z',
        chain: [
          {
            contact: exampleCustomer,
            sponsor: exampleRef,
            since: '2026-02-10T09:30:00.000Z',
            by: 'interface' as const,
            text: 'wrote his name on the card',
          },
        ],
        changedSince: false,
      },
    ],
    next: null,
  },
  lines: {
    rows: [
      {
        contact: { ...exampleRef, reference: 'P-21', name: 'Ben Arndt' },
        turnover: { net: '500.00', points: '500.000' },
      },
    ],
    next: null,
  },
}

type Rank = readonly [net: number, contact: number]

const cursorGiven = (list: string) =>
  parsed(cursor => partsOf(cursor, ['number', 'contact']), `the \`next\` of \`${list}\` of the page before`, {
    description: `Where to go on in \`${list}\`.`,
    example: 'WzE1MzAsN10',
  }).optional()

/** GET /volumes/{period}/contacts/{id}/explanation */
export const explaining = ({ read }: Routes, zone: Zone) =>
  read({
    name: 'explainVolumes',
    path: '/volumes/{period}/contacts/{id}/explanation',
    tag: 'volumes',
    summary: "Explain a contact's volumes of a month",
    description:
      'own = personalAsPartner + the turnover of all customers; team = own + the turnover of all lines. Each customer says why he is his. A partner may ask for himself.',
    access: 'partners too',
    params: contactPath,
    query: z.strictObject({
      ...asked,
      limit: paging([]).limit,
      customers: cursorGiven('customers'),
      lines: cursorGiven('lines'),
    }),
    reply: explanationSchema,
    example,
    run: async ({ database, params: { period, id }, query: { reading, ...range }, actor }) => {
      const asking = await monthAsked(database, { period, reading, zone, actor })
      if (asking.is === 'refused') return asking
      const month = asking.body
      const seen = await contactSeen(database, { month, actor, id, sight: 'everything' })
      if (seen.is === 'refused') return seen
      const told = await tell(database, month, { contact: seen.body.contact, actor, ...range })
      return answered({ ...headOf(month), volumes: describeVolumes(month, seen.body), ...told })
    },
  })

type Asked = {
  readonly contact: Contact
  readonly actor: Actor
  readonly limit: number
  readonly customers?: Rank | undefined
  readonly lines?: Rank | undefined
}

const tell = async (database: Database, month: ExplainedMonth, asked: Asked) => {
  const { contact, actor, limit } = asked
  const explained = explain(month, contact.number)
  const customers = cut(explained.customers, asked.customers, limit)
  const lines = cut(explained.lines, asked.lines, limit)
  const pairs = customersAt(explained.customers, customers.positions, contact.number)
  const parts = await attributionsOf(database, month, [...pairs, ...ownersIn(explained.belongsTo, contact.number)])
  const steps = (part: Attributed) => stepsFor(actor, part)
  const people = parts.flatMap(part => [part.contact, part.owner, ...steps(part).flatMap(peopleOf)])
  const lineNumbers = lines.positions.map(position => explained.lines.numbers[position] as ContactNumber)
  const known = await contactsByNumber(database, [...people, ...lineNumbers])
  const ref = (number: ContactNumber) => refOf(known.get(number)!)
  const because = (part: Attributed) => ({
    chain: steps(part).map(step => describeStep(step, ref)),
    changedSince: !part.chain.leadsToOwner,
  })
  return {
    personalAsPartner: explained.personalAsPartner === null ? null : shown(explained.personalAsPartner),
    belongsTo: parts
      .slice(pairs.length)
      .map(part => ({ owner: ref(part.owner), turnover: shown(part.turnover), ...because(part) })),
    customers: {
      rows: parts.slice(0, pairs.length).map(part => ({
        contact: ref(part.contact),
        turnover: shown(part.turnover),
        entries: part.entries,
        decidedAt: isoOf(part.decidedAt),
        ...because(part),
      })),
      next: customers.next,
    },
    lines: {
      rows: lines.positions.map((position, row) => ({
        contact: ref(lineNumbers[row]!),
        turnover: shown(turnoverAt(explained, position)),
      })),
      next: lines.next,
    },
  }
}

const turnoverAt = ({ lines }: Explanation, position: number) => ({
  net: cents(lines.net[position]!),
  points: points(lines.points[position]!),
})

const peopleOf = ({ contact, sponsor }: Step) => [contact, sponsor]

/** Chains that a partner may see pass only through customers who were his; any other would name somebody else's. */
const stepsFor = (actor: Actor, { owner, chain }: Attributed): readonly Step[] => {
  if (actor.role === 'company') return chain.steps
  const isHis = owner === actor.contact || chain.steps.length === 1
  return isHis && chain.leadsToOwner ? chain.steps : []
}

const describeStep = (
  { contact, sponsor, since, evidence }: Step,
  ref: (number: ContactNumber) => z.input<typeof refSchema>,
) => ({
  contact: ref(contact),
  sponsor: ref(sponsor),
  since: isoOf(since),
  by: evidence.by,
  text: evidence.text,
})

const cut = ({ numbers, net }: Parts, after: Rank | undefined, limit: number) => {
  const rank = after === undefined ? undefined : { amount: after[0], number: after[1] }
  const found = highest({ numbers, amounts: net }, { after: rank, limit: limit + 1 })
  const positions = found.slice(0, limit)
  const last = positions.at(-1)
  const next = found.length > limit && last !== undefined ? cursorOf([net[last]!, numbers[last]!]) : null
  return { positions, next }
}
