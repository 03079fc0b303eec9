import { z } from 'zod'
import { name } from '#earnings/scalar'
import { climbLevels, levelFaults, levelFields, levelReason, levelWords, nameShape, type Bonus } from '#earnings/bonus'

const earlier = {
  de: 'der Name einer Regel, die davor steht und Partnern etwas zahlt',
  en: 'the name of a rule that stands before and pays partners',
}

const shape = z.strictObject({ name: nameShape(), kind: z.literal('matching'), of: name(earlier), ...levelFields })

type Rule = z.output<typeof shape>

/** A share of what those below earn by another rule. */
export const matching = {
  kind: 'matching',
  shape,
  check: (rule, known) => [
    ...(known.rules.some(({ name, kind }) => name === rule.of && !kind.endsWith(' cap'))
      ? []
      : [{ path: ['of'], expected: earlier }]),
    ...levelFaults(rule, known),
  ],
  words: rule => levelWords(rule, { de: `das, was ${rule.of} zahlt,`, en: `what ${rule.of} pays` }),
  reason: (_, paid) => levelReason(paid),
  bound: ({ of, levels }) => ({ rate: levels.reduce((total, rate) => total + rate, 0), of: { rule: of } }),
  paysWithoutLine: () => false,
  ranksPaid: rule => (rule['levels by rank'] ?? []).map(({ rank }) => rank),
  unitOf: () => 'money',
  pay: (rule, context, pay) => climbLevels(rule, { base: context.earned(rule.of), context }, pay),
} satisfies Bonus<Rule>
