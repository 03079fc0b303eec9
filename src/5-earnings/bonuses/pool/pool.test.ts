import { expect, test } from 'vitest'
import { parseRate } from '#earnings/scalar'
import type { Context, Payment } from '#earnings/bonus'
import { pool } from './index.ts'

const rule = {
  name: 'Pool',
  kind: 'pool',
  base: 'Umsatz',
  rate: parseRate('1 %')!,
  shares: [
    { rank: 'Leiter', shares: 1 },
    { rank: 'Direktor', shares: 2 },
  ],
} as const

// The house, then Anna, Ben, Cora, Dora and Emil: ranks as their places in the plan, -1 for none.
const paid = (ranks: readonly number[], turnover: number): number[] => {
  const payments: Payment[] = []
  const context = {
    facts: {},
    columns: new Map([['Umsatz', { unit: 'money', values: Float64Array.of(turnover, 0, 0, 0, 0, 0) }]]),
    standing: {
      ranks: Int16Array.from(ranks),
      rankNumbers: new Map([
        ['Leiter', 0],
        ['Direktor', 1],
      ]),
      lineage: { partners: Uint8Array.of(0, 1, 1, 1, 1, 1) },
    },
    test: () => () => true,
    price: (_: unknown, base: number, rate: number) => Math.round((base * rate) / 1_000_000),
  } as unknown as Context
  pool.pay({ ...rule, shares: [...rule.shares] }, context, payment => payments.push(payment))
  return [1, 2, 3, 4, 5].map(partner => payments.find(payment => payment.partner === partner)?.amount ?? 0)
}

test.each`
  ranks                       | turnover     | amounts                            | why
  ${[-1, 1, 0, 0, -1, 0]}     | ${1_000_000} | ${[4_000, 2_000, 2_000, 0, 2_000]} | ${'five shares'}
  ${[-1, 1, 0, 0, -1, -1]}    | ${1_000_000} | ${[5_000, 2_500, 2_500, 0, 0]}     | ${'four shares'}
  ${[-1, 0, 0, 0, -1, -1]}    | ${10_000}    | ${[34, 33, 33, 0, 0]}              | ${'no cent is lost'}
  ${[-1, -1, -1, -1, -1, -1]} | ${10_000}    | ${[0, 0, 0, 0, 0]}                 | ${'nobody qualifies'}
`('$why', ({ ranks, turnover, amounts }) => expect(paid(ranks, turnover)).toEqual(amounts))
