type Printed = { partner: number; rule: number; from: number; base: number; rate: number; amount: number }

/** Lines as text in one order, so that those of two evaluations can be compared. */
export const printed = (lines: readonly Printed[]): string[] =>
  lines.map(({ partner, rule, from, base, rate, amount }) => [partner, rule, from, base, rate, amount].join(' ')).sort()
