export { changePlan, type ChangeProblem } from './change.ts'
export { changeablesOf, type Changeable } from './changeable.ts'
export { compare, partnersOf, type Comparison, type Cost, type PartnerRow, type Sides } from './compare.ts'
export { runPlan, type Course } from './course.ts'
