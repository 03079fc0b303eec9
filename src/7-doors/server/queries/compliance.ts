import type { Database } from '#ground/database'
import { complianceReport } from '#earnings/compliance/store.ts'
import type { ComplianceOffice } from '../compliance.ts'

export const complianceOffice = (database: Database): ComplianceOffice => ({
  report: async (period, months) => (await complianceReport(database, { period, months })) ?? null,
})
