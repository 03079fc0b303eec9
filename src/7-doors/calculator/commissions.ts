import { dayOf, periodAfter, type Period } from '#ground/period'
import { decimalOfCents, decimalOfPoints } from '#ground/money'
import { computeMonth, explainPartner, linesOfPartner, outlastsMonths, type Month, type State } from '#earnings/month'
import { describePlan, type Plan } from '#earnings/plan'
import { commissionUsage, readCommissionOptions, type CommissionOptions } from './commission-options.ts'
import { linesCsv, ranksCsv } from './commission-output.ts'
import type { Facts } from './facts.ts'
import { refuse, write, type Io } from './io.ts'
import type { monthFactsOf } from './month-facts.ts'
import { factsFor, planOf } from './plan-file.ts'
import { monthOf } from './volumes.ts'

/**
 * `stamm commissions`: from a plan and CSV files to what every partner earns in a month, without a database. Answers the exit code as
 * `stamm volumes` does.
 */
export const commissionsCommand = async (args: readonly string[], io: Io): Promise<number> => {
  const asked = readCommissionOptions(args)
  if (asked.is === 'help') return write(io.stdout, [commissionUsage])
  if (asked.is === 'refused')
    return refuse(io.stderr, [...asked.because.map(reason => `stamm commissions: ${reason}`), hint])
  const { plan: file, language } = asked.is === 'words' ? asked : asked.options
  const read = await planOf(file, language)
  if (read.is === 'refused') return refuse(io.stderr, read.lines)
  for (const line of read.warnings) io.stderr.write(`${line}\n`)
  if (asked.is === 'words')
    return write(
      io.stdout,
      describePlan(read.plan).map(told => `${told[language]}\n`),
    )
  return compute(read.plan, asked.options, io)
}

const hint = 'stamm commissions --help tells how it is used'

const compute = async (plan: Plan, options: CommissionOptions, { stdout, stderr }: Io): Promise<number> => {
  if (options.period < plan.from)
    return refuse(stderr, [
      `stamm commissions: option --period: found "${options.period}", expected a month from ${plan.from} on, when the plan begins`,
    ])
  const read = await factsFor([plan], options)
  if (read.is === 'refused') return refuse(stderr, read.lines)
  for (const line of read.facts.warnings) stderr.write(`${line}\n`)
  const months = { ...read, plan, options }
  const month = monthAfter(months, stateBefore(months), options.period)
  const { ids, numbers } = read.facts.contacts
  if (options.show === 'lines') return write(stdout, linesCsv(plan, month, { ids, orderOf: orderNames(read.facts) }))
  if (options.show === 'ranks') return write(stdout, ranksCsv(plan, month, { ids, language: options.language }))
  const partner = numbers.get(options.show.explain)
  if (partner === undefined || !isPaid(partner, month))
    return refuse(stderr, [
      `stamm commissions: option --explain: found "${options.show.explain}", expected the id of a partner of ${options.contacts}`,
    ])
  return write(stdout, explanationOf(partner, months, month))
}

// Partners, and hosts who are customers.
const isPaid = (contact: number, month: Month): boolean =>
  month.standing.lineage.partners[contact] === 1 || month.lines.placesOf(contact).length > 0

type Months = {
  readonly plan: Plan
  readonly facts: Facts
  readonly options: CommissionOptions
  readonly factsOf: ReturnType<typeof monthFactsOf>
}

// What outlasts its month is computed from the plan's first month on.
const stateBefore = (months: Months): State | undefined => {
  const { plan, options } = months
  if (!outlastsMonths(plan)) return undefined
  let state: State | undefined
  for (let period = plan.from as Period; period < options.period; period = periodAfter(period))
    state = monthAfter(months, state, period).after
  return state
}

const monthAfter = ({ plan, factsOf }: Months, before: State | undefined, period: Period): Month =>
  computeMonth(plan, factsOf(period), before)

// A number stands for all rows of one order.
const orderNames = ({ orders }: Facts): ((order: number) => string) => {
  const names = new Map(orders.orders.map((order, row) => [order, orders.details[row]!.order]))
  return order => names.get(order)!
}

const explanationOf = (partner: number, { plan, facts, options }: Months, month: Month): string[] => {
  const { orders, contacts } = facts
  const { rows, owners } = monthOf(facts, options)
  const orderWords = (row: number) => {
    const { order, group } = orders.details[row]!
    const amounts = [
      decimalOfCents(orders.net[row]!),
      `${decimalOfPoints(orders.points[row]!)} P`,
      ...(group === undefined ? [] : [group]),
    ]
    return `${dayOf(orders.at[row]!, options.zone)} ${order} ${contacts.ids[orders.contacts[row]!]}: ${amounts.join(', ')}`
  }
  const rowsOf = Map.groupBy(rows, (_, place) => owners[place]!)
  const names = {
    nameOf: (contact: number) => contacts.ids[contact]!,
    orderOf: orderNames(facts),
    ordersOf: (owner: number) => (rowsOf.get(owner) ?? []).map(orderWords),
  }
  const lines = linesOfPartner(month, partner)
  return explainPartner(partner, { plan, month, lines, names, language: options.language }).map(line => `${line}\n`)
}
