import { z } from 'zod'
import { setting } from '#ground/setting'
import type { Instant } from '#ground/period'
import type { ContactNumber, Role } from '#people/contact'

export const signalKinds = ['voucher', 'party', 'named', 'link', 'subdomain', 'remembered'] as const

/** What can speak for a sponsor. */
export type SignalKind = (typeof signalKinds)[number]

/** Everything that was there when somebody registered or ordered. It is stored with the decision, also what did not count. */
export type Signals = {
  /** The redeemed code; a code of the company itself is nobody's. */
  readonly voucher?: { readonly partner: ContactNumber | null; readonly code: string } | undefined
  readonly party?: { readonly partner: ContactNumber; readonly party: string } | undefined
  /** What was typed in as the sponsor's number; null where nobody has it. */
  readonly named?: { readonly partner: ContactNumber | null; readonly text: string } | undefined
  readonly link?:
    | { readonly partner: ContactNumber; readonly campaign: string; readonly invitation?: boolean | undefined }
    | undefined
  /** On whose page it happened. */
  readonly subdomain?: { readonly partner: ContactNumber; readonly name: string } | undefined
  /** On whose page the visitor was before, by his cookie. */
  readonly remembered?: { readonly partner: ContactNumber; readonly name: string; readonly since: Instant } | undefined
  /** What he already is; the store knows it for a contact it is given. */
  readonly existing?: { readonly role: Role; readonly sponsor: ContactNumber } | undefined
  /** The code is the buyer's own. */
  readonly ownCode?: boolean | undefined
  readonly postcode?: string | undefined
  readonly country?: string | undefined
}

export const aloneRules = ['house', 'rotation', 'postcode'] as const

/** Who gets whoever nobody brought: the house, the partners in turn, or the partner with the nearest postcode. */
export type AloneRule = (typeof aloneRules)[number]

const usualOrder = [...signalKinds, 'rule'] as const

const policyShape = z.strictObject({
  order: z
    .array(z.enum(usualOrder))
    .refine(order => new Set(order).size === order.length, 'names something twice')
    .refine(order => order.includes('rule'), 'lacks the rule for who came alone'),
  alone: z.enum(aloneRules),
  prospectMovesBy: z.array(z.enum(signalKinds)),
  formerPartner: z.enum(['heir', 'next signal']),
  customersRecommend: z.boolean(),
  rememberedDays: z.int().min(0).max(3650),
  noTurn: z.array(z.int().transform(number => number as ContactNumber)),
})

/**
 * The company's rules as data.
 * - `order`: what counts more stands first; what is left out, or stands behind `rule`, does not count
 * - `prospectMovesBy`: which signals of a completed order move somebody who is already registered
 * - `formerPartner`: what still names a partner who left counts for his heir, or not at all
 * - `customersRecommend`: whether a customer may be a sponsor
 * - `rememberedDays`: how long a visit to a partner's page is remembered
 * - `noTurn`: partners who get nobody by rotation or postcode
 */
export type Policy = z.output<typeof policyShape>

export const usualPolicy: Policy = {
  order: [...usualOrder],
  alone: 'house',
  prospectMovesBy: ['voucher'],
  formerPartner: 'heir',
  customersRecommend: true,
  rememberedDays: 30,
  noTurn: [],
}

export const attributionPolicy = setting<Policy>('attribution', policyShape, usualPolicy)

/** Somebody whom a signal names. */
export type Candidate = {
  readonly role: Role
  /** Of a former partner: the partner who has his people now; null where the house has them. */
  readonly heir: ContactNumber | null
  /** He is below the contact whose sponsor is sought. */
  readonly isBelow: boolean
}

export type Facts = {
  readonly at: Instant
  /** A registration, or a completed order: only then a voucher counts. */
  readonly moment: 'registration' | 'order'
  /** Who is sought a sponsor for; undefined while he is not registered. */
  readonly contact: ContactNumber | undefined
  /** Everybody whom a signal names, and their heirs. */
  readonly candidates: ReadonlyMap<ContactNumber, Candidate>
  /** Who gets him if nobody brought him; asked for only where `comesAlone`. */
  readonly alone: ContactNumber | undefined
}

/** Why a signal did not decide. */
export const whysNot = [
  'weaker',
  'agrees',
  'already customer',
  'registered before',
  'no order yet',
  'own code',
  'names nobody',
  'himself',
  'below him',
  'no sponsor',
  'partner left',
  'too old',
  'not counted',
] as const

export type WhyNot = (typeof whysNot)[number]

export type Decision = {
  readonly sponsor: ContactNumber
  /** What decided: a signal, the rule for who came alone, or where he stood already. */
  readonly by: SignalKind | 'rule' | 'existing'
  readonly reason: 'strongest signal' | 'heir of former partner' | 'stays' | AloneRule
  readonly beaten: readonly { readonly signal: SignalKind; readonly why: WhyNot }[]
}

type Verdict = { readonly signal: SignalKind } & (
  | { readonly sponsor: ContactNumber; readonly isHeir: boolean }
  | { readonly why: WhyNot }
)

type Case = { readonly signals: Signals; readonly policy: Policy; readonly facts: Facts }

/** Whether nothing speaks for anybody, so that the company's rule decides. */
export const comesAlone = (signals: Signals, policy: Policy, facts: Facts): boolean =>
  signals.existing === undefined && winnerOf(verdictsOf({ signals, policy, facts }), policy) === undefined

/**
 * Who is the sponsor, and why: the first signal in the policy's order that names somebody who can be it. Whoever is a customer or more
 * stays where he is; a prospect is moved by few signals, and only when he completes an order.
 * @throws Error when he comes alone and the facts do not say who gets him.
 */
export const decide = (signals: Signals, policy: Policy, facts: Facts): Decision => {
  const verdicts = verdictsOf({ signals, policy, facts })
  const winner = winnerOf(verdicts, policy)
  const sponsor = winner?.sponsor ?? signals.existing?.sponsor ?? facts.alone
  if (sponsor === undefined) throw new Error('nobody was named for whoever came alone')
  const beaten = verdicts.filter(verdict => verdict !== winner).map(verdict => loserOf(verdict, sponsor))
  if (winner !== undefined)
    return { sponsor, by: winner.signal, reason: winner.isHeir ? 'heir of former partner' : 'strongest signal', beaten }
  if (signals.existing !== undefined) return { sponsor, by: 'existing', reason: 'stays', beaten }
  return { sponsor, by: 'rule', reason: policy.alone, beaten }
}

const loserOf = (verdict: Verdict, sponsor: ContactNumber): Decision['beaten'][number] => {
  const { signal } = verdict
  if ('why' in verdict) return { signal, why: verdict.why }
  return { signal, why: verdict.sponsor === sponsor ? 'agrees' : 'weaker' }
}

const winnerOf = (verdicts: readonly Verdict[], { order }: Policy) => {
  const usable = verdicts.filter(verdict => 'sponsor' in verdict)
  return usable.toSorted((a, b) => order.indexOf(a.signal) - order.indexOf(b.signal))[0]
}

const verdictsOf = (asked: Case): Verdict[] =>
  signalKinds
    .filter(signal => asked.signals[signal] !== undefined)
    .map(signal => {
      const why = whyNoEvidence(signal, asked)
      return why === undefined ? personOf(signal, asked) : { signal, why }
    })

const day = 86_400_000

/** What keeps a signal from counting, whoever it names. */
const whyNoEvidence = (signal: SignalKind, { signals, policy, facts }: Case): WhyNot | undefined => {
  const { existing, remembered, ownCode } = signals
  const counting = policy.order.slice(0, policy.order.indexOf('rule'))
  if (existing !== undefined && existing.role !== 'prospect') return 'already customer'
  if (!counting.includes(signal)) return 'not counted'
  if (signal === 'voucher' && ownCode === true) return 'own code'
  if (signal === 'voucher' && facts.moment === 'registration') return 'no order yet'
  if (existing !== undefined && (facts.moment === 'registration' || !policy.prospectMovesBy.includes(signal)))
    return 'registered before'
  const isOld = signal === 'remembered' && facts.at - remembered!.since > policy.rememberedDays * day
  return isOld ? 'too old' : undefined
}

/** Whom a signal makes the sponsor, or why the one it names cannot be it. */
const personOf = (signal: SignalKind, { signals, policy, facts }: Case): Verdict => {
  const partner = signals[signal]!.partner
  const named = partner === null ? undefined : facts.candidates.get(partner)
  if (partner === null || named === undefined) return { signal, why: 'names nobody' }
  if (partner === facts.contact) return { signal, why: signal === 'voucher' ? 'own code' : 'himself' }
  const heir = named.role === 'former partner' && policy.formerPartner === 'heir' ? named.heir : partner
  if (named.role === 'former partner' && (heir === null || heir === partner || heir === facts.contact))
    return { signal, why: 'partner left' }
  const sponsor = heir!
  const candidate = facts.candidates.get(sponsor)
  if (candidate === undefined || !maySponsor(candidate.role, policy)) return { signal, why: 'no sponsor' }
  return candidate.isBelow ? { signal, why: 'below him' } : { signal, sponsor, isHeir: sponsor !== partner }
}

const maySponsor = (role: Role, { customersRecommend }: Policy): boolean =>
  role === 'partner' || (role === 'customer' && customersRecommend)

/** How near two postcodes are: first by how many leading characters they share, then by how far the rest is apart; smaller is nearer. */
export const postcodeDistance = (a: string, b: string): number => {
  const [one, other] = [plain(a), plain(b)]
  let shared = 0
  while (shared < one.length && one[shared] === other[shared]) shared += 1
  const rest = (text: string) => Number.parseInt(text.slice(shared), 36) || 0
  return 10 ** 9 * (9 - Math.min(shared, 9)) + Math.min(Math.abs(rest(one) - rest(other)), 10 ** 9 - 1)
}

const plain = (postcode: string) =>
  postcode
    .toUpperCase()
    .replace(/^[A-Z]{1,2}-/u, '')
    .replaceAll(/[^0-9A-Z]/gu, '')

/** The ways a sponsor's number is typed in, the likeliest first: "p 17" means P-17 and P17, too. */
export const sponsorNumbersOf = (text: string): string[] => {
  const plain = text.trim().toUpperCase()
  const dense = plain.replaceAll(/[\s.·–—-]+/gu, '')
  const dashed = dense.replace(/^([A-Z]+)(\d)/u, '$1-$2')
  return [...new Set([text.trim(), plain, dense, dashed])].filter(each => each !== '')
}
