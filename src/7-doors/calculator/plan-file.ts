import { describe } from '#ground/table'
import { readPlan, type Plan } from '#earnings/plan'
import type { Language } from '#earnings/scalar'
import { readFacts, type Facts } from './facts.ts'
import { linesOf, openSources } from './io.ts'
import { monthFactsOf } from './month-facts.ts'
import { textOf, type PlanFiles } from './taking.ts'

type Refused = { readonly is: 'refused'; readonly lines: readonly string[] }

type ReadFile =
  | {
      readonly is: 'read'
      readonly plan: Plan
      readonly text: string
      readonly warnings: readonly string[]
    }
  | Refused

/** Found and expected, in the language of whoever asked. */
export const toldWords = {
  de: { found: 'gefunden', expected: 'erwartet', warning: 'Warnung' },
  en: { found: 'found', expected: 'expected', warning: 'warning' },
} as const

/** The plan of a file, with what is dangerous in it; or what is wrong, each as a line. */

export const planOf = async (file: string, language: Language): Promise<ReadFile> => {
  const text = await textOf(file)
  if (text === undefined) return { is: 'refused', lines: [`${file}: found no such file, expected a plan in YAML`] }
  const { found, expected, warning } = toldWords[language]
  const answer = readPlan(text)
  if (answer.is === 'read') {
    const warnings = answer.warnings.map(
      ({ line, column, told }) => `${warning}: ${file}:${line}:${column}: ${told[language]}`,
    )
    return { is: 'read', plan: answer.plan, text, warnings }
  }
  const lines = answer.problems.map(problem => {
    const place = [`${file}:${problem.line}:${problem.column}`, ...(problem.path === '' ? [] : [problem.path])].join(
      ': ',
    )
    return `${place}: ${found} ${problem.found[language]}, ${expected} ${problem.expected[language]}`
  })
  return { is: 'refused', lines }
}

type ReadFacts =
  | { readonly is: 'read'; readonly facts: Facts; readonly factsOf: ReturnType<typeof monthFactsOf> }
  | Refused

/** The facts of the files, as far as these plans ask for them. */
export const factsFor = async (plans: readonly Plan[], options: Omit<PlanFiles, 'plan'>): Promise<ReadFacts> => {
  const opened = await openSources(options)
  if (opened.is === 'refused') return { is: 'refused', lines: opened.problems.map(describe) }
  const volumes = plans.flatMap(plan => Object.values(plan.volumes))
  const read = readFacts(opened.sources, {
    zone: options.zone,
    unit: volumes.some(volume => volume.in === 'points') ? 'points' : 'net',
    isDetailed: true,
    ranks: plans.flatMap(({ ranks }) => ranks.map(({ name }) => name)),
  })
  if (read.is === 'refused') return { is: 'refused', lines: linesOf(read) }
  return { is: 'read', facts: read.facts, factsOf: monthFactsOf(read.facts, options) }
}
