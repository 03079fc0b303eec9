import { z } from 'zod'
import type { Bonus, Named } from '#earnings/bonus'
import { companyCap, partnerCap } from '#earnings/cap'
import { differential } from '#earnings/differential'
import { generation } from '#earnings/generation'
import { level } from '#earnings/level'
import { matching } from '#earnings/matching'
import { ownVolume } from '#earnings/own-volume'
import { pool } from '#earnings/pool'
import { retailMargin } from '#earnings/retail-margin'

// Each kind is a room of its own; here they become words of the language.
const kinds = [ownVolume, level, differential, generation, matching, retailMargin, pool, partnerCap, companyCap]

/** A rule of a plan, of any kind. */
export const bonusShape = z.discriminatedUnion('kind', [
  ownVolume.shape,
  level.shape,
  differential.shape,
  generation.shape,
  matching.shape,
  retailMargin.shape,
  pool.shape,
  partnerCap.shape,
  companyCap.shape,
])

export type BonusRule = z.output<typeof bonusShape>

/** The room that knows a rule. */
export const bonusOf = (rule: Named): Bonus<Named> =>
  kinds.find(({ kind }) => kind === rule.kind) as unknown as Bonus<Named>
