import { z } from 'zod'
import { quantity, rankName, rate, volumeName, whole, yes, type Quantity, type Rate } from '#earnings/scalar'

export type LegCap = {
  share: Rate
  of: 'requirement' | 'leg'
  'own volume': 'ignored' | 'strongest leg' | 'weakest leg'
}

/** What a partner has to have reached. */
export type Condition =
  | { volume: string; 'at least': Quantity; 'cap per leg'?: LegCap | undefined }
  | { lines: number; with: LineCondition }
  | { active: boolean }
  | { rank: string }
  | { 'all of': Condition[] }
  | { 'any of': Condition[] }

/** What one line has to have: of the first-line partner himself a volume, of anybody in the line, or of him alone, a rank. */
export type LineCondition = { volume: string; 'at least': Quantity } | { rank: string; directly?: boolean | undefined }

const legCap: z.ZodType<LegCap> = z.strictObject({
  share: rate(),
  of: z.enum(['requirement', 'leg']),
  'own volume': z.enum(['ignored', 'strongest leg', 'weakest leg']),
})

const lineShape: z.ZodType<LineCondition> = z.union([
  z.strictObject({ volume: volumeName(), 'at least': quantity() }),
  z.strictObject({ rank: rankName(), directly: yes().optional() }),
])

export const conditionShape: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ volume: volumeName(), 'at least': quantity(), 'cap per leg': legCap.optional() }),
      z.strictObject({ lines: whole(), with: lineShape }),
      z.strictObject({ active: yes() }),
      z.strictObject({ rank: rankName() }),
      z.strictObject({ 'all of': z.array(conditionShape).min(1) }),
      z.strictObject({ 'any of': z.array(conditionShape).min(1) }),
    ]),
  )
  .meta({ id: 'condition' })

export const rankShape = z.strictObject({
  name: rankName(),
  needs: conditionShape,
  lasts: z
    .union([z.literal('month'), z.literal('for ever'), z.strictObject({ 'grace months': whole(60) })])
    .default('month'),
})

export type RankRule = z.output<typeof rankShape>
