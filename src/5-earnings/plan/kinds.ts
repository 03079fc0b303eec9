import { z } from 'zod'
import type { Bonus, Named } from '#earnings/bonus'
import { ownVolume } from '#earnings/own-volume'

// Each kind is a room of its own; here they become words of the language.
export const bonusShape = z.discriminatedUnion('kind', [ownVolume.shape as never] as unknown as [
  typeof ownVolume.shape & z.core.$ZodTypeDiscriminable,
])

export type BonusRule = z.output<typeof ownVolume.shape>

const kinds = [ownVolume] as const

/** The room that knows a rule. */
export const bonusOf = (rule: Named): Bonus<Named> =>
  kinds.find(({ kind }) => kind === rule.kind) as unknown as Bonus<Named>
