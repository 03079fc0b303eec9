import type { Database } from '#ground/database'
import type { Period } from '#ground/period'
import { recordOf, stateAfter } from './closed.ts'
import { computedMonth, type ComputedMonth } from './open.ts'
import { treesOf, type PlacedTree } from './trees.ts'

type Asked = { readonly period: Period; readonly closed: Period | undefined }

/** The trees of a month as its plan draws them from all that is known now, with its facts; undefined where no plan holds. */
export const placedTrees = async (
  database: Database,
  { period, closed }: Asked,
): Promise<(Pick<ComputedMonth, 'facts'> & { readonly trees: PlacedTree[] }) | undefined> => {
  const computed = await computedMonth(database, period)
  if (computed === undefined) return undefined
  const isKept = closed !== undefined && (await recordOf(database, closed)) !== undefined
  const left = isKept ? await stateAfter(database, closed) : undefined
  const { facts, month, terms } = computed
  return { facts, trees: treesOf(terms.plan, { after: month.after, closed: left }) }
}
