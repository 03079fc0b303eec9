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

type Files = Record<'contacts' | 'orders', string> & Partial<Record<'changes' | 'ranksByHand', string | undefined>>

export const openSources = async ({ contacts, orders, changes, ranksByHand }: Files): Promise<Opened> => {
  const problems: Problem[] = []
  const open = async (path: string): Promise<Source> => {
    const opened = await openTable(path)
    if (opened.is === 'opened') return opened.source
    problems.push(opened.problem)
    return { file: path, bytes: new Uint8Array() }
  }
  const openIfGiven = (path: string | undefined) => (path === undefined ? undefined : open(path))
  const sources = {
    contacts: await open(contacts),
    orders: await open(orders),
    changes: await openIfGiven(changes),
    ranksByHand: await openIfGiven(ranksByHand),
  }
  return problems.length > 0 ? { is: 'refused', problems } : { is: 'opened', sources }
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
