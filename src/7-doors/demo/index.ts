export { createCompany, type NewCompany } from './company.ts'
export { seedDemo } from './seed.ts'
