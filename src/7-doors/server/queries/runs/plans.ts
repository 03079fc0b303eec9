import type { Database } from '#ground/database'
import { periodAfter, type Period } from '#ground/period'
import { describePlan, readPlan } from '#earnings/plan'
import { addPlan, planOf, planVersion, planVersions, type PlanVersion } from '#earnings/plan/store.ts'
import type { PlanRow, PlansOffice } from '../../runs.ts'
import { carryOut, type PersonalNeeds } from '../carry-out.ts'

/** What the company's page about its plan asks. */
export const plansOffice = ({ database, actor, personOf }: PersonalNeeds): PlansOffice => ({
  versions: async () => rowsOf(await planVersions(database)),
  version: version => viewOf(database, version),
  check: text => {
    const read = readPlan(text)
    if (read.is === 'refused') return read
    const { plan, warnings } = read
    return { is: 'read', name: plan.name, from: plan.from as Period, warnings, words: describePlan(plan) }
  },
  add: async ({ commandId, ...content }) => {
    const by = await actor()
    const sent = { actor: by, commandId, request: 'add plan', content }
    const person = await personOf(by)
    return carryOut(database, sent, async inside => {
      const added = await addPlan(inside, { text: content.text, by: person })
      return added.is === 'added' ? { is: 'added' as const, version: added.version.version } : added
    })
  },
})

// From the newest to the oldest: each holds until the month before the next one begins, and those begun later come first.
const rowsOf = (versions: readonly PlanVersion[]): PlanRow[] =>
  versions.map(({ version, name, from, addedAt, addedBy }) => {
    const newer = versions.filter(other => other.version > version)
    const isReplaced = newer.some(other => other.from === from)
    const next = versions
      .filter(other => other.from > from)
      .map(other => other.from)
      .sort()[0]
    const until = next === undefined ? null : periodAfter(next, -1)
    return { version, name, from, until, isReplaced, addedAt, addedBy }
  })

const viewOf = async (database: Database, version: number) => {
  const found = await planVersion(database, version)
  const row = rowsOf(await planVersions(database)).find(each => each.version === version)
  if (found === undefined || row === undefined) return null
  return { ...row, text: found.text, words: describePlan(planOf(found)) }
}
