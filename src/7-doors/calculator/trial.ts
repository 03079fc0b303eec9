import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { commissionsCommand, complianceCommand, simulateCommand, volumesCommand, type Io } from './index.ts'

/** Files as their rows, without the header; a file given as bytes stands as it is. */
export type Files = {
  readonly contacts: readonly string[] | Uint8Array
  readonly orders: readonly string[] | Uint8Array
  readonly changes?: readonly string[] | Uint8Array
}

export type Outcome = { readonly code: number; readonly out: string; readonly err: string }

/** Files, and the rows expected of their result: "contact,role,personal,customers,own,team". */
export type Story = {
  readonly name: string
  readonly files: Files
  readonly args?: readonly string[]
  readonly expected: readonly string[]
}

const headers = {
  contacts: 'id,role,sponsor,joined',
  orders: 'order,contact,at,kind,net,points',
  changes: 'contact,at,role,sponsor',
} as const

const collecting = () => {
  const chunks: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}

const answerOf =
  (command: (args: readonly string[], io: Io) => Promise<number>) =>
  async (args: readonly string[]): Promise<Outcome> => {
    const [stdout, stderr] = [collecting(), collecting()]
    const code = await command(args, { stdout: stdout.stream, stderr: stderr.stream })
    return { code, out: stdout.text(), err: stderr.text() }
  }

/** Runs `stamm volumes` with these arguments and tells what it answers. */
export const run = answerOf(volumesCommand)

/** Runs `stamm commissions` with these arguments. */
export const commissions = answerOf(commissionsCommand)

/** Runs `stamm simulate` with these arguments. */
export const simulations = answerOf((args, io) => simulateCommand(args, io, () => undefined))

/** Runs `stamm compliance` with these arguments. */
export const reports = answerOf(complianceCommand)

/** Writes the files into a folder of their own and runs the command on them; the folder's name is taken out of what it tells. */
export const volumesOf = async (files: Files, ...args: readonly string[]): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'volumes-'))
  const given: string[] = []
  try {
    for (const [name, rows] of Object.entries(files) as [keyof typeof headers, readonly string[] | Uint8Array][]) {
      const path = join(folder, `${name}.csv`)
      await writeFile(path, rows instanceof Uint8Array ? rows : `${[headers[name], ...rows].join('\n')}\n`)
      given.push(`--${name}`, path)
    }
    const outcome = await run([...given, ...(args.includes('--period') ? [] : ['--period', '2011-10']), ...args])
    return { ...outcome, err: outcome.err.replaceAll(join(folder, '/'), '') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The result's rows without the header; throws when the command answers anything but them. */
export const figures = async (files: Files, ...args: readonly string[]): Promise<string[]> => {
  const { code, out, err } = await volumesOf(files, ...args)
  if (code !== 0 || err !== '') throw new Error(`exit code ${code}: ${err}`)
  return out.trimEnd().split('\n').slice(1)
}
