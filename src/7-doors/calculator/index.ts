import { pipeline } from 'node:stream/promises'
import { describe, type Problem, type Source } from '#ground/table'
import { openTable } from '#ground/table/store.ts'
import { readFacts, type Facts, type Sources } from './facts.ts'
import { readOptions, usage, type Options } from './options.ts'
import { resultOf } from './output.ts'
import { figuresOf } from './volumes.ts'

export type Io = { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream }

const done = 0
const wrongInput = 2

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

type Opened =
  | { readonly is: 'opened'; readonly sources: Sources }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }

const openSources = async ({ contacts, orders, changes }: Options): Promise<Opened> => {
  const files = await Promise.all([contacts, orders, ...(changes === undefined ? [] : [changes])].map(openTable))
  const problems = files.flatMap(file => (file.is === 'refused' ? [file.problem] : []))
  const sources = files.flatMap(file => (file.is === 'opened' ? [file.source] : []))
  if (problems.length > 0) return { is: 'refused', problems }
  const [contactsFile, ordersFile, changesFile] = sources as [Source, Source, Source | undefined]
  return { is: 'opened', sources: { contacts: contactsFile, orders: ordersFile, changes: changesFile } }
}

const linesOf = ({ problems, isCutOff }: { problems: readonly Problem[]; isCutOff: boolean }): string[] => [
  ...problems.map(describe),
  ...(isCutOff ? [`stopped after ${problems.length} problems`] : []),
]

const refuse = (stderr: NodeJS.WritableStream, lines: readonly string[]): number => {
  stderr.write(lines.map(line => `${line}\n`).join(''))
  return wrongInput
}

// A reader who has seen enough (`| head`) closes the pipe; that is no error of ours.
const write = async (stdout: NodeJS.WritableStream, pieces: Iterable<string>): Promise<number> => {
  try {
    await pipeline(pieces, stdout, { end: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
  return done
}
