import { describe } from '#ground/table'
import { readFacts, type Facts } from './facts.ts'
import { linesOf, openSources, refuse, write, type Io } from './io.ts'
import { readOptions, usage, type Options } from './options.ts'
import { resultOf } from './output.ts'
import { figuresOf } from './volumes.ts'

export { commissionsCommand } from './commissions.ts'
export { complianceCommand } from './compliance.ts'
export { simulateCommand } from './simulate.ts'

export type { Io }

/**
 * `stamm volumes`: from CSV files to every address's volumes as CSV, without a database. Answers the exit code: 0 with the result on
 * stdout, 2 with what is wrong on stderr and nothing on stdout.
 */
export const volumesCommand = async (args: readonly string[], { stdout, stderr }: Io): Promise<number> => {
  const asked = readOptions(args)
  if (asked.is === 'help') return write(stdout, [usage])
  if (asked.is === 'refused')
    return refuse(stderr, [
      ...asked.because.map(reason => `stamm volumes: ${reason}`),
      'stamm volumes --help tells how it is used',
    ])
  const opened = await openSources(asked.options)
  if (opened.is === 'refused') return refuse(stderr, opened.problems.map(describe))
  const read = readFacts(opened.sources, asked.options)
  if (read.is === 'refused') return refuse(stderr, linesOf(read))
  return answer(read.facts, asked.options, { stdout, stderr })
}

const answer = async (facts: Facts, options: Options, { stdout, stderr }: Io): Promise<number> => {
  const figures = figuresOf(facts, options)
  for (const line of facts.warnings) stderr.write(`${line}\n`)
  return write(stdout, resultOf(facts.contacts, figures, options.unit))
}
