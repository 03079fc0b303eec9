import { execFileSync } from 'node:child_process'

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds: of first runs in fresh processes, and of later runs in the same ones. */
export type Timing = { readonly fresh: number; readonly warm: number }

/** Medians. */
export const timingOf = (runs: readonly (readonly number[])[]): Timing => {
  const [fresh, warm] = [runs.map(([first]) => first!), runs.flatMap(([, ...rest]) => rest)]
  return { fresh: median(fresh), warm: median(warm.length === 0 ? fresh : warm) }
}

/** The best instead: what a machine that is busy with other work hides least. */
export const bestOf = (runs: readonly (readonly number[])[]): Timing => {
  const [fresh, warm] = [runs.map(([first]) => first!), runs.flatMap(([, ...rest]) => rest)]
  return { fresh: Math.min(...fresh), warm: Math.min(...(warm.length === 0 ? fresh : warm)) }
}

/** What was not measured, and why. */
export type Skipped = { readonly skipped: string }

export const skipped = (why: string): Skipped => ({ skipped: why })

export const isMeasured = <T extends object>(result: T | Skipped): result is T => !('skipped' in result)

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))

/** For JSON: two decimals are enough. */
export const roundedNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value

export type Call = {
  readonly folder: string
  readonly values?: readonly (string | number)[]
  readonly withinMs?: number
}

/** Runs a part of a bench's program in a process of its own, so that none takes memory or time from another. */
export const inItsOwnProcess = (program: string, part: string, { folder, values = [], withinMs }: Call): unknown => {
  const flags = ['--expose-gc', '--max-old-space-size=8192']
  const output = execFileSync(process.execPath, [...flags, program, '--part', part, folder, ...values.map(String)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(withinMs === undefined ? {} : { timeout: withinMs, killSignal: 'SIGKILL' }),
  })
  return JSON.parse(output) as unknown
}

export const isTooLong = (error: unknown): boolean => (error as { readonly code?: string }).code === 'ETIMEDOUT'

/** What is to be reached; `reached` is undefined where the run did not measure it. */
export type Target = { readonly target: string; readonly reached: number | undefined } & (
  | { readonly atMost: number }
  | { readonly atLeast: number }
)

export const judged = <T extends Target>(target: T) => {
  const { reached } = target
  const isMet = (value: number) => ('atMost' in target ? value <= target.atMost : value >= target.atLeast)
  return {
    ...target,
    reached: reached === undefined ? null : rounded(reached),
    isMet: reached === undefined ? null : isMet(reached),
  }
}

/** "250", "10k", "1M". */
export const numberOf = (text: string, usage: string): number => {
  const match = /^(\d+)([kM]?)$/u.exec(text)
  if (match === null || Number(match[1]) === 0)
    throw new Error(`"${text}" is no number such as 250, 10k or 1M\n${usage}`)
  return Number(match[1]) * { '': 1, k: 1000, M: 1_000_000 }[match[2] as '' | 'k' | 'M']
}
