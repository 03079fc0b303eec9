import type { Cents } from '#ground/money'
import { periodAfter, type Period } from '#ground/period'
import type { MonthPoint } from '#doors/server'
import { sumOf } from '../ui/turnover.ts'

export type MonthSum = { readonly period: Period; readonly own: Cents }

/** How a month stands against the one before and against the best of all others; null where there is nothing to stand against. */
export type Standing = { readonly now: Cents; readonly before: MonthSum | null; readonly best: MonthSum | null }

export const standingOf = (months: readonly MonthPoint[], shown: Period): Standing => {
  const sums = months.map(({ period, personal, customers }): MonthSum => ({
    period,
    own: sumOf(personal, customers).net,
  }))
  const others = sums.filter(({ period, own }) => period !== shown && own > 0)
  const best = others.reduce<MonthSum | null>(
    (highest, month) => (highest === null || month.own > highest.own ? month : highest),
    null,
  )
  return {
    now: sums.find(({ period }) => period === shown)?.own ?? (0 as Cents),
    before: others.find(({ period }) => period === periodAfter(shown, -1)) ?? null,
    best,
  }
}
