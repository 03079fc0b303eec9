import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dayNumber, periodAfter, type Period } from '#ground/period'
import { readPlan } from '#earnings/plan'
import { changePlan, compare } from '#earnings/simulation'
import { runBoth } from '#earnings/simulation/store.ts'
import { never, type Facts } from '#earnings/volume'
import { companyOf, entriesEach, type Company } from '../volumes/company.ts'

const usage = `npm run -s bench:simulation -- [options]      prints JSON: the same months under two plans
  --contacts 100000    how many
  --months 24
  --plan FILE          another plan than bench/simulation/plan.yaml`

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '100000' },
    months: { type: 'string', default: '24' },
    plan: { type: 'string', default: join(import.meta.dirname, 'plan.yaml') },
    help: { type: 'boolean', default: false },
  },
})

/** A month of a company whose contacts are there from the beginning and order for another amount each month. */
const monthOf = ({ sponsors, owns, contacts, owners, amounts }: Company, period: Period, turn: number): Facts => {
  const rows = contacts.length
  const turned = amounts.map((_, entry) => amounts[(entry + turn * 7_919) % rows]!)
  return {
    period,
    sponsors,
    recruiters: sponsors,
    partners: owns.map((owner, contact) => (contact === 0 ? 0 : owner)),
    partnersSince: new Int32Array(sponsors.length).fill(dayNumber('2024-01-01')),
    customersSince: new Int32Array(sponsors.length).fill(never),
    byHand: [],
    entries: {
      contacts,
      owners,
      net: Float64Array.from(turned),
      points: Float64Array.from(turned, amount => amount * 10),
      groups: new Int32Array(rows).fill(-1),
      groupNames: [],
      days: new Int32Array(rows).fill(dayNumber(`${period}-15`)),
      orders: Int32Array.from(contacts, (_, entry) => entry),
    },
  }
}

const months = function* (size: number, count: number): Generator<Facts> {
  const company = companyOf(size, 'grown')
  let period = '2025-01' as Period
  for (let month = 0; month < count; month += 1) {
    yield monthOf(company, period, month)
    period = periodAfter(period)
  }
}

const measure = async (size: number, count: number): Promise<void> => {
  const text = readFileSync(values.plan, 'utf8')
  const read = readPlan(text)
  const other = changePlan(text, ['bonuses[0].brackets[0].rate = 4 %'])
  if (read.is === 'refused' || other.is === 'refused') throw new Error(`${values.plan} is no plan that can be changed`)
  const plans = { present: read.plan, other: other.plan }
  // Ready before it is measured, as the months of a database are: making a company is no part of a simulation.
  const history = [...months(size, count)]
  const begin = performance.now()
  const courses = await runBoth(plans, history, {
    onMonth: done => process.stderr.write(`${done} of ${count} months\n`),
  })
  const compared = compare(plans, courses)
  const seconds = Math.round(performance.now() - begin) / 1000
  const { present, other: changed } = compared.whole
  const results = { cost: present.cost, otherCost: changed.cost, winners: compared.winners, losers: compared.losers }
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    JSON.stringify(
      { contacts: size, entriesAMonth: size * entriesEach, months: count, seconds, peakMiB, ...results },
      null,
      2,
    ),
  )
}

if (values.help) console.log(usage)
else await measure(Number(values.contacts), Number(values.months))
