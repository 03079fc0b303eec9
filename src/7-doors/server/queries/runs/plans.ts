import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { describePlan, holdingOf, readPlan } from '#earnings/plan'
import { addPlan, planOf, planVersion, planVersions, type PlanVersion } from '#earnings/plan/store.ts'
import { changeReturns, returnsRule } from '#earnings/run/store.ts'
import type { PlanRow, PlansOffice, ReturnsRule } from '../../runs.ts'
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
  returns: () => returnsOf(database),
  changeReturns: async ({ commandId, ...content }) => {
    const by = await actor()
    const person = await personOf(by)
    await carryOut(database, { actor: by, commandId, request: 'change returns', content }, async inside => {
      await changeReturns(inside, { ...content, by: person })
      return { is: 'kept' as const }
    })
  },
})

const returnsOf = async (database: Database): Promise<ReturnsRule> => {
  const { classes, from, changes } = await returnsRule(database)
  return { classes, from: from ?? null, changes: changes.map(each => ({ ...each, from: each.from ?? null })) }
}

const rowsOf = (versions: readonly PlanVersion[]): PlanRow[] =>
  versions.map(version => {
    const { name, from, addedAt, addedBy } = version
    return { version: version.version, name, from, ...holdingOf(version, versions), addedAt, addedBy }
  })

const viewOf = async (database: Database, version: number) => {
  const found = await planVersion(database, version)
  const row = rowsOf(await planVersions(database)).find(each => each.version === version)
  if (found === undefined || row === undefined) return null
  return { ...row, text: found.text, words: describePlan(planOf(found)) }
}
