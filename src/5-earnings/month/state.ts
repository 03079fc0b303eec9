import type { Period } from '#ground/period'
import type { Kept } from '#earnings/scalar'
import type { RankState } from '#earnings/rank'
import type { VolumeState } from '#earnings/volume'

/**
 * What later months need of a month and all before it. What a rule, a rank or a volume leaves stands under its name, so that it outlasts
 * a new version of the plan that keeps the name. The positions of contacts stay; who came later stands behind the columns' ends.
 */
export type State = {
  /** The month that left it. */
  readonly period: Period
  readonly ranks: RankState
  readonly volumes: VolumeState
  readonly bonuses: { readonly [rule: string]: Kept }
}
