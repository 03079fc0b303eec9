import { expect, test } from 'vitest'
import { contactsByNumber } from '#people/contact/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { rankByHandOffice } from '../../src/7-doors/server/queries/rank-by-hand.ts'
import { at, berlin, openCompany } from '../../test/company.ts'
import { testDatabase } from '../../test/database.ts'
import type { OfficeWorld } from '../ui/context.ts'
import { rankAction } from './rank-by-hand-action.ts'

const { database } = await testDatabase()
const company = await openCompany(database)
await company.partner('Dora')
const dora = (await contactsByNumber(database, [company.of('Dora')])).get(company.of('Dora'))!.id
const text = `name: Klein
from: 2026-01
volumes: {Umsatz: {sum: own}}
ranks: [{name: Leiter, needs: {volume: Umsatz, at least: 1000}}]
bonuses: [{name: Provision, kind: own volume, base: Umsatz, method: slab, brackets: [{from: 0, rate: 5 %}]}]`
await addPlan(database, { text, by: 'office' })
const rankByHand = rankByHandOffice({
  database,
  clock: () => at('2026-03-10'),
  actor: async () => 'ina',
  personOf: actor => Promise.resolve(actor),
  zone: berlin,
})

const sends = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ commandId: crypto.randomUUID(), ...fields })) form.set(name, value)
  return rankAction({ office: { rankByHand } as OfficeWorld['office'], contact: dora, form })
}

const whole = { rank: 'Leiter', from: '2026-03-01', until: '2026-03-31', reason: 'took over a team' }

test.each`
  change                     | field       | because                    | status
  ${{ from: '' }}            | ${'from'}   | ${'day'}                   | ${400}
  ${{ until: '2026-02-30' }} | ${'until'}  | ${'day'}                   | ${400}
  ${{ until: '2026-02-01' }} | ${'until'}  | ${'ends before it begins'} | ${409}
  ${{ reason: '' }}          | ${'reason'} | ${'no reason'}             | ${409}
  ${{ rank: 'Chef' }}        | ${'rank'}   | ${'unknown rank'}          | ${409}
  ${{ from: '2025-12-31' }}  | ${'rank'}   | ${'unknown rank'}          | ${409}
`('$because is told at $field, and all that was typed stays', async ({ change, field, because, status }) => {
  const typed = { ...whole, ...change }
  const told = { ending: null, typed, field, why: { because } }
  expect(await sends(typed)).toMatchObject({ data: told, init: { status } })
  expect((await rankByHand.of(dora))!.given).toEqual([])
})

test('what is whole is kept, and its end is set or refused by the form beside it', async () => {
  expect(await sends(whole)).toMatchObject({ status: 302 })
  const id = String((await rankByHand.of(dora))!.given[0]!.id)
  expect(await sends({ id, until: '' })).toMatchObject({ data: { ending: Number(id), field: 'until' } })
  const unexplained = { ending: Number(id), field: 'reason', why: { because: 'no reason' } }
  expect(await sends({ id, until: '2026-04-30' })).toMatchObject({ data: unexplained, init: { status: 409 } })
  expect(await sends({ id, until: '2026-04-30', reason: 'handed on' })).toMatchObject({ status: 302 })
  expect((await rankByHand.of(dora))!.given).toMatchObject([{ until: at('2026-04-30') }])
})
