import { sum, type Cents } from '#ground/money'
import type { Plan } from '#earnings/plan'
import type { Facts } from '#earnings/volume'
import type { RunLines } from './lines.ts'

/** A month's sums, as people look at them. */
export type Sums = {
  /** Of all entries that count, whoever they belong to. */
  readonly turnover: Cents
  readonly rules: readonly {
    readonly name: string
    readonly kind: string
    readonly amount: Cents
    readonly lines: number
  }[]
  /** What came back of earlier months took back, zero or less where commissions were paid. */
  readonly takenBack: { readonly amount: Cents; readonly lines: number }
  readonly total: Cents
  readonly lines: number
  readonly partners: number
  /** Partners whose lines add up to less than nothing. */
  readonly negative: number
}

export const sumsOf = (plan: Plan, facts: Facts, lines: RunLines): Sums => {
  const rules = plan.bonuses.map(({ name, kind }) => ({ name, kind, amount: 0, lines: 0 }))
  const takenBack = { amount: 0, lines: 0 }
  const partners = new Map<number, number>()
  for (let place = 0; place < lines.amount.length; place += 1) {
    const [amount, partner] = [lines.amount[place]!, lines.partner[place]!]
    const into = lines.ofPeriod[place] === 0 ? rules[lines.rule[place]!]! : takenBack
    into.amount += amount
    into.lines += 1
    partners.set(partner, (partners.get(partner) ?? 0) + amount)
  }
  const amounts = [...partners.values()]
  return {
    turnover: sum(facts.entries.net as unknown as Iterable<Cents>),
    rules: rules.map(rule => ({ ...rule, amount: rule.amount as Cents })),
    takenBack: { ...takenBack, amount: takenBack.amount as Cents },
    total: sum(amounts as Cents[]),
    lines: lines.amount.length,
    partners: amounts.filter(amount => amount > 0).length,
    negative: amounts.filter(amount => amount < 0).length,
  }
}
