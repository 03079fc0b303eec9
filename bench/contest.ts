import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machine } from './machine.ts'
import { numberOf, roundedNumbers, skipped } from './timing.ts'
import { shapes, type Shape } from './volumes/company.ts'
import { compileYardstick, runYardstick, type Runs } from './yardstick.ts'

/** What is to be measured: ours against plain C++ and SQL, in companies of several sizes and shapes. */
export type Asked = {
  readonly sizes: readonly number[]
  readonly shapes: readonly Shape[]
  readonly without: ReadonlySet<string>
  readonly patienceMs: number
  readonly repeats: number
  readonly folder: string
  /** The compiled C++; undefined without g++. */
  readonly yardstick: string | undefined
  readonly say: (line: string) => void
}

/** One company, all of whose files are in a folder of its own. */
export type Case = {
  readonly asked: Asked
  readonly folder: string
  readonly contacts: number
  readonly shape: Shape
}

/** What somebody gets who asks for nothing, and with --quick. */
type Usual = { readonly sizes: string; readonly patience: string; readonly quickPatience: string }

/** A part of the program that runs in a process of its own. */
type Part = (folder: string, values: readonly string[]) => Promise<unknown>

type Program = {
  /** The folder of the program and of its yardstick.cpp. */
  readonly folder: string
  readonly usage: string
  readonly usual: Usual
}

type Contest<Measured> = Program & {
  readonly parts: Readonly<Record<string, Part>>
  readonly measure: (asked: Asked) => readonly Measured[]
  readonly ratiosOf: (measured: Measured) => object
  readonly targetsOf: (all: readonly Measured[]) => readonly object[]
}

const options = {
  sizes: { type: 'string' },
  shapes: { type: 'string' },
  without: { type: 'string' },
  repeats: { type: 'string' },
  patience: { type: 'string' },
  quick: { type: 'boolean' },
  help: { type: 'boolean' },
  part: { type: 'string' },
} as const

type Options = Readonly<Record<string, string | boolean | undefined>>

const shapeOf = (text: string, usage: string): Shape => {
  const found = shapes.find(shape => shape === text)
  if (found === undefined) throw new Error(`"${text}" is no shape\n${usage}`)
  return found
}

const askedOf = (scratch: string, given: Options, { folder, usage, usual }: Program): Asked => {
  const isQuick = given['quick'] === true
  const text = (name: string, otherwise: string, quick = otherwise) =>
    String(given[name] ?? (isQuick ? quick : otherwise))
  const listed = (name: string, otherwise: string, quick?: string) => text(name, otherwise, quick).split(',')
  return {
    sizes: listed('sizes', usual.sizes, '10k,100k').map(size => numberOf(size, usage)),
    shapes: listed('shapes', shapes.join(',')).map(shape => shapeOf(shape, usage)),
    without: new Set(listed('without', '')),
    patienceMs: numberOf(text('patience', usual.patience, usual.quickPatience), usage) * 1000,
    repeats: numberOf(text('repeats', '5', '3'), usage),
    folder: scratch,
    yardstick: compileYardstick(join(folder, 'yardstick.cpp'), scratch),
    say: line => void process.stderr.write(`${line}\n`),
  }
}

type Told = { readonly differences: Readonly<Record<string, number>> }

const whole = <Measured extends Told>(contest: Contest<Measured>, given: Options): void => {
  const scratch = mkdtempSync(join(tmpdir(), 'stamm-bench-'))
  // Under root an embedded PostgreSQL is another user, who has to get in.
  chmodSync(scratch, 0o755)
  try {
    const measured = contest.measure(askedOf(scratch, given, contest))
    const results = measured.map(one => ({ ...one, ratios: contest.ratiosOf(one) }))
    const targets = contest.targetsOf(measured)
    console.log(JSON.stringify({ machine: machine(), results, targets }, roundedNumbers, 2))
    if (measured.some(({ differences }) => Object.values(differences).some(count => count > 0))) process.exitCode = 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The program of a contest: the whole of it, or, asked by itself, one part in this process. */
export const runContest = async <Measured extends Told>(contest: Contest<Measured>): Promise<void> => {
  const { values: given, positionals } = parseArgs({ allowPositionals: true, options })
  // So that whatever a part started is stopped with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
  if (given.help) return console.log(contest.usage)
  if (given.part === undefined) return whole(contest, given)
  const [folder, ...values] = positionals
  console.log(JSON.stringify(await contest.parts[given.part]!(folder!, values)))
}

/** Measures every size of every shape, the smaller first. */
export const measureAll = <Measured>(asked: Asked, measureOne: (one: Case) => Measured): Measured[] =>
  asked.shapes.flatMap(shape =>
    asked.sizes.map(contacts => {
      const folder = join(asked.folder, `${shape}-${contacts}`)
      mkdirSync(folder)
      try {
        return measureOne({ asked, folder, contacts, shape })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
  )

type Sides<R> = { readonly runs: number; readonly ours: () => Runs; readonly resultOf: (runs: readonly Runs[]) => R }

/** Ours and plain C++ in turn, so that a machine that is busy for a while is so for both. */
export const againstCpp = <R>({ asked, folder }: Case, { runs, ours, resultOf }: Sides<R>) => {
  const { repeats, yardstick, without } = asked
  const [mine, plain]: [Runs[], Runs[]] = [[], []]
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    mine.push(ours())
    if (yardstick !== undefined && !without.has('c++')) plain.push(runYardstick(yardstick, folder, runs))
  }
  const why = without.has('c++') ? 'left out' : 'no g++'
  return { ours: resultOf(mine), 'c++': plain.length > 0 ? resultOf(plain) : skipped(why) }
}

/** How many figures differ from ours, by each contestant that finished. */
export const differencesOf = <By extends string>(
  results: Readonly<Record<By, object>>,
  differences: (by: By) => number,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (Object.keys(results) as By[]).filter(by => !('skipped' in results[by])).map(by => [by, differences(by)]),
  )
