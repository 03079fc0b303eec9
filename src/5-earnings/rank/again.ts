import { testOf, type Scope, type Test } from './condition.ts'
import { monthsWithin, rememberedOf, type MonthsMet } from './months.ts'
import type { Condition } from './shape.ts'

/** What was met in which month, to be changed without changing what it is copied from. */
export const copiedMonths = (monthsMet: MonthsMet): MonthsMet =>
  new Map([...monthsMet].map(([condition, { key, bits }]) => [condition, { key, bits: bits.slice() }]))

/**
 * A condition asked once more, after something of a contact has changed: where it looks at several months, this one is looked at anew and the ones before
 * stay. What it finds stands in the scope's months, which are best a copy.
 */
export const testAgain = (condition: Condition, scope: Scope): Test => {
  const parts = monthsWithin(condition).map(part => ({
    test: testOf(part.needs, scope),
    bits: rememberedOf(part, scope.monthsMet).bits,
  }))
  const test = testOf(condition, scope)
  return contact => {
    for (const part of parts) part.bits[contact] = (part.bits[contact]! & ~1) | (part.test(contact) ? 1 : 0)
    return test(contact)
  }
}
