import { z } from 'zod'
import { decimalOfCents, type Cents } from '#ground/money'
import { quantity, rankName, type Fault, type Quantity } from '#earnings/scalar'
import type { Known } from '#earnings/rank'
import { atLeast } from '#earnings/volume'
import type { Context } from './index.ts'
import { rankFaults } from './shape.ts'

/** What every rule says that limits what one partner is paid in a month: for everybody, and by the highest of some ranks that he has. */
export const mostFields = {
  'at most': quantity().optional(),
  'at most by rank': z
    .array(z.strictObject({ rank: rankName(), 'at most': quantity() }))
    .min(1)
    .optional(),
}

const fields = z.strictObject(mostFields)
type Limited = z.output<typeof fields>

export const mostFaults = (rule: Limited, known: Known): Fault[] =>
  rankFaults(
    (rule['at most by rank'] ?? []).map(({ rank }) => rank),
    ['at most by rank'],
    known,
  )

/** The most that each may be paid in a month, in cents; Infinity where nothing limits it. */
export const mostOf = (rule: Limited, { standing }: Context): ((partner: number) => number) => {
  const all = rule['at most'] === undefined ? Infinity : atLeast(rule['at most'], 'money')
  const byRank = (rule['at most by rank'] ?? [])
    .map(each => ({ least: standing.rankNumbers.get(each.rank)!, most: atLeast(each['at most'], 'money') }))
    .sort((a, b) => a.least - b.least)
  return partner => byRank.findLast(({ least }) => standing.ranks[partner]! >= least)?.most ?? all
}

/** "30.00": an amount of a plan in money, with its cents. */
export const printMoney = (amount: Quantity): string => decimalOfCents(atLeast(amount, 'money') as Cents)

/** "30.00, Leiter 50.00"; nothing where nothing limits it. */
export const mostWords = ({ 'at most': all, 'at most by rank': byRank }: Limited): string =>
  [
    ...(all === undefined ? [] : [printMoney(all)]),
    ...(byRank ?? []).map(each => `${each.rank} ${printMoney(each['at most'])}`),
  ].join(', ')
