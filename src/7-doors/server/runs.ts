import type { Cents } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import type { PlanProblem, PlanWarning } from '#earnings/plan'
import type { Step } from '#earnings/rank'
import type { Told } from '#earnings/scalar'
import type { Unit } from '#earnings/volume'
import type { ReasonClass } from '#sales/order'
import type { Command } from './index.ts'
import type { ContactId, ContactRef, OrderId, Page } from './records.ts'

export type PlanRef = { readonly version: number; readonly name: string }

/** A version of the plan in a list. */
export type PlanRow = PlanRef & {
  readonly from: Period
  /** The last month it holds for, or its first where another took its place at once; null while it holds on. */
  readonly until: Period | null
  /** True where another version that begins in the same month or before has taken its place wholly. */
  readonly isReplaced: boolean
  readonly addedAt: Instant
  readonly addedBy: string
}

export type PlanView = PlanRow & { readonly text: string; readonly words: readonly Told[] }

/** A plan's text as the checker reads it. */
export type CheckedPlan =
  | { readonly is: 'refused'; readonly problems: readonly PlanProblem[] }
  | {
      readonly is: 'read'
      readonly name: string
      readonly from: Period
      readonly warnings: readonly PlanWarning[]
      readonly words: readonly Told[]
    }

export type AddedPlan =
  | { readonly is: 'added'; readonly version: number }
  | { readonly is: 'refused'; readonly because: 'plan'; readonly problems: readonly PlanProblem[] }
  | { readonly is: 'refused'; readonly because: 'closed month'; readonly firstOpen: Period }

/** Which returns take commissions back, by the law's classes; one whose class nobody told does. */
export type ReturnsRule = {
  readonly classes: readonly ReasonClass[]
  /** The first month that a change would count for; null where it counts for all, for none is closed. */
  readonly from: Period | null
  /** The newest first. */
  readonly changes: readonly {
    readonly classes: readonly ReasonClass[]
    readonly from: Period | null
    readonly at: Instant
    readonly by: string
  }[]
}

/** Compensation plans on the company's pages. */
export type PlansOffice = {
  /** The newest first. */
  readonly versions: () => Promise<readonly PlanRow[]>
  readonly version: (version: number) => Promise<PlanView | null>
  readonly check: (text: string) => CheckedPlan
  readonly add: (command: Command & { readonly text: string }) => Promise<AddedPlan>
  readonly returns: () => Promise<ReturnsRule>
  readonly changeReturns: (command: Command & { readonly classes: readonly ReasonClass[] }) => Promise<void>
}

/** `open`: nobody has drafted it yet. */
export type RunState = 'open' | 'draft' | 'approved' | 'closed'

export type RunSums = {
  /** Of all entries that count. */
  readonly turnover: Cents
  readonly rules: readonly { readonly name: string; readonly amount: Cents; readonly lines: number }[]
  /** What came back of earlier months. */
  readonly takenBack: { readonly amount: Cents; readonly lines: number }
  readonly total: Cents
  readonly lines: number
  /** Partners who are paid, and those whose lines add up to less than nothing. */
  readonly partners: number
  readonly negative: number
}

export type RunRow = {
  readonly period: Period
  readonly state: RunState
  readonly plan: PlanRef
  readonly sums: RunSums
  /** False while the month is still on. */
  readonly isOver: boolean
  /** When it was computed, where something has changed since and is still being counted in; else null. */
  readonly asOf: Instant | null
}

export type RunStep = { readonly at: Instant; readonly by: string }

export type CheckName =
  | 'month over'
  | 'earlier months closed'
  | 'orders booked'
  | 'draft up to date'
  | 'returns without order'
  | 'payout within the plan'
  | 'nobody owes'
  | 'addresses of the paid'
  | 'vouchers reviewed'
  | 'jumps'

/** What is looked at before a month is closed. `stop` stands in the way; `look` wants a look. */
export type RunCheck = {
  readonly name: CheckName
  readonly is: 'fine' | 'look' | 'stop'
  readonly count: number
  /** Some of the contacts it is about. */
  readonly contacts: readonly ContactRef[]
}

export type RunDifference = {
  readonly with: Period
  readonly turnover: Cents
  readonly total: Cents
  readonly rules: readonly { readonly name: string; readonly now: Cents; readonly before: Cents }[]
  /** Who gained and who lost most. */
  readonly movers: readonly { readonly contact: ContactRef; readonly now: Cents; readonly before: Cents }[]
}

export type RunRefusal =
  | 'no plan'
  | 'already closed'
  | 'no draft'
  | 'already approved'
  | 'month not over'
  | 'own draft'
  | 'changed since the draft'
  | 'not approved'
  | 'an earlier month is open'
  | 'orders not booked'
  | 'changed since the approval'

export type RunView = RunRow & {
  /** In millionths of the turnover; null without any. */
  readonly ratio: number | null
  readonly drafted: RunStep | null
  readonly approved: RunStep | null
  readonly closingAsked: RunStep | null
  readonly closingRefused: string | null
  readonly closed: (RunStep & { readonly hash: string }) | null
  /** True where whoever looks made the draft, and another must approve it. */
  readonly isOwnDraft: boolean
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Empty for a closed month. */
  readonly checks: readonly RunCheck[]
  /** Null where the month before has none. */
  readonly difference: RunDifference | null
  readonly events: readonly (RunStep & { readonly what: 'drafted' | 'approved' | 'closing asked' | 'closed' })[]
}

/** What a partner earns in a month. */
export type EarningRow = { readonly contact: ContactRef; readonly rank: string | null; readonly amount: Cents }

export type CommissionLine = {
  readonly place: number
  readonly rule: string
  readonly reason: Told
  /** Null where it is on the turnover of many. */
  readonly from: ContactRef | null
  readonly base: number
  readonly unit: Unit
  /** In millionths. */
  readonly rate: number
  readonly amount: Cents
  readonly isRounded: boolean
  readonly corrects: { readonly period: Period; readonly place: number } | null
}

/** Lines of a rule, by its place in the plan, or those that take back. */
export type LinesOf = number | 'taken back'

/** How many there are, and all in their order; of many the greatest. */
export type LinesShown = { readonly count: number; readonly lines: readonly CommissionLine[] }

/** A partner's lines of one kind, page by page, the greatest first. */
export type RuleLines = Page<CommissionLine> & {
  readonly contact: ContactRef
  readonly period: Period
  readonly of: LinesOf
  /** Null for those that take back. */
  readonly rule: string | null
  readonly amount: Cents
  readonly count: number
}

/** A partner's month: what he reached, and every commission. */
export type PartnerEarnings = {
  readonly contact: ContactRef
  readonly period: Period
  readonly state: RunState
  /** As in `RunRow`. */
  readonly asOf: Instant | null
  readonly plan: PlanRef
  readonly isActive: boolean
  readonly rank: string | null
  /** What is missing for the next rank; null at the top and where the plan has none. */
  readonly next: { readonly rank: string; readonly missing: readonly Told[]; readonly steps: readonly Step[] } | null
  readonly volumes: readonly { readonly name: string; readonly value: number; readonly unit: Unit | 'count' }[]
  /** In the plan's order. A rule without lines says why it pays nothing. */
  readonly rules: readonly (LinesShown & {
    readonly name: string
    readonly words: Told
    readonly amount: Cents
    readonly nothing: readonly Told[]
  })[]
  readonly takenBack: LinesShown
  readonly total: Cents
}

/** A line opened: the way up the structure, and what it was paid on. */
export type OpenedLine = CommissionLine & {
  readonly partner: ContactRef
  readonly period: Period
  /** From whose turnover it is up to the partner. */
  readonly path: readonly ContactRef[]
  readonly behind:
    | {
        readonly is: 'orders'
        readonly rows: readonly {
          readonly order: { readonly id: OrderId; readonly reference: string | null; readonly placedAt: Instant } | null
          readonly contact: ContactRef
          readonly net: Cents
          readonly points: number
        }[]
      }
    | { readonly is: 'partners'; readonly rows: readonly { readonly contact: ContactRef; readonly base: number }[] }
    | null
}

/** A plan as a partner reads it. */
export type PlanInWords = PlanRef & { readonly from: Period; readonly words: readonly Told[] }

/**
 * What a partner asks about what he earns. He is told his own lines; of others he sees what he sees of them elsewhere: partners below him by
 * name and sum, and never whose orders stand behind their turnover.
 */
export type EarningsDesk = {
  /** Null where no plan holds for the month, or he was no partner in it. */
  readonly month: (period: Period) => Promise<PartnerEarnings | null>
  /** Null where he has none. */
  readonly lines: (
    period: Period,
    asked: { readonly of: LinesOf; readonly cursor: string | null },
  ) => Promise<RuleLines | null>
  /** Null where it is not his. */
  readonly line: (period: Period, place: number) => Promise<OpenedLine | null>
  readonly plan: (period: Period) => Promise<PlanInWords | null>
}

/** Commission runs on the company's pages. */
export type RunsOffice = {
  /** The latest month first, with the open months that have entries. Empty as long as there is no plan. */
  readonly runs: () => Promise<readonly RunRow[]>
  /** Null where no plan holds for the month. */
  readonly run: (period: Period) => Promise<RunView | null>
  /** Highest first; `q` is searched for as in the list of contacts. `of`: whom a rule pays, and what it pays him; null for all lines. */
  readonly partners: (
    period: Period,
    asked: { readonly q: string; readonly of: LinesOf | null; readonly cursor: string | null },
  ) => Promise<(Page<EarningRow> & { readonly total: number }) | null>
  readonly partner: (period: Period, id: ContactId) => Promise<PartnerEarnings | null>
  readonly lines: (
    period: Period,
    asked: { readonly partner: ContactId; readonly of: LinesOf; readonly cursor: string | null },
  ) => Promise<RuleLines | null>
  readonly line: (period: Period, place: number) => Promise<OpenedLine | null>
  readonly draft: (command: Command & { readonly period: Period }) => Promise<RunAnswer<'drafted'>>
  readonly approve: (command: Command & { readonly period: Period }) => Promise<RunAnswer<'approved'>>
  /** Asks for it: the server closes it, and `progress` tells how far it is. */
  readonly close: (command: Command & { readonly period: Period }) => Promise<RunAnswer<'asked'>>
}

export type RunAnswer<T extends string> = { readonly is: T } | { readonly is: 'refused'; readonly because: RunRefusal }
