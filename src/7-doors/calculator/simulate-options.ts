import { parseArgs } from 'node:util'
import { parsePeriod, type Period } from '#ground/period'
import {
  given,
  oneOf,
  planFileOptions,
  planFileUsage,
  readingUsage,
  takeFiles,
  takePlan,
  takerOf,
  type PlanFiles,
} from './taking.ts'

const shown = ['months', 'ranks', 'rules', 'classes', 'partners', 'plan'] as const

export type Shown = (typeof shown)[number]

export type SimulationOptions = PlanFiles & {
  /** The file of the other plan, or what is changed in the first. */
  readonly other: { readonly file: string } | { readonly changes: readonly string[] }
  readonly from: Period
  readonly until: Period
  readonly show: Shown
}

export const simulationUsage = `Usage: stamm simulate --plan FILE (--against FILE | --change WHAT-IF …) --contacts FILE --orders FILE [--changes FILE]
         --from YYYY-MM --until YYYY-MM [options]

Computes the same months under two plans, from CSV files and without a database, and compares what they pay.

${planFileUsage}
  --against FILE     the other plan
  --change WHAT-IF   or what is changed in the plan, as often as needed: 'bonuses.Provision.brackets[0].rate = 6 %'
                     an element of a list by its name or its number from 0; a name with a dot in quotes; no value takes it away
  --from, --until    the first and the last month; both plans begin with nothing from earlier months
  --show WHAT        months    month,turnover,cost,share,other cost,other share,difference,… (default)
                     ranks     winners and losers by the highest rank each had under the plan
                     rules     what each rule costs
                     classes   how many partners are paid how much in all months
                     partners  every partner's difference
                     plan      the changed plan, as YAML
${readingUsage}`

const text = { type: 'string' } as const
const options = {
  ...planFileOptions,
  against: text,
  change: { type: 'string', multiple: true },
  from: text,
  until: text,
  show: text,
} as const

export type AskedSimulation =
  | { readonly is: 'help' }
  | { readonly is: 'options'; readonly options: SimulationOptions }
  | { readonly is: 'refused'; readonly because: readonly string[] }

/**
 * Reads what stands behind `stamm simulate`.
 * @throws TypeError of parseArgs when an option is unknown.
 */
export const readSimulationOptions = (args: readonly string[]): AskedSimulation => {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) return { is: 'help' }
  const because: string[] = []
  const take = takerOf(values, because)
  const { against, change } = values
  if ((against === undefined) === (change === undefined))
    because.push('expected either --against with the other plan or --change with what is changed, and not both')
  const taken = {
    ...takePlan(take),
    ...takeFiles(take),
    other:
      against === undefined
        ? { changes: change ?? [] }
        : { file: take('against', 'the file of the other plan', given) },
    from: take('from', 'the first month, such as 2025-01', parsePeriod),
    until: take('until', 'the last month, such as 2026-12', parsePeriod),
    show: take('show', `one of ${shown.join(', ')}`, oneOf(shown), 'months'),
  }
  if (because.length === 0 && taken.until < taken.from)
    because.push(`option --until: found "${taken.until}", expected ${taken.from} or a later month`)
  return because.length > 0 ? { is: 'refused', because } : { is: 'options', options: taken }
}
