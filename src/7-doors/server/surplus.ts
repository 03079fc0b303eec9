import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { SurplusDecision, SurplusState, SurplusWhy } from '#sales/checkout'
import type { CreditEntry } from '#sales/credit/store.ts'
import type { Command, From } from './index.ts'
import type { ContactRef, OrderId, Page } from './records.ts'

export type { SurplusDecision } from '#sales/checkout'

export type SurplusId = PublicId<'surplus'>

/** Money that came for an order for which nothing was owed. */
export type SurplusRow = {
  readonly id: SurplusId
  readonly order: OrderId
  readonly number: string
  readonly buyer: ContactRef
  readonly amount: Cents
  /** Of a credit, what was not yet used. */
  readonly left: Cents
  /** What became of it as credit, the newest first. */
  readonly entries: readonly CreditEntry[]
  readonly currency: string
  readonly why: SurplusWhy
  readonly state: SurplusState
  readonly cameAt: Instant
  readonly decidedAt: Instant | null
}

export type SurplusOffice = {
  /** Newest first. Undecided is what nobody has looked at, and what is credit. */
  readonly list: (asked: From & { readonly which: 'undecided' | 'all' }) => Promise<Page<SurplusRow>>
  /** How many nobody has decided about. */
  readonly open: () => Promise<number>
  readonly ofOrder: (order: OrderId) => Promise<readonly SurplusRow[]>
  readonly decide: (
    command: Command & { readonly surplus: SurplusId; readonly decision: SurplusDecision },
  ) => Promise<
    { readonly is: 'decided' } | { readonly is: 'refused'; readonly because: 'no such surplus' | 'decided before' }
  >
}
