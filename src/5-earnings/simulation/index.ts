export { changePlan } from './change.ts'
export { compare, partnersOf, type Comparison, type Cost, type Sides } from './compare.ts'
export { runPlan, type Course } from './course.ts'
