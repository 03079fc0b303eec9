import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { amongPartners, computeMonth, type Month } from '#earnings/month'
import { readPlan, type Plan } from '#earnings/plan'
import { writeColumn } from '../columns.ts'
import { factsOf, readCompany } from './company.ts'

/** The plan that all contestants compute. */
export const measuredPlan = (): Plan => {
  const read = readPlan(readFileSync(join(import.meta.dirname, 'plan.yaml'), 'utf8'))
  if (read.is === 'refused') throw new Error(JSON.stringify(read.problems))
  return read.plan
}

const writeResults = (
  folder: string,
  plan: Plan,
  { month, contacts, size }: { month: Month; contacts: Int32Array; size: number },
): void => {
  for (const [number, { name }] of plan.bonuses.entries()) {
    const sums = new Float64Array(size)
    for (const [position, sum] of month.lines.sumOf(number, contacts.length).entries()) sums[contacts[position]!] = sum
    writeColumn(folder, `ours-${name}`, sums)
  }
}

export const runOurs = (folder: string, runs: number) => {
  const plan = measuredPlan()
  const facts = factsOf(readCompany(folder))
  const milliseconds: number[] = []
  let [peakKiB, lines] = [0, 0]
  for (let run = 0; run < runs; run += 1) {
    globalThis.gc?.()
    const start = performance.now()
    const { facts: among, contacts } = amongPartners(facts)
    const month = computeMonth(plan, among)
    milliseconds.push(performance.now() - start)
    if (run > 0) continue
    peakKiB = process.resourceUsage().maxRSS
    lines = month.lines.length()
    writeResults(folder, plan, { month, contacts, size: facts.sponsors.length })
  }
  return { milliseconds, peakKiB, lines }
}
