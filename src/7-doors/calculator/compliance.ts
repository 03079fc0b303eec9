import { parseArgs } from 'node:util'
import { decimalOfCents } from '#ground/money'
import { parsePeriod, periodAfter, type Period } from '#ground/period'
import { spreadsheetLine } from '#ground/table'
import { figuresOf, reportOf, surveyMonth, type Figure, type Survey } from '#earnings/compliance'
import { computeMonth, outlastsMonths, type State } from '#earnings/month'
import type { Plan } from '#earnings/plan'
import { refuse, write, type Io } from './io.ts'
import { factsFor, planOf } from './plan-file.ts'
import { planFileOptions, planFileUsage, readingUsage, takeFiles, takePlan, takerOf, type PlanFiles } from './taking.ts'

type ComplianceOptions = PlanFiles & { readonly period: Period; readonly months: 1 | 12 }

const usage = `Usage: stamm compliance --plan FILE --contacts FILE --orders FILE [--changes FILE] --period YYYY-MM [--year] [options]

Computes what regulators and trade associations ask, from a plan and CSV files without a database, and prints it as CSV:
section,figure,of,count,share,amount    src/5-earnings/compliance/README.md says how each figure is counted

${planFileUsage}
  --period YYYY-MM   the month, such as 2011-10
  --year             the twelve months that end with it, or as many of them as the plan holds for
${readingUsage}`

const options = { ...planFileOptions, period: { type: 'string' }, year: { type: 'boolean', default: false } } as const

/** `stamm compliance`: the compliance report of a month or a rolling year. Answers the exit code as `stamm commissions` does. */
export const complianceCommand = async (args: readonly string[], io: Io): Promise<number> => {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) return write(io.stdout, [usage])
  const because: string[] = []
  const take = takerOf(values, because)
  const asked: ComplianceOptions = {
    ...takePlan(take),
    ...takeFiles(take),
    period: take('period', 'a month such as 2011-10', parsePeriod),
    months: values.year ? 12 : 1,
  }
  if (because.length > 0)
    return refuse(io.stderr, [
      ...because.map(reason => `stamm compliance: ${reason}`),
      'stamm compliance --help tells how it is used',
    ])
  const read = await planOf(asked.plan, asked.language)
  if (read.is === 'refused') return refuse(io.stderr, read.lines)
  for (const line of read.warnings) io.stderr.write(`${line}\n`)
  return report(read.plan, asked, io)
}

const report = async (plan: Plan, asked: ComplianceOptions, { stdout, stderr }: Io): Promise<number> => {
  if (asked.period < plan.from)
    return refuse(stderr, [
      `stamm compliance: option --period: found "${asked.period}", expected a month from ${plan.from} on, when the plan begins`,
    ])
  const read = await factsFor([plan], asked)
  if (read.is === 'refused') return refuse(stderr, read.lines)
  for (const line of read.facts.warnings) stderr.write(`${line}\n`)
  return write(stdout, csvOf(figuresOf(reportOf(surveysOf(plan, asked, read.factsOf)))))
}

type FactsOf = Extract<Awaited<ReturnType<typeof factsFor>>, { is: 'read' }>['factsOf']

const surveysOf = (plan: Plan, { period: last, months }: ComplianceOptions, factsOf: FactsOf): Survey[] => {
  const earliest = periodAfter(last, 1 - months)
  const first = earliest < plan.from ? (plan.from as Period) : earliest
  const surveys: Survey[] = []
  let state: State | undefined
  // What outlasts its month is computed from the plan's first month on.
  for (
    let period = outlastsMonths(plan) ? (plan.from as Period) : first;
    period <= last;
    period = periodAfter(period)
  ) {
    const facts = factsOf(period)
    const month = computeMonth(plan, facts, state)
    state = month.after
    if (period >= first) surveys.push(surveyMonth({ plan, facts, month }))
  }
  return surveys
}

const decimal = (thousandths: number | null | undefined, digits: number) =>
  thousandths === null || thousandths === undefined ? '' : String(thousandths / 10 ** digits)

const ofWords = ({ of }: Figure): string => {
  if (of === undefined || of === null) return ''
  if (typeof of === 'string') return of
  const [from, below] = [of.from, of.below]
  if (from === null) return 'nothing'
  if (below === null) return `${decimalOfCents(from)} and more`
  return from === 1 ? `under ${decimalOfCents(below)}` : `${decimalOfCents(from)} to under ${decimalOfCents(below)}`
}

// "endCustomers" is "end customers".
const spaced = (name: string) => name.replaceAll(/[A-Z]/gu, letter => ` ${letter.toLowerCase()}`)

function* csvOf(figures: readonly Figure[]): Generator<string> {
  yield 'section,figure,of,count,share,amount\n'
  for (const row of figures) {
    const { section, figure, count, share, amount } = row
    const cells = [section, spaced(figure), ofWords(row), decimal(count, 3), decimal(share, 1)]
    yield spreadsheetLine([...cells, amount === undefined ? '' : decimalOfCents(amount)])
  }
}
