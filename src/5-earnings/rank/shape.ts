import { z } from 'zod'
import { quantity, rankName, rate, spoken, volumeName, whole, yes, type Quantity, type Rate } from '#earnings/scalar'

export type LegCap = {
  share: Rate
  of: 'requirement' | 'leg'
  'own volume': 'ignored' | 'strongest leg' | 'weakest leg'
}

export type VolumeCondition = {
  volume: string
  'at least': Quantity
  'cap per leg'?: LegCap | undefined
  'without strongest legs'?: number | undefined
}

export type LinesCondition = { lines: number; with: LineCondition }

/** Of the last months, this one among them, in how many it was met. */
export type MonthsCondition = { months: { met: number; of: number }; needs: Condition }

/** What a partner has to have reached. */
export type Condition =
  | VolumeCondition
  | LinesCondition
  | { 'different lines': LinesCondition[] }
  | { active: boolean }
  | { rank: string }
  | { 'partner for at most': number }
  | MonthsCondition
  | { 'all of': Condition[] }
  | { 'any of': Condition[] }

/** What one line has to have: of the first-line partner himself a volume or to be active; of anybody in the line, or of him alone, a rank. */
export type LineCondition =
  | { volume: string; 'at least': Quantity }
  | { rank: string; directly?: boolean | undefined }
  | { active: boolean }
  | { 'all of': LineCondition[] }

const legCap: z.ZodType<LegCap> = z.strictObject({
  share: rate(),
  of: z.enum(['requirement', 'leg']),
  'own volume': z.enum(['ignored', 'strongest leg', 'weakest leg']),
})

const lineShape: z.ZodType<LineCondition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ volume: volumeName(), 'at least': quantity() }),
      z.strictObject({ rank: rankName(), directly: yes().optional() }),
      z.strictObject({ active: yes() }),
      z.strictObject({ 'all of': z.array(lineShape).min(1) }),
    ]),
  )
  .meta({ id: 'line' })

const linesShape = z.strictObject({ lines: whole(), with: lineShape })

/** How far back a plan may ask, in months. */
const mostMonths = 24

const months = spoken(
  text => {
    const [, row, met, of] = /^(?:(\d+) in a row|(\d+) of (\d+))$/u.exec(text) ?? []
    const counted = { met: Number(met ?? row), of: Number(of ?? row) }
    return counted.met >= 1 && counted.met <= counted.of && counted.of <= mostMonths ? counted : undefined
  },
  {
    de: `"3 in a row" (Monate hintereinander) oder "2 of 3", höchstens ${mostMonths}`,
    en: `"3 in a row" or "2 of 3" months, at most ${mostMonths}`,
  },
)

/** How many different requirements of lines can be told apart. */
const mostKinds = 6

export const conditionShape: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({
        volume: volumeName(),
        'at least': quantity(),
        'cap per leg': legCap.optional(),
        'without strongest legs': whole(10).optional(),
      }),
      linesShape,
      z.strictObject({ 'different lines': z.array(linesShape).min(1).max(mostKinds) }),
      z.strictObject({ active: yes() }),
      z.strictObject({ rank: rankName() }),
      z.strictObject({ 'partner for at most': monthsShape() }),
      z.strictObject({ months, needs: conditionShape }),
      z.strictObject({ 'all of': z.array(conditionShape).min(1) }),
      z.strictObject({ 'any of': z.array(conditionShape).min(1) }),
    ]),
  )
  .meta({ id: 'condition' })

function monthsShape() {
  return spoken(
    text => {
      const number = Number(/^(\d+) months?$/u.exec(text)?.[1])
      return number >= 1 && number <= mostMonths ? number : undefined
    },
    { de: `"3 months" (Monate), höchstens ${mostMonths}`, en: `"3 months", at most ${mostMonths}` },
  )
}

export const rankShape = z.strictObject({
  name: rankName(),
  needs: conditionShape,
  lasts: z
    .union([z.literal('month'), z.literal('for ever'), z.strictObject({ 'grace months': whole(60) })])
    .default('month'),
})

export type RankRule = z.output<typeof rankShape>

/** How ranks stand to each other, and how one is lost. */
export const ladderShape = z.strictObject({
  'lower ranks': z
    .enum(['needed', 'not needed'])
    .default('not needed')
    .meta({ description: 'needed: who lacks a lower rank has none above it' }),
  fall: z
    .enum(['at once', 'one rank a month', 'never'])
    .default('at once')
    .meta({ description: 'how far somebody falls who does not meet the needs of his rank any more' }),
})

export type Ladder = z.output<typeof ladderShape>
