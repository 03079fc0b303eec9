import type { Condition, MonthsCondition } from './shape.ts'

/** In which of the last months each contact met a condition: a bit for each month, the lowest is this one. */
export type MonthsMet = ReadonlyMap<MonthsCondition, Remembered>

export type Remembered = {
  /** Where it stands and what it says: while a low rank is decided, the same words may say something else than for a high one. */
  readonly key: string
  readonly bits: Int32Array
}

/** The conditions within a condition that ask for several months; those that stand within another one first. */
export const monthsWithin = (condition: Condition): MonthsCondition[] => {
  if ('all of' in condition) return condition['all of'].flatMap(monthsWithin)
  if ('any of' in condition) return condition['any of'].flatMap(monthsWithin)
  return 'months' in condition ? [...monthsWithin(condition.needs), condition] : []
}

export const keyOf = ({ needs }: MonthsCondition, place: string): string => `${place} ${JSON.stringify(needs)}`

/** In which of the last months each met it. A plan that was read again is known by its words. */
export const rememberedOf = (condition: MonthsCondition, monthsMet: MonthsMet): Remembered => {
  const words = keyOf(condition, '')
  return monthsMet.get(condition) ?? [...monthsMet.values()].find(({ key }) => key.endsWith(words))!
}

/** How often each met it in the last months it asks for. */
export const timesMet = (condition: MonthsCondition, monthsMet: MonthsMet): ((contact: number) => number) => {
  const { bits } = rememberedOf(condition, monthsMet)
  const counted = 2 ** condition.months.of - 1
  return contact => onesIn(bits[contact]! & counted)
}

const onesIn = (bits: number): number => {
  let [left, count] = [bits, 0]
  while (left !== 0) {
    left &= left - 1
    count += 1
  }
  return count
}

const longest = 0xff_ff_ff

/** A month later: the one before moves up. */
export const shifted = (bits: number): number => (bits << 1) & longest
