import type { z } from 'zod'
import type { Cents } from '#ground/money'
import type { Fault, Kept, Rate, Told } from '#earnings/scalar'
import type { Condition, Known, Standing, Test } from '#earnings/rank'
import type { Line } from './line.ts'
import type { Columns, Facts, Lineage, Single, Unit } from '#earnings/volume'

export { lineBook, type Line, type LineBook, type Lines } from './line.ts'
export { amountOf } from './amount.ts'
export { splitAmong } from './split.ts'
export { givenByRank, ofEarners } from './by-rank.ts'
export { mostFaults, mostFields, mostOf, mostWords, printMoney } from './most.ts'
export { climbLevels, levelFaults, levelFields, levelReason, levelWords } from './climb.ts'
export {
  baseFaults,
  climbingBaseFaults,
  followsShape,
  rankFaults,
  bracketsShape,
  nameShape,
  stepsFaults,
  whenShape,
  type Bracket,
} from './shape.ts'

/** Whom a bonus climbs: today's sponsor, or whoever recruited. */
export type Upline = 'sponsor' | 'recruiter'

/** What a bonus is computed from. Everything by position of contacts. */
export type Context = {
  readonly facts: Facts
  readonly columns: Columns
  readonly standing: Standing
  readonly lineageOf: (upline: Upline) => Lineage
  /** What each entry counts in a volume without `down to`. */
  readonly entriesOf: (volume: string) => Single
  /** Whether a partner meets a condition; everybody when there is none. */
  readonly test: (condition: Condition | undefined) => Test
  /** What a rule that stands before in the plan pays everybody, in cents. */
  readonly earned: (rule: string) => Float64Array
  /** What all rules that stand before pay everybody, in cents. */
  readonly earnedSoFar: () => Float64Array
  /** A rate of a base of this rule in cents. */
  readonly price: (rule: Named, base: number, rate: Rate) => Cents
  /** What this rule left in earlier months; undefined in its first. */
  readonly kept: (rule: Named) => Kept | undefined
  /** Leaves something to later months. A rule that leaves nothing finds nothing the next month. */
  readonly keep: (rule: Named, kept: Kept) => void
  /** All rules of the plan in their order. */
  readonly rules: readonly Named[]
}

/** A payment before it is priced: amounts are computed in one place. */
export type Payment = {
  readonly partner: number
  /** Whose turnover it is; -1 where it is of many. */
  readonly from: number
  readonly base: number
  readonly rate: Rate
  readonly level?: number
  /** How many were passed over on the way by compression. */
  readonly passed?: number
  /** The rate that was already paid below. */
  readonly less?: Rate
  /** Where the amount is not base times rate but a part of it, in cents. */
  readonly amount?: Cents
  /** What else the reason tells, of a kind whose reasons need it; where the rule pays order by order, the order's number. */
  readonly details?: readonly number[]
}

/** In `passed`: nobody qualified for this share, and it went to the last who did below. */
export const nobodys = -1

export type Pay = (payment: Payment) => void

export type Named = { readonly name: string; readonly kind: string }

/** Why a line is what it is: what a bonus needs to say it. */
export type Paid = Pick<Line, 'rate' | 'level' | 'passed' | 'less' | 'unit' | 'details'>

/**
 * How much a rule can pay at most: of a volume, or of what another rule pays, a share in millionths; nothing, where it only takes off; or
 * any amount, where no share of the turnover bounds it.
 */
export type Bound =
  | { readonly rate: Rate; readonly of: { readonly volume: string } | { readonly rule: string } }
  | 'nothing'
  | 'any amount'

/** What stands before a rule in its plan. */
export type Before = Known & { readonly rules: readonly Named[] }

/** A kind of bonus: its own part of the plan's language, what it checks and says, and how it pays. Rooms beside this one are each one. */
export type Bonus<Rule extends Named> = {
  readonly kind: Rule['kind']
  readonly shape: z.ZodType<Rule>
  /** What is wrong beyond the shape; paths begin within the rule. */
  readonly check: (rule: Rule, before: Before) => Fault[]
  readonly words: (rule: Rule) => Told
  readonly reason: (rule: Rule, paid: Paid, rules: readonly Named[]) => Told
  readonly bound: (rule: Rule, rules: readonly Named[]) => Bound
  /** Of a cap: the most that the rules before can pay together, in millionths of the turnover. */
  readonly limit?: (rule: Rule) => Rate
  /** True where somebody without a line below can earn by it. */
  readonly paysWithoutLine: (rule: Rule) => boolean
  /** True where a month depends on what the rule kept from earlier ones. */
  readonly outlastsMonths?: true
  /** What the rule has kept for a partner, in words; nothing where there is nothing to tell. */
  readonly describeKept?: (rule: Rule, asked: { kept: Kept; partner: number; columns: Columns }) => Told | undefined
  /** The ranks of which somebody needs one to be paid; left out where none is needed. */
  readonly ranksPaid?: (rule: Rule) => readonly string[]
  /** Ranks for which a fixed amount is paid: to reach one must take turnover, or the amount would be paid by the head. */
  readonly fixedFor?: (rule: Rule) => readonly { readonly rank: string; readonly path: Fault['path'] }[]
  /** Of a kind that can pay order by order (`when: order`): what each entry counts that it pays on. */
  readonly paidEntries?: (rule: Rule, context: Context) => Single
  readonly unitOf: (rule: Rule, columns: Columns) => Unit
  readonly pay: (rule: Rule, context: Context, pay: Pay) => void
}
