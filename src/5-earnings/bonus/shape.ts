import { z } from 'zod'
import { name, quantity, rate, type Fault, type Quantity, type Rate, type Told } from '#earnings/scalar'
import { unknownRank, unknownVolume, type Known } from '#earnings/rank'

/** From this amount on, this rate. */
export type Bracket = { readonly from: Quantity; readonly rate: Rate }

const bracketShape = z.strictObject({ from: quantity(), rate: rate() })
export const bracketsShape = z.array(bracketShape).min(1)

export const nameShape = () => name({ de: 'der Name der Regel', en: 'the name of the rule' })

/** Whom the bonus climbs: today's sponsor, or whoever recruited. */
export const followsShape = z.enum(['sponsor', 'recruiter'])

/** Whether it is paid on the month as a whole, or on each order as soon as it is booked. */
export const whenShape = z
  .enum(['month', 'order'])
  .default('month')
  .meta({ description: 'order: payable as soon as the order is booked, with the ranks of the end of the month before' })

/** What is wrong with the volume a rule that climbs is paid on: it has to be everybody's own, or it would be paid on twice. */
export const climbingBaseFaults = (base: string, known: Known): Fault[] => {
  const faults = baseFaults(base, known)
  const isSummed = known.volumes.get(base)?.['down to'] !== undefined
  return isSummed ? [...faults, { path: ['base'], expected: notSummed }] : faults
}

const notSummed: Told = {
  de: 'ein Umsatz ohne down to, denn dieser Bonus steigt selbst auf und zahlte sonst doppelt',
  en: 'a volume without down to, for this bonus climbs by itself and would pay twice',
}

/** What is wrong with a list of rates by rank. */
export const rankFaults = (ranks: readonly string[], path: Fault['path'], known: Known): Fault[] =>
  ranks.flatMap((rank, place) => {
    const expected = unknownRank(rank, known)
    return expected === undefined ? [] : [{ path: [...path, place, 'rank'], expected }]
  })

/** What is wrong with the volume a rule is paid on. */
export const baseFaults = (base: string, known: Known, key = 'base'): Fault[] => {
  const unknown = unknownVolume(base, known)
  if (unknown !== undefined) return [{ path: [key], expected: unknown }]
  const rule = known.volumes.get(base)
  return [
    ...(rule?.['counts for'] === 'ranks' ? [{ path: [key], expected: notForRanks }] : []),
    ...(rule?.over === undefined ? [] : [{ path: [key], expected: ofTheMonth }]),
  ]
}

const notForRanks: Told = {
  de: 'ein Umsatz, der nicht nur für Ränge zählt',
  en: 'a volume that does not count for ranks only',
}
const ofTheMonth: Told = {
  de: 'ein Umsatz des Monats, ohne over: auf die Monate davor ist schon gezahlt',
  en: 'a volume of the month, without over: the months before are paid on already',
}

/** Brackets must rise, in where they begin. */
export const stepsFaults = (brackets: readonly { readonly from: Quantity }[], key: string): Fault[] =>
  brackets.flatMap(({ from }, place) =>
    place > 0 && from <= brackets[place - 1]!.from
      ? [
          {
            path: [key, place, 'from'],
            expected: { de: 'mehr als in der Stufe davor', en: 'more than in the bracket before' },
          },
        ]
      : [],
  )
