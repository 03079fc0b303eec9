import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import type { PlanProblem } from '#earnings/plan'
import type { Changeable, ChangeProblem, Comparison, Sides } from '#earnings/simulation'
import type { ContactRef } from './records.ts'

export type SimulationId = PublicId<'simulation'>

/** A version of the plan to choose from. */
export type PlanChoice = { readonly version: number; readonly name: string; readonly from: Period }

export type SimulationRow = {
  readonly id: SimulationId
  readonly askedAt: Instant
  /** What the plans are called. */
  readonly names: Sides<string>
  /** What was changed in the present plan; empty where the other plan is one of its own. */
  readonly changes: readonly string[]
  readonly from: Period
  readonly until: Period
  readonly months: number
  readonly monthsDone: number
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** What the other plan costs more; null until it is computed. */
  readonly difference: Cents | null
}

export type SimulationView = SimulationRow & {
  readonly result: Comparison | null
  /** Names of those whom the other plan pays most more or most less, by their number. */
  readonly people: Readonly<Record<number, ContactRef>>
  readonly otherText: string
}

/** A partner's line of the file. */
export type PartnerDifference = Sides<Cents> & {
  readonly number: string
  readonly name: string
  readonly ranks: Sides<string>
}

export type SimulationAsked = {
  readonly present: number
  readonly other: { readonly version: number } | { readonly text: string } | { readonly changes: readonly string[] }
  readonly from: Period
  readonly until: Period
}

export type SimulationAnswer =
  | { readonly is: 'asked'; readonly id: SimulationId }
  | { readonly is: 'refused'; readonly because: 'present' | 'other' | 'months' }
  | { readonly is: 'refused'; readonly because: 'changes'; readonly problems: readonly ChangeProblem[] }
  | { readonly is: 'refused'; readonly because: 'text'; readonly problems: readonly PlanProblem[] }

/** What another plan would have cost. A null answer means there is no such thing. */
export type SimulationOffice = {
  /** All versions of the plan, the newest first. */
  readonly plans: () => Promise<readonly PlanChoice[]>
  /** The numbers of a plan that a what-if may change. */
  readonly changeables: (version: number) => Promise<readonly Changeable[]>
  readonly list: () => Promise<readonly SimulationRow[]>
  readonly of: (id: SimulationId) => Promise<SimulationView | null>
  readonly partners: (id: SimulationId) => Promise<readonly PartnerDifference[] | null>
  readonly ask: (command: { readonly commandId: string } & SimulationAsked) => Promise<SimulationAnswer>
}
