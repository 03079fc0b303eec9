import { beforeEach, expect, test } from 'vitest'
import { contactsByNumber } from '#people/contact/store.ts'
import { addPlan } from '#earnings/plan/store.ts'
import { asking, documentOf, openedTo } from '../../../test/api.ts'
import { at, berlin, forget, openCompany, type TestCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { placingRoutes } from './routes.ts'

const { database } = await testDatabase()
const routes = placingRoutes({ database, now: () => at('2026-02-10'), zone: berlin })
const { get, post } = asking(openedTo({ id: 'key:1', role: 'company', mayWrite: true }, [routes]), documentOf(routes))
let company: TestCompany

const pathOf = async (name: string) =>
  `/contacts/${(await contactsByNumber(database, [company.of(name)])).get(company.of(name))!.id}/place`

beforeEach(async () => {
  await forget(database)
  company = await openCompany(database)
  await company.partner('Anna')
  for (const name of ['Ben', 'Cara', 'Dan']) await company.partner(name, 'Anna')
  await company.customer('Kim', 'Anna')
})

const matrix = `name: Drei
from: 2026-01
volumes: {E: {sum: own}}
bonuses: [{name: Matrix, kind: matrix, base: E, width: 3, follows: sponsor, levels: [5 %], compression: none, unqualified share: company}]`

test('without a tree nobody stands in one, and nobody is placed', async () => {
  expect((await get(await pathOf('Dan'))).body).toEqual({ stands: [], named: [] })
  const answer = await post(await pathOf('Dan'), { below: { reference: 'Ben' }, place: 1, reason: 'agreed' })
  expect([answer.status, answer.body.type]).toEqual([409, '/problems/no-tree'])
})

test('the company places a partner, and leaves him to the spillover again', async () => {
  await addPlan(database, { text: matrix, by: 'office' })
  const path = await pathOf('Dan')
  const stands = async () => (await get(path)).body.stands
  expect(await stands()).toMatchObject([{ rule: 'Matrix', below: { name: 'Anna' }, place: 3, isSettled: false }])
  const placed = await post(path, { below: { reference: 'Ben' }, place: 2, reason: 'agreed' }, 'once')
  expect([placed.status, placed.body]).toMatchObject([200, { below: { name: 'Ben' }, place: 2, decidedBy: 'key:1' }])
  expect((await post(path, { below: { reference: 'Ben' }, place: 2, reason: 'agreed' }, 'once')).body).toEqual(
    placed.body,
  )
  expect(await stands()).toMatchObject([{ below: { name: 'Ben' }, place: 2 }])
  await post(path, { below: null, reason: 'not after all' })
  expect(await stands()).toMatchObject([{ below: { name: 'Anna' }, place: 3 }])
  expect((await get(path)).body.named).toMatchObject([
    { below: null, isReplaced: false },
    { place: 2, isReplaced: true },
  ])
})

test.each`
  who      | body                                                     | status | type
  ${'Dan'} | ${{ below: { reference: 'Ben' }, place: 4 }}             | ${409} | ${'/problems/no-such-place'}
  ${'Dan'} | ${{ below: { reference: 'Anna' }, place: 1 }}            | ${409} | ${'/problems/place-taken'}
  ${'Dan'} | ${{ below: { reference: 'Kim' }, place: 1 }}             | ${409} | ${'/problems/not-below'}
  ${'Dan'} | ${{ below: { reference: 'Dan' }, place: 1 }}             | ${409} | ${'/problems/would-close-a-cycle'}
  ${'Kim'} | ${{ below: { reference: 'Ben' }, place: 1 }}             | ${409} | ${'/problems/no-partner'}
  ${'Dan'} | ${{ below: { reference: 'Nobody' }, place: 1 }}          | ${400} | ${'/problems/validation'}
  ${'Dan'} | ${{ below: { reference: 'Ben' }, place: 0 }}             | ${400} | ${'/problems/validation'}
  ${'Dan'} | ${{ below: { reference: 'Ben' }, place: 1, reason: '' }} | ${400} | ${'/problems/validation'}
`('$who by $body is refused: $type', async ({ who, body, status, type }) => {
  await addPlan(database, { text: matrix, by: 'office' })
  const answer = await post(await pathOf(who), { reason: 'agreed', ...body })
  expect([answer.status, answer.body.type]).toEqual([status, type])
})
