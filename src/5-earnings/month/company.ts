import { periodAfter } from '#ground/period'
import { readPlan, type Plan } from '#earnings/plan'
import { computeMonth, sortedLines, type Month, type State } from './index.ts'
import { columnsOf, january, type PlainEntry, type PlainPerson } from './plain/facts.ts'

/** The house is 0, everybody else a partner below the one given, with own volume in whole units; `customers` is what one customer of each bought. */
export type Company = {
  readonly sponsors: readonly number[]
  readonly own: readonly number[]
  readonly customers?: readonly number[]
}

/** A plan of which the volumes, ranks and bonuses are told. */
export const planOf = (yaml: string): Plan => {
  const read = readPlan(`name: P\nfrom: 2026-01\npayout at most: 100 %\n${yaml}`)
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
}

/** What a plan pays a company in a month. */
export const month = (yaml: string, { sponsors, own, customers }: Company, before?: State): Month => {
  const partners = sponsors.map((sponsor, place): PlainPerson => ({ id: place + 1, sponsor, isPartner: true }))
  const [size, bought] = [sponsors.length, customers ?? []]
  const buyers = bought.map((_, place): PlainPerson => ({ id: size + place + 1, sponsor: place + 1, isPartner: false }))
  const entries = [
    ...own.map((net, place): PlainEntry => ({ contact: place + 1, owner: place + 1, net: Math.round(net * 100) })),
    ...bought.map((net, place): PlainEntry => ({
      contact: size + place + 1,
      owner: place + 1,
      net: Math.round(net * 100),
    })),
  ]
  const people = [{ id: 0, sponsor: -1, isPartner: false }, ...partners, ...buyers]
  const period = before === undefined ? january : periodAfter(before.period)
  return computeMonth(planOf(yaml), columnsOf({ period, people, entries }), before)
}

/** What each partner in turn is paid by a rule, in cents. */
export const paidBy = (computed: Month, rule: number, size: number): number[] =>
  Array.from({ length: size }, (_, place) =>
    sortedLines(computed).reduce(
      (sum, line) => sum + (line.rule === rule && line.partner === place + 1 ? line.amount : 0),
      0,
    ),
  )
