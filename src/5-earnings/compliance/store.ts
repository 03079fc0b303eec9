import type { Database } from '#ground/database'
import { periodAfter, type Period } from '#ground/period'
import { besides } from '#ground/thread/store.ts'
import type { Told } from '#earnings/scalar'
import { describeRule } from '#earnings/plan'
import { computedMonth, paidLines, takingBackFrom, versionsOf, type ComputedMonth } from '#earnings/run/store.ts'
import { reportOf, type Report } from './report.ts'
import { surveyMonth, type Survey } from './survey.ts'

/** A report, and what each rule of its last month's plan pays on: the proof that none pays for recruiting. */
export type Evidenced = Report & { readonly rules: readonly Told[] }

export type ReportAsked = { readonly period: Period; readonly months: 1 | 12 }

/**
 * The report of a month or of the twelve that end with it, as their runs have them. Months without a plan are left out; undefined where
 * there is none with one. Cost: computing each month that was not looked at since it changed.
 */
export const complianceReport = besides(
  'a compliance report',
  async (database, { period, months }: ReportAsked): Promise<Evidenced | undefined> => {
    const looked: Looked[] = []
    for (let month = periodAfter(period, 1 - months); month <= period; month = periodAfter(month)) {
      const found = await lookAt(database, month)
      if (found !== undefined) looked.push(found)
    }
    if (looked.length === 0) return undefined
    return { ...reportOf(looked.map(({ survey }) => survey)), rules: looked.at(-1)!.rules }
  },
)

type Looked = { readonly survey: Survey; readonly rules: readonly Told[] }

type Kept = { readonly versions: string; readonly looked: Looked | undefined }
const kept = new WeakMap<Database, Map<Period, Kept>>()

// A hundred thousand contacts take about 6 MB a month.
const positionsKept = 3_000_000

const lookAt = async (database: Database, period: Period): Promise<Looked | undefined> => {
  const months = kept.get(database) ?? new Map<Period, Kept>()
  kept.set(database, months)
  const versions = await versionsOf(database, period)
  const known = months.get(period)
  months.delete(period)
  const looked = known?.versions === versions ? known.looked : lookedAt(await computedMonth(database, period))
  months.set(period, { versions, looked })
  const most = Math.max(1, Math.floor(positionsKept / (looked?.survey.partners.length ?? 1)))
  for (const oldest of [...months.keys()].slice(0, Math.max(0, months.size - most))) months.delete(oldest)
  return looked
}

const lookedAt = (computed: ComputedMonth | undefined): Looked | undefined => {
  if (computed === undefined) return undefined
  const { terms, facts, month, lines } = computed
  const from = takingBackFrom(lines)
  const takenBack = { partners: lines.partner.subarray(from), amounts: lines.amount.subarray(from) }
  return {
    survey: surveyMonth({ plan: terms.plan, facts, month: { ...month, lines: paidLines(lines) }, takenBack }),
    rules: terms.plan.bonuses.map(describeRule),
  }
}
