export { createCompany, type CompanyResult, type NewCompany } from './company.ts'
export { seedDemo, type DemoSeed, type DemoSummary } from './seed.ts'
