import type { Period } from '#ground/period'
import type { Report } from '#earnings/compliance'
import type { Told } from '#earnings/scalar'

/** What regulators and trade associations ask of the company's month or rolling year. */
export type ComplianceOffice = {
  /** Null where no plan holds. `rules` says what each rule of the last month's plan pays on. */
  readonly report: (period: Period, months: 1 | 12) => Promise<(Report & { readonly rules: readonly Told[] }) | null>
}
