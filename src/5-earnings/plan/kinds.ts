import { z } from 'zod'
import type { Bonus, Named } from '#earnings/bonus'
import { binary } from '#earnings/bonuses/binary'
import { companyCap, partnerCap } from '#earnings/bonuses/cap'
import { differential } from '#earnings/bonuses/differential'
import { equalRank } from '#earnings/bonuses/equal-rank'
import { fastStart } from '#earnings/bonuses/fast-start'
import { generation } from '#earnings/bonuses/generation'
import { hostReward } from '#earnings/bonuses/host-reward'
import { leadSplit } from '#earnings/bonuses/lead-split'
import { level } from '#earnings/bonuses/level'
import { matching } from '#earnings/bonuses/matching'
import { matrix } from '#earnings/bonuses/matrix'
import { ownVolume } from '#earnings/bonuses/own-volume'
import { pool } from '#earnings/bonuses/pool'
import { rankBonus } from '#earnings/bonuses/rank-bonus'
import { retailMargin } from '#earnings/bonuses/retail-margin'

// Each kind is a room of its own; here they become words of the language.
const kinds = [
  ownVolume,
  level,
  differential,
  equalRank,
  generation,
  matching,
  binary,
  matrix,
  fastStart,
  rankBonus,
  hostReward,
  leadSplit,
  retailMargin,
  pool,
  partnerCap,
  companyCap,
]

/** A rule of a plan, of any kind. */
export const bonusShape = z.discriminatedUnion('kind', [
  ownVolume.shape,
  level.shape,
  differential.shape,
  equalRank.shape,
  generation.shape,
  matching.shape,
  binary.shape,
  matrix.shape,
  fastStart.shape,
  rankBonus.shape,
  hostReward.shape,
  leadSplit.shape,
  retailMargin.shape,
  pool.shape,
  partnerCap.shape,
  companyCap.shape,
])

export type BonusRule = z.output<typeof bonusShape>

/** The room that knows a rule. */
export const bonusOf = (rule: Named): Bonus<Named> =>
  kinds.find(({ kind }) => kind === rule.kind) as unknown as Bonus<Named>
