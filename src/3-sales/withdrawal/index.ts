import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { setting } from '#ground/setting'
import { dayOf, instant, type Instant, type Zone } from '#ground/period'
import type { ReturnedPiece } from '#sales/order'
import { workingDayFrom } from './holidays.ts'

/**
 * What the two steps of § 356a BGB are called, word for word where the law gives the words (paragraphs 1 and 3). Other words are allowed
 * only where they are as clear.
 */
export const buttonWords = {
  declare: { de: 'Vertrag widerrufen', en: 'Withdraw from contract' },
  confirm: { de: 'Widerruf bestätigen', en: 'Confirm withdrawal' },
} as const

/** What a consumer declares: § 356a (2) lets us ask for no more than his name, what identifies the contract, and where the receipt goes. */
export type Declaration = {
  readonly name: string
  readonly email: string
  /** The order's number as he wrote it. */
  readonly order: string
  /** Which goods, in his words; null for the whole contract. */
  readonly part: string | null
  /** Which pieces, where he chose them from an order that he may see; null otherwise. */
  readonly pieces: readonly ReturnedPiece[] | null
  readonly language: 'de' | 'en'
}

export type DeclarationField = 'name' | 'email' | 'order' | 'part' | 'pieces'

export type DeclarationFault = {
  readonly field: DeclarationField
  readonly because: 'missing' | 'too long' | 'no e-mail address' | 'no pieces'
}

export type Checked =
  | { readonly is: 'complete'; readonly declaration: Declaration }
  | { readonly is: 'refused'; readonly faults: readonly DeclarationFault[] }

const longest = { name: 200, email: 200, order: 100, part: 2000 } as const

/** One at sign, no blank and nothing that a mail header reads as more than one address. */
const emailPattern = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/u

/** What was written into the form, looked at field by field. Whether there is such an order is not asked here, nor told. */
export const checkDeclaration = (written: Declaration): Checked => {
  const declaration = trimmed(written)
  const faults = [
    ...(['name', 'email', 'order'] as const)
      .filter(field => declaration[field] === '')
      .map(field => ({ field, because: 'missing' as const })),
    ...(['name', 'email', 'order', 'part'] as const)
      .filter(field => (declaration[field] ?? '').length > longest[field])
      .map(field => ({ field, because: 'too long' as const })),
    ...(declaration.email === '' || emailPattern.test(declaration.email)
      ? []
      : [{ field: 'email' as const, because: 'no e-mail address' as const }]),
    ...(declaration.pieces !== null && !arePieces(declaration.pieces)
      ? [{ field: 'pieces' as const, because: 'no pieces' as const }]
      : []),
  ]
  return faults.length === 0 ? { is: 'complete', declaration } : { is: 'refused', faults }
}

const arePieces = (pieces: readonly ReturnedPiece[]) =>
  pieces.length > 0 &&
  pieces.every(({ position, quantity }) => Number.isInteger(position) && Number.isInteger(quantity) && quantity > 0)

// The names stand in one line of a mail; the goods may be a list.
const inOneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()

const trimmed = ({ name, email, order, part, ...rest }: Declaration): Declaration => ({
  ...rest,
  name: inOneLine(name),
  email: email.trim(),
  order: inOneLine(order),
  part: part === null || part.trim() === '' ? null : part.trim(),
})

/** How an order's number may be kept when it was written like this: " nr. a-17 " finds A-17. */
export const spellingsOf = (order: string): string[] => {
  const bare = order
    .replace(/^(?:(?:bestellung|bestellnummer|order|number|nr|no)[\s.:#]+)+/iu, '')
    .replace(/^#/u, '')
    .replaceAll(/\s+/gu, '')
  return [...new Set([order, bare, bare.toUpperCase(), bare.toLowerCase()])]
}

/** The company's deadline. The law's is 14 days from delivery (§ 355 (2), § 356 (2) BGB); a company may grant more. */
export const withdrawalSetting = setting(
  'withdrawal',
  z.strictObject({
    days: z.int().min(14).max(365),
    /** Days a parcel is under way, counted in the consumer's favour where only the shipping is known. */
    deliveryDays: z.int().min(0).max(60),
  }),
  { days: 14, deliveryDays: 3 },
)

export type WithdrawalPolicy = (typeof withdrawalSetting)['usual']

export type Timeliness =
  | { readonly is: 'not delivered yet' }
  /** `until`: the first moment after the deadline. */
  | { readonly is: 'in time' | 'late'; readonly until: Instant }

type Declared = {
  readonly shippedAt: Instant | null
  readonly receivedAt: Instant
  /** Whose holidays count, ISO 3166: the company's country and the consumer's. */
  readonly countries: readonly string[]
}

/**
 * Whether a withdrawal came in time: the day of delivery does not count, the last day counts wholly, and a last day on a Saturday, a Sunday
 * or a public holiday moves to the next working day (§§ 187, 188, 193 BGB).
 */
export const timelinessOf = (declared: Declared, policy: WithdrawalPolicy, zone: Zone): Timeliness => {
  const { shippedAt, receivedAt, countries } = declared
  if (shippedAt === null) return { is: 'not delivered yet' }
  const last = Temporal.PlainDate.from(dayOf(shippedAt, zone)).add({ days: policy.deliveryDays + policy.days })
  const until = instant(workingDayFrom(last, countries).add({ days: 1 }).toString(), zone)
  return { is: receivedAt < until ? 'in time' : 'late', until }
}
