import { periodAfter, type Period } from '#ground/period'
import { changePlan, compare, type Sides } from '#earnings/simulation'
import { runBoth } from '#earnings/simulation/store.ts'
import type { Plan } from '#earnings/plan'
import { refuse, write, type Io } from './io.ts'
import { factsFor, planOf, toldWords } from './plan-file.ts'
import { readSimulationOptions, simulationUsage, type SimulationOptions } from './simulate-options.ts'
import { tableOf } from './simulate-output.ts'

/** Told how many of the months are computed. */
export type Watch = (step: { readonly what: string; readonly done: number; readonly of: number }) => void

/**
 * `stamm simulate`: the same months under two plans, from CSV files and without a database. Answers the exit code as `stamm commissions`
 * does.
 */
export const simulateCommand = async (args: readonly string[], io: Io, watch: Watch): Promise<number> => {
  const asked = readSimulationOptions(args)
  if (asked.is === 'help') return write(io.stdout, [simulationUsage])
  if (asked.is === 'refused')
    return refuse(io.stderr, [
      ...asked.because.map(reason => `stamm simulate: ${reason}`),
      'stamm simulate --help tells how it is used',
    ])
  const read = await plansOf(asked.options)
  if (read.is === 'refused') return refuse(io.stderr, read.lines)
  for (const line of read.warnings) io.stderr.write(`${line}\n`)
  if (asked.options.show === 'plan') return write(io.stdout, [read.text])
  return simulate(read.plans, asked.options, { io, watch, show: asked.options.show })
}

type ReadPlans =
  | {
      readonly is: 'read'
      readonly plans: Sides<Plan>
      /** The other plan as it is written. */
      readonly text: string
      readonly warnings: readonly string[]
    }
  | { readonly is: 'refused'; readonly lines: readonly string[] }

const plansOf = async ({ plan, other, language }: SimulationOptions): Promise<ReadPlans> => {
  const read = await planOf(plan, language)
  if (read.is === 'refused') return read
  if ('file' in other) {
    const against = await planOf(other.file, language)
    if (against.is === 'refused') return against
    const warnings = [...read.warnings, ...against.warnings]
    return { is: 'read', plans: { present: read.plan, other: against.plan }, text: against.text, warnings }
  }
  const changed = changePlan(read.text, other.changes)
  if (changed.is === 'changed')
    return {
      is: 'read',
      plans: { present: read.plan, other: changed.plan },
      text: changed.text,
      warnings: read.warnings,
    }
  const { found, expected } = toldWords[language]
  const lines = changed.problems.map(
    problem =>
      `stamm simulate: option --change: ${problem.where}: ${found} ${problem.found[language]}, ${expected} ${problem.expected[language]}`,
  )
  return { is: 'refused', lines }
}

type Showing = { readonly io: Io; readonly watch: Watch; readonly show: Parameters<typeof tableOf>[1] }

const simulate = async (
  plans: Sides<Plan>,
  options: SimulationOptions,
  { io, watch, show }: Showing,
): Promise<number> => {
  const read = await factsFor([plans.present, plans.other], options)
  if (read.is === 'refused') return refuse(io.stderr, read.lines)
  for (const line of read.facts.warnings) io.stderr.write(`${line}\n`)
  const periods = periodsOf(options)
  const tell = (done: number) => watch({ what: periods[done - 1] ?? '', done, of: periods.length })
  const courses = await runBoth(plans, monthsOf(periods, read.factsOf), { onMonth: tell })
  const { ids } = read.facts.contacts
  return write(io.stdout, tableOf({ plans, courses, compared: compare(plans, courses), ids }, show))
}

const monthsOf = function* <T>(periods: readonly Period[], factsOf: (period: Period) => T) {
  for (const period of periods) yield factsOf(period)
}

const periodsOf = ({ from, until }: Pick<SimulationOptions, 'from' | 'until'>): Period[] => {
  const periods: Period[] = []
  for (let period = from; period <= until; period = periodAfter(period)) periods.push(period)
  return periods
}
