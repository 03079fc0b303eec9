import type { Problems } from '#ground/table'
import type { Milestone } from '#sales/order'
import type { Instant, Zone } from '#ground/period'
import type { Policy } from './contact-plan.ts'
import type { KeptOrder, Standing } from './kept.ts'
import type { OrderFile } from './order-file.ts'
import type { Progress } from './progress.ts'
import type { FileReturn, MatchedReturn, SoldOrder } from './return-plan.ts'

/** What an import of orders works on. */
export type Task = {
  readonly file: OrderFile
  /** Of the file's moments, and of those we tell. */
  readonly zone: Zone
  readonly problems: Problems
  readonly progress: Progress
  readonly policy: Policy
  readonly contacts: ReadonlyMap<string, Standing>
  /** The company's rule for orders that are new. */
  readonly volumeWhen: Milestone
}

/** What has happened to an order since it was kept. */
export type Step = {
  readonly order: KeptOrder
  readonly is: 'paid' | 'shipped'
  readonly at: Instant
}

export type Sold = SoldOrder & {
  /** Undefined as long as it is not kept. */
  readonly number?: number
  readonly isRelevant: boolean
}

/** What an import of orders is going to do. */
export type Plan = {
  /** Which orders of the file are new, in the order of time. */
  readonly fresh: readonly number[]
  /** The orders that new returns name, by reference. */
  readonly sold: ReadonlyMap<string, Sold>
  readonly steps: readonly Step[]
  readonly matched: readonly MatchedReturn[]
  readonly lone: readonly FileReturn[]
  readonly returnsThere: number
}
