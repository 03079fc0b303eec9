export { factsOf, type Terms } from './facts.ts'
export { computeOpenMonth, termsOf, type ComputedMonth } from './open.ts'
