import type { Database } from '#ground/database'
import { inTransaction, type OpenedDatabase } from '#ground/database/store.ts'
import { describe, past, quoted, type Source } from '#ground/table'
import { openTable } from '#ground/table/store.ts'
import type { Instant, Zone } from '#ground/period'
import { importContacts, type ContactSummary } from './contact-import.ts'
import { bookedNow, lastEntry } from './booking.ts'
import { importOrders } from './order-import.ts'
import { readAsked, usage, type Asked } from './options.ts'
import { Overtaken } from './order-keeping.ts'
import type { OrderSummary } from './order-summary.ts'
import { progressOn, silence, type Progress } from './progress.ts'
import type { Refused } from './refused.ts'
import { reportOf } from './report.ts'

export type Io = {
  readonly stdout: { readonly write: (text: string) => unknown }
  readonly stderr: { readonly write: (text: string) => unknown; readonly isTTY?: boolean }
  /** The clock; the computer's if there is no other. */
  readonly now?: () => Instant
}

const [done, cannot, wrongInput] = [0, 1, 2]

/**
 * `stamm import`: answers the exit code: 0 with the summary on stdout, 2 with what is wrong on stderr and nothing changed, 1 when
 * there is no company yet. The database is opened when the file could be read.
 * @throws DatabaseUnavailable when it cannot be opened.
 */
export const importCommand = async (
  args: readonly string[],
  io: Io,
  open: () => Promise<OpenedDatabase>,
): Promise<number> => {
  const asked = readAsked(args)
  if (asked === 'help') return say(io.stdout, usage, done)
  if (typeof asked === 'string') return say(io.stderr, `stamm import: ${asked}\n`, wrongInput)
  const file = await openTable(asked.path)
  if (file.is === 'refused') return say(io.stderr, `${describe(file.problem)}\n`, wrongInput)
  const opened = await open()
  try {
    return await importFile(opened.database, { ...asked, source: file.source }, io)
  } finally {
    await opened.close()
  }
}

const say = (stream: Io['stdout'], text: string, code: number): number => {
  stream.write(text)
  return code
}

type Task = Asked & { readonly source: Source }

const importFile = async (database: Database, asked: Task, io: Io): Promise<number> => {
  const company = await database.selectFrom('company').selectAll().executeTakeFirst()
  if (company === undefined)
    return say(io.stderr, 'stamm import: there is no company yet; "npm start" makes one\n', cannot)
  const progress = asked.isQuiet ? silence : progressOn(io.stderr)
  const own = company.zone as Zone
  const before = await lastEntry(database)
  const when = { zone: asked.zone ?? own, now: io.now?.() ?? (Date.now() as Instant) }
  const joined = joinedOf(asked.joined, when)
  if (typeof joined === 'string') return say(io.stderr, joined, wrongInput)
  const result = await untilCarriedOut(() =>
    inTransaction(database, transaction => importInto(transaction, { ...asked, ...when, joined }, progress)),
  ).finally(progress.end)
  if (result.is === 'refused') return say(io.stderr, problemLines(result), wrongInput)
  const booked =
    asked.mode === 'import' && result.is === 'orders'
      ? await bookedNow(database, { zone: own, before, expected: result.entries, progress })
      : undefined
  progress.end()
  return say(
    io.stdout,
    reportOf(result, { file: asked.path, mode: asked.mode, currency: company.currency, booked }),
    done,
  )
}

type When = { readonly zone: Zone; readonly now: Instant }

// What --joined says, or what is wrong with it.
const joinedOf = (told: string | undefined, { zone, now }: When): Instant | string => {
  if (told === undefined) return now
  const column = past(zone, now)
  return (
    column.parse(told) ?? `stamm import: option --joined: found ${quoted(told)}, expected ${column.expected(told)}\n`
  )
}

const importInto = (
  transaction: Database,
  asked: Omit<Task, 'joined'> & When & { readonly joined: Instant },
  progress: Progress,
): Promise<ContactSummary | OrderSummary | Refused> => {
  const { source, zone, now, joined, mode, policy } = asked
  const common = { source, zone, now, mode, policy, progress }
  return asked.what === 'orders'
    ? importOrders(transaction, common)
    : importContacts(transaction, { ...common, joined })
}

const tries = 3

const isOvertaken = (error: unknown): boolean =>
  // 23505: somebody else has just kept the same number (unique_violation). That index is the guard; then it is there already.
  error instanceof Overtaken || (error as { code?: string }).code === '23505'

const untilCarriedOut = async <T>(body: () => Promise<T>, turn = 1): Promise<T> => {
  try {
    return await body()
  } catch (error) {
    if (turn === tries || !isOvertaken(error)) throw error
    return untilCarriedOut(body, turn + 1)
  }
}

const problemLines = ({ problems, isCutOff }: Refused): string => {
  const rest = isCutOff ? [`stopped after ${problems.length} problems`] : []
  return [...problems.map(describe), ...rest, 'nothing was changed', ''].join('\n')
}
