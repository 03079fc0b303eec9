import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { newUuid } from '#ground/identity'
import { periodAfter, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { readPlan, type Plan } from '#earnings/plan'
import { returnsSetting } from '#earnings/run'
import { factsOf } from '#earnings/run/store.ts'
import { packKept } from '#earnings/scalar'
import type { Facts } from '#earnings/volume'
import { compare, partnersOf, type Sides } from './compare.ts'
import type { Course } from './course.ts'
import type { PartnerColumns, Question } from './keeping.ts'
import { runBoth } from './side-by-side.ts'

// Whoever tells nothing for so long is gone; a month of ten million contacts takes less.
const silentForS = 120

type Claimed = { readonly id: number; readonly worker: string; readonly question: Question }

/**
 * Computes the next simulation that waits, or whose worker is gone, and answers whether there was one. Several at once take different ones:
 * the row of the one that is taken is the guard, and only who holds it keeps a result. Ended before its time it waits again.
 */
export const simulateDue = async (database: Database, signal?: AbortSignal): Promise<boolean> => {
  const claimed = await claim(database)
  if (claimed === undefined) return false
  const { question } = claimed
  try {
    const plans = { present: planOf(question.present.text), other: planOf(question.other.text) }
    const months = monthsOf(database, plans, question)
    const courses = await runBoth(plans, months, {
      onMonth: done => told(database, claimed, done),
      ...(signal && { signal }),
    })
    await keep(database, claimed, { plans, courses })
  } catch (error) {
    await release(database, claimed, signal?.aborted === true ? 'waiting' : 'failed')
    if (signal?.aborted !== true) throw error
  }
  return true
}

const isSilent = sql`state = 'running' and told_at < now() - make_interval(secs => ${silentForS})`

// One that took so many workers with it would take the next one, too.
const mostAttempts = 3

const claim = async (database: Database): Promise<Claimed | undefined> => {
  const worker = newUuid()
  await sql`update earnings.simulation set state = 'failed', worker = null
    where ${isSilent} and attempts >= ${mostAttempts}`.execute(database)
  const { rows } = await sql<{ id: number; question: Question }>`
    update earnings.simulation
    set state = 'running', worker = ${worker}, told_at = now(), months_done = 0, attempts = attempts + 1
    where id = (
      select id from earnings.simulation where state = 'waiting' or (${isSilent})
      order by id limit 1 for update skip locked
    )
    returning id, question`.execute(database)
  return rows[0] && { ...rows[0], worker }
}

const mine = (database: Database, { id, worker }: Claimed) =>
  database.updateTable('earnings.simulation').where('id', '=', id).where('worker', '=', worker)

const told = async (database: Database, claimed: Claimed, done: number): Promise<void> => {
  await mine(database, claimed)
    .set({ months_done: done, told_at: sql<string>`now()` })
    .execute()
}

const release = (database: Database, claimed: Claimed, state: 'waiting' | 'failed') =>
  mine(database, claimed).set({ state, worker: null, told_at: null }).execute()

type Simulated = { readonly plans: Sides<Plan>; readonly courses: Sides<Course> }

const keep = async (database: Database, claimed: Claimed, { plans, courses }: Simulated): Promise<void> => {
  await mine(database, claimed)
    .set({
      state: 'done',
      result: JSON.stringify(compare(plans, courses)),
      partners: packKept(columnsOf(plans, courses)),
      done_at: sql<string>`now()`,
    })
    .execute()
}

const columnsOf = (plans: Sides<Plan>, courses: Sides<Course>): PartnerColumns => {
  const rows = partnersOf(courses)
  const contacts = Int32Array.from(rows, ({ contact }) => contact)
  const ranksOf = ({ ranks }: Course) => Int16Array.from(contacts, contact => ranks[contact]!)
  return {
    contacts,
    paid: {
      present: Float64Array.from(rows, ({ present }) => present),
      other: Float64Array.from(rows, ({ other }) => other),
    },
    ranks: { present: ranksOf(courses.present), other: ranksOf(courses.other) },
    rankNames: { present: namesOf(plans.present), other: namesOf(plans.other) },
  }
}

const namesOf = ({ ranks }: Plan) => ranks.map(({ name }) => name)

const planOf = (text: string): Plan => {
  const read = readPlan(text)
  if (read.is === 'read') return read.plan
  throw new Error(`a plan that was kept cannot be read any more: ${read.problems[0]!.expected.en}`)
}

/** The facts of one month after the other, with the product groups that either plan tells apart. */
const monthsOf = async function* (
  database: Database,
  plans: Sides<Plan>,
  { from, until }: Question,
): AsyncGenerator<Facts> {
  const company = await database
    .selectFrom('company')
    .select(['zone', 'reading_whose', 'reading_moment'])
    .executeTakeFirstOrThrow()
  const terms = {
    zone: company.zone as Zone,
    reading: { whose: company.reading_whose, moment: company.reading_moment },
    plan: withGroupsOfBoth(plans),
    takesBack: (await readSetting(database, returnsSetting)).classes,
  }
  // Whatever comes back lowers the month it comes back in: what a run would take back at the rates of then depends on the plan.
  for (let period = from; period <= until; period = periodAfter(period))
    yield await factsOf(database, { ...terms, period, since: period })
}

const withGroupsOfBoth = ({ present, other }: Sides<Plan>): Plan => ({
  ...present,
  'product groups': { ...other['product groups'], ...present['product groups'] },
  volumes: Object.fromEntries(
    [present, other].flatMap((plan, side) =>
      Object.entries(plan.volumes).map(([name, volume]) => [`${side} ${name}`, volume]),
    ),
  ),
})
