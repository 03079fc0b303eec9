import { z } from 'zod'
import { planShape } from './shape.ts'

export { bonusOf } from './kinds.ts'
export { forbiddenGroups } from './protect.ts'
export { holdingOf } from './holding.ts'
export { readPlan, type PlanProblem, type PlanWarning, type ReadPlan } from './read.ts'
export type { Plan } from './shape.ts'
export { describeLine, describePlan, describeRule } from './words.ts'

/** The language as a JSON Schema, for editors. */
export const planSchema = (): unknown => z.toJSONSchema(planShape, { io: 'input' })
