import { z } from 'zod'
import { volumeName } from '#earnings/scalar'
import {
  climbLevels,
  climbingBaseFaults,
  levelFaults,
  levelFields,
  levelReason,
  levelWords,
  nameShape,
  whenShape,
  type Bonus,
} from '#earnings/bonus'

const shape = z.strictObject({
  name: nameShape(),
  kind: z.literal('level'),
  base: volumeName(),
  when: whenShape,
  ...levelFields,
})

type Rule = z.output<typeof shape>

/** A share of everybody's volume for each of several levels above him. */
export const level = {
  kind: 'level',
  shape,
  check: (rule, known) => [...climbingBaseFaults(rule.base, known), ...levelFaults(rule, known)],
  words: rule => levelWords(rule, { de: rule.base, en: rule.base }),
  reason: (_, paid) => levelReason(paid),
  bound: ({ base, levels }) => ({ rate: levels.reduce((total, rate) => total + rate, 0), of: { volume: base } }),
  paysWithoutLine: () => false,
  ranksPaid: rule => (rule['levels by rank'] ?? []).map(({ rank }) => rank),
  paidEntries: ({ base }, { entriesOf }) => entriesOf(base),
  unitOf: ({ base }, columns) => columns.get(base)!.unit,
  pay: (rule, context, pay) => climbLevels(rule, { base: context.columns.get(rule.base)!.values, context }, pay),
} satisfies Bonus<Rule>
