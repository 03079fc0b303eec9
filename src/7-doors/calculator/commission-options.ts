import { parseArgs } from 'node:util'
import { parsePeriod, type Period } from '#ground/period'
import type { Language } from '#earnings/scalar'
import { planFileOptions, planFileUsage, readingUsage, takeFiles, takePlan, takerOf, type PlanFiles } from './taking.ts'

export type CommissionOptions = PlanFiles & {
  readonly period: Period
  readonly show: 'lines' | 'ranks' | { readonly explain: string }
}

export const commissionUsage = `Usage: stamm commissions --plan FILE --contacts FILE --orders FILE [--changes FILE] --period YYYY-MM [options]
       stamm commissions --plan FILE --words

Computes from a plan and CSV files, without a database, what every partner earns in a month,
and prints it as CSV: partner,rule,base,rate,amount,from,reason

${planFileUsage}
  --period YYYY-MM   the month to compute, such as 2011-10
  --ranks            prints the ranks instead: partner,active,rank,next,missing
  --explain PARTNER  tells in words how a partner's month came to be
  --words            tells in words what the plan says
${readingUsage}`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  ...planFileOptions,
  period: text,
  ranks: flag,
  explain: text,
  words: flag,
} as const

export type AskedCommissions =
  | { readonly is: 'help' }
  | { readonly is: 'words'; readonly plan: string; readonly language: Language }
  | { readonly is: 'options'; readonly options: CommissionOptions }
  | { readonly is: 'refused'; readonly because: readonly string[] }

/**
 * Reads what stands behind `stamm commissions`.
 * @throws TypeError of parseArgs when an option is unknown.
 */
export const readCommissionOptions = (args: readonly string[]): AskedCommissions => {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) return { is: 'help' }
  const because: string[] = []
  const take = takerOf(values, because)
  const plan = takePlan(take)
  if (values.words) return because.length > 0 ? { is: 'refused', because } : { is: 'words', ...plan }
  const taken: CommissionOptions = {
    ...plan,
    ...takeFiles(take),
    period: take('period', 'a month such as 2011-10', parsePeriod),
    show: values.explain === undefined ? (values.ranks ? 'ranks' : 'lines') : { explain: values.explain },
  }
  return because.length > 0 ? { is: 'refused', because } : { is: 'options', options: taken }
}
