import { answered, conflict, notFound, pageOf, refused } from '#ground/http'
import { moment, money, orNull, pageOfRows, paging, text, z } from '#ground/http/schema.ts'
import { keepSetting, readSetting } from '#ground/setting/store.ts'
import { uuidOf, type ContactNumber } from '#ground/identity'
import { decimalOfCents } from '#ground/money'
import { isoOf } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { refOf, refSchema } from '#people/contact/routes.ts'
import type { Database } from '#ground/database'
import { voucherPolicy } from '../policy.ts'
import { decideSuspicion, decisions, listSuspicions, type Suspicion } from '../suspicions.ts'
import { named, type Routes, type VoucherNeeds } from './answers.ts'

const schema = z
  .object({
    id: z.string(),
    kind: z.enum(['same household', 'same account', 'similar mailbox', 'own code', 'sudden spread']),
    noticedAt: moment('When it was noticed.'),
    code: z.string(),
    partner: orNull(refSchema).openapi({ description: 'Whose code it is; null for the company’s own.' }),
    buyer: refSchema,
    total: money('What the order came to, gross, before the discount.'),
    discount: money('What was taken off.'),
    isReleased: z.boolean().openapi({ description: 'Whether the order was cancelled before payment.' }),
    contacts: z.array(refSchema).openapi({ description: 'With whom the buyer shares something.' }),
    shares: z.array(z.string()).openapi({ description: 'What they share.', example: ['household'] }),
    redemptions: z.int().nullable(),
    hours: z.int().nullable(),
    decision: z.enum(decisions).nullable(),
    reason: z.string().nullable(),
  })
  .openapi('VoucherReview')

const person = {
  id: 'con_01hzx4a7c2f3g4h5j6k7m8n9pq',
  reference: 'K-1042',
  name: 'Cem Yılmaz',
  role: 'customer' as const,
}

const example = {
  id: 'sus_01hzx4a7c2f3g4h5j6k7m8n9pq',
  kind: 'same household' as const,
  noticedAt: '2026-03-10T09:30:00.000Z',
  code: 'VONBEN',
  partner: null,
  buyer: person,
  total: '61.90',
  discount: '10.00',
  isReleased: false,
  contacts: [person],
  shares: ['household'],
  redemptions: null,
  hours: null,
  decision: null,
  reason: null,
}

const describe = async (database: Database, suspicions: readonly Suspicion[]): Promise<z.input<typeof schema>[]> => {
  const numbers = suspicions.flatMap(({ voucher, redemption, evidence }) => [
    ...(voucher.partner === null ? [] : [voucher.partner]),
    redemption.contact,
    ...(evidence.contacts ?? []),
  ])
  const known = await contactsByNumber(database, numbers)
  const ref = (contact: ContactNumber) => refOf(known.get(contact)!)
  return suspicions.map(({ id, kind, noticedAt, voucher, redemption, evidence, decided }) => ({
    id,
    kind,
    noticedAt: isoOf(noticedAt),
    code: voucher.shown,
    partner: voucher.partner === null ? null : ref(voucher.partner),
    buyer: ref(redemption.contact),
    total: decimalOfCents(redemption.total),
    discount: decimalOfCents(redemption.discount),
    isReleased: redemption.isReleased,
    contacts: (evidence.contacts ?? []).map(ref),
    shares: [...(evidence.shares ?? [])],
    redemptions: evidence.redemptions ?? null,
    hours: evidence.hours ?? null,
    decision: decided?.decision ?? null,
    reason: decided?.reason ?? null,
  }))
}

const listQuery = z.strictObject({ state: z.enum(['open', 'decided']).optional(), ...paging(['number']) })

/** GET /voucher-reviews */
export const listingReviews = ({ read }: Routes) =>
  read({
    name: 'listVoucherReviews',
    path: '/voucher-reviews',
    tag: 'vouchers',
    summary: 'List what looks odd about redeemed vouchers',
    description: 'Newest first, with the evidence. Nothing was forbidden by it; a person decides.',
    query: listQuery,
    reply: pageOfRows(schema),
    example: { rows: [example], next: null },
    run: async ({ database, query }) => {
      const { state = 'open', limit, cursor } = query
      const found = await listSuspicions(database, { decided: state, before: cursor?.[0], limit: limit + 1 })
      const page = pageOf(found, limit, suspicion => [suspicion.number])
      return answered({ rows: await describe(database, page.rows), next: page.next })
    },
  })

const decisionGiven = z.strictObject({ decision: z.enum(decisions), reason: text('Why.', 'They are sisters.') })
const decidedSchema = z.object({ id: z.string(), decision: z.enum(decisions) }).openapi('VoucherReviewDecided')

/** POST /voucher-reviews/{id}/decide */
export const decidingReview = ({ command }: Routes, { now }: VoucherNeeds) =>
  command({
    name: 'decideVoucherReview',
    path: '/voucher-reviews/{id}/decide',
    tag: 'vouchers',
    summary: 'Decide about what looked odd',
    description:
      'Once, with a reason. What follows from abuse (another sponsor, a code switched off) is a command of its own.',
    params: named,
    body: decisionGiven,
    reply: decidedSchema,
    examples: {
      body: { decision: 'harmless', reason: 'They are sisters.' },
      reply: { id: example.id, decision: 'harmless' },
    },
    run: async ({ database, params, body, actor }) => {
      const uuid = uuidOf('suspicion', params.id)
      if (uuid === undefined) return refused(notFound('review'))
      const decided = await decideSuspicion(database, { uuid, ...body, by: actor.id, at: now() })
      if (decided.is === 'decided') return answered({ id: params.id, decision: body.decision })
      return decided.because === 'unknown'
        ? refused(notFound('review'))
        : refused(conflict('already decided', 'Somebody has decided about it already.'))
    },
  })

/** GET and POST /settings/vouchers */
export const settlingVouchers = ({ read, command }: Routes) => {
  // A rule's own schema may be older than the words of the document; a copy knows them.
  const policySchema = voucherPolicy.shape.clone().openapi('VoucherPolicy')
  const common = { path: '/settings/vouchers', tag: 'vouchers', reply: policySchema } as const
  read({
    ...common,
    name: 'getVoucherPolicy',
    summary: "Get the company's rules for vouchers",
    description: 'Words for codes, how many codes a partner may have, and when a spreading code is looked at.',
    example: voucherPolicy.usual,
    run: async ({ database }) => answered(await readSetting(database, voucherPolicy)),
  })
  command({
    ...common,
    name: 'changeVoucherPolicy',
    summary: "Change the company's rules for vouchers",
    description: 'All of them, from now on. Codes that were made stay.',
    body: policySchema,
    examples: { body: voucherPolicy.usual, reply: voucherPolicy.usual },
    run: async ({ database, body, actor }) => {
      await keepSetting(database, voucherPolicy, { value: body, by: actor.id })
      return answered(body)
    },
  })
}
