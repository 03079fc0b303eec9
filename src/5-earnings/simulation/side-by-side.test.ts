import { expect, test } from 'vitest'
import { monthOf, planOf } from '../../../test/small-month.ts'
import { runPlan } from './index.ts'
import { runBoth } from './store.ts'

const planWith = (rate: string) =>
  planOf(`name: Klein
from: 2026-01
volumes: { Eigenumsatz: { sum: own } }
ranks: [{ name: Berater, needs: { volume: Eigenumsatz, at least: 300 }, lasts: for ever }]
bonuses: [{ name: Provision, kind: own volume, base: Eigenumsatz, method: slab, brackets: [{ from: 0, rate: ${rate} }], needs: { rank: Berater } }]
`)

const plans = { present: planWith('10 %'), other: planWith('20 %') }
const people = [{ sponsor: 0, isPartner: true }]
const months = ['2026-01', '2026-02', '2026-03'].map((period, place) =>
  monthOf(period, { people, bought: [{ contact: 1, net: [30_000, 10_000, 20_000][place]! }] }),
)

test('two threads answer what one plan after the other does', async () => {
  const told: number[] = []
  const courses = await runBoth(plans, months, { onMonth: done => told.push(done) })
  for (const side of ['present', 'other'] as const) {
    const running = runPlan(plans[side])
    for (const facts of months) running.add(facts)
    expect(courses[side]).toEqual(running.course())
  }
  expect(courses.other.months.map(({ cost }) => cost)).toEqual([6_000, 2_000, 4_000])
  expect(told).toEqual([1, 2, 3])
})

test('a month that cannot be computed fails the whole, and so does one that cannot be read', async () => {
  await expect(runBoth(plans, [months[0]!, months[2]!])).rejects.toThrow('2026-03 does not follow 2026-01')
  const broken = function* () {
    yield months[0]!
    throw new Error('cannot be read')
  }
  await expect(runBoth(plans, broken())).rejects.toThrow('cannot be read')
})

test('it ends when it is told to', async () => {
  const asked = new AbortController()
  const endless = function* () {
    yield* months
    asked.abort(new Error('enough'))
    yield* months
  }
  await expect(runBoth(plans, endless(), { signal: asked.signal })).rejects.toThrow('enough')
})
