import { z } from 'zod'
import { setting } from '#ground/setting'
import type { Instant } from '#ground/period'

/** What a person is to be told. Doors find words for its kind. */
export type Message = {
  /** "order placed", "consent asked": a sentence of doors/mail exists for each. */
  readonly kind: string
  /** An e-mail address. */
  readonly to: string
  readonly language: 'de' | 'en'
  /** What the words need, as JSON. */
  readonly facts: Readonly<Record<string, unknown>>
  /** The same key is told once, however often it is asked for. */
  readonly once?: string | undefined
  /** Which of the facts lets its reader do something, and until when: it is kept no longer than it works. */
  readonly secret?: { readonly fact: string; readonly until: Instant } | undefined
}

/** How long messages are kept, in days: letters about contracts (§ 257 HGB: six years, from the end of the year), and all others. */
export const messageRetention = setting(
  'messages',
  z.strictObject({ contractDays: z.int().min(30).max(36_500), otherDays: z.int().min(7).max(36_500) }),
  { contractDays: 2_557, otherDays: 90 },
)

/** What stands where a secret stood. */
export const wiped = '…'
