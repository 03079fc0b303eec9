import type { Database } from '#ground/database'
import { newUuid } from '#ground/identity'
import { isoOf, monthNumber, type Instant, type Period } from '#ground/period'
import { readPlan, type PlanProblem } from '#earnings/plan'
import { planVersion } from '#earnings/plan/store.ts'
import { unpackKept } from '#earnings/scalar'
import { changePlan, type ChangeProblem } from './change.ts'
import type { Comparison, Sides } from './compare.ts'

/** A plan of a simulation, as it is written. */
export type WrittenPlan = { readonly name: string; readonly text: string }

/** What is compared: the present plan, and the other one as it came to be. */
export type Question = Sides<WrittenPlan> & {
  /** What was changed in the present plan; empty where the other plan is one of its own. */
  readonly changes: readonly string[]
  readonly from: Period
  readonly until: Period
}

export type Simulation = {
  readonly uuid: string
  readonly askedAt: Instant
  readonly question: Question
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly monthsDone: number
  readonly result: Comparison | null
}

/** What somebody asks for. The other plan is a version that is kept, one that is written out, or the present one with changes. */
export type Asking = {
  readonly present: number
  readonly other: { readonly version: number } | { readonly text: string } | { readonly changes: readonly string[] }
  readonly from: Period
  readonly until: Period
  readonly by: string
  readonly now: Instant
}

export type Asked =
  | { readonly is: 'asked'; readonly uuid: string }
  | { readonly is: 'refused'; readonly because: 'present' | 'other' | 'months' }
  | { readonly is: 'refused'; readonly because: 'changes'; readonly problems: readonly ChangeProblem[] }
  | { readonly is: 'refused'; readonly because: 'text'; readonly problems: readonly PlanProblem[] }

const mostMonths = 60

// As many as somebody looks through; the oldest go.
const mostKept = 50

/** Keeps a question, to be computed by `simulateDue`. */
export const askSimulation = async (database: Database, asking: Asking): Promise<Asked> => {
  const { from, until, by, now } = asking
  if (until < from || monthsBetween(from, until) > mostMonths) return { is: 'refused', because: 'months' }
  const present = await planVersion(database, asking.present)
  if (present === undefined) return { is: 'refused', because: 'present' }
  const other = await otherPlan(database, present.text, asking.other)
  if ('is' in other) return other
  const changes = 'changes' in asking.other ? asking.other.changes : []
  const question: Question = { present: { name: present.name, text: present.text }, other, changes, from, until }
  const uuid = newUuid()
  await database
    .insertInto('earnings.simulation')
    .values({ uuid, asked_at: isoOf(now), asked_by: by, question: JSON.stringify(question) })
    .execute()
  await forgetOldest(database)
  return { is: 'asked', uuid }
}

export const monthsBetween = (from: Period, until: Period): number => monthNumber(until) - monthNumber(from) + 1

const otherPlan = async (
  database: Database,
  present: string,
  other: Asking['other'],
): Promise<WrittenPlan | Exclude<Asked, { is: 'asked' }>> => {
  if ('version' in other) {
    const version = await planVersion(database, other.version)
    return version === undefined ? { is: 'refused', because: 'other' } : { name: version.name, text: version.text }
  }
  if ('text' in other) {
    const read = readPlan(other.text)
    return read.is === 'refused'
      ? { is: 'refused', because: 'text', problems: read.problems }
      : { name: read.plan.name, text: other.text }
  }
  const changed = changePlan(present, other.changes)
  return changed.is === 'refused'
    ? { is: 'refused', because: 'changes', problems: changed.problems }
    : { name: changed.plan.name, text: changed.text }
}

const forgetOldest = async (database: Database): Promise<void> => {
  const newest = database.selectFrom('earnings.simulation').select('id').orderBy('id', 'desc').limit(mostKept)
  await database
    .deleteFrom('earnings.simulation')
    .where('id', 'not in', newest)
    .where('state', 'in', ['done', 'failed'])
    .execute()
}

const read = (database: Database) =>
  database.selectFrom('earnings.simulation').select(['uuid', 'asked_at', 'question', 'state', 'months_done', 'result'])

type Row = Awaited<ReturnType<ReturnType<typeof read>['executeTakeFirstOrThrow']>>

const simulationOf = (row: Row): Simulation => ({
  uuid: row.uuid,
  askedAt: row.asked_at,
  question: row.question as Question,
  state: row.state,
  monthsDone: row.months_done,
  result: row.result as Comparison | null,
})

/** All that are kept, the newest first. */
export const simulations = async (database: Database): Promise<Simulation[]> =>
  (await read(database).orderBy('id', 'desc').execute()).map(simulationOf)

export const simulationBy = async (database: Database, uuid: string): Promise<Simulation | undefined> => {
  const row = await read(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && simulationOf(row)
}

/** Every partner's figures of a simulation: cents in columns; ranks are places in the lists of names, -1 for none. */
export type PartnerColumns = {
  readonly contacts: Int32Array
  readonly paid: Sides<Float64Array>
  readonly ranks: Sides<Int16Array>
  readonly rankNames: Sides<readonly string[]>
}

/** Undefined until it is done. */
export const partnersOfSimulation = async (database: Database, uuid: string): Promise<PartnerColumns | undefined> => {
  const row = await database
    .selectFrom('earnings.simulation')
    .select('partners')
    .where('uuid', '=', uuid)
    .executeTakeFirst()
  return row?.partners ? (unpackKept(new Uint8Array(row.partners)) as unknown as PartnerColumns) : undefined
}
