import { pipeline } from 'node:stream/promises'
import { describe, type Problem, type Source } from '#ground/table'
import { openTable } from '#ground/table/store.ts'
import type { Sources } from './facts.ts'

export type Io = { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream }

const done = 0
const wrongInput = 2

type Opened =
  | { readonly is: 'opened'; readonly sources: Sources }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }

type Files = { readonly contacts: string; readonly orders: string; readonly changes: string | undefined }

export const openSources = async ({ contacts, orders, changes }: Files): Promise<Opened> => {
  const files = await Promise.all([contacts, orders, ...(changes === undefined ? [] : [changes])].map(openTable))
  const problems = files.flatMap(file => (file.is === 'refused' ? [file.problem] : []))
  const sources = files.flatMap(file => (file.is === 'opened' ? [file.source] : []))
  if (problems.length > 0) return { is: 'refused', problems }
  const [contactsFile, ordersFile, changesFile] = sources as [Source, Source, Source | undefined]
  return { is: 'opened', sources: { contacts: contactsFile, orders: ordersFile, changes: changesFile } }
}

export const linesOf = ({ problems, isCutOff }: { problems: readonly Problem[]; isCutOff: boolean }): string[] => [
  ...problems.map(describe),
  ...(isCutOff ? [`stopped after ${problems.length} problems`] : []),
]

export const refuse = (stderr: NodeJS.WritableStream, lines: readonly string[]): number => {
  stderr.write(lines.map(line => `${line}\n`).join(''))
  return wrongInput
}

// A reader who has seen enough (`| head`) closes the pipe; that is no error of ours.
export const write = async (stdout: NodeJS.WritableStream, pieces: Iterable<string>): Promise<number> => {
  try {
    await pipeline(pieces, stdout, { end: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
  return done
}
