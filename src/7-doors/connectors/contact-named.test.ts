import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { forget, openCompany } from '../../../test/company.ts'
import { testDatabase } from '../../../test/database.ts'
import { lines, openTrial } from './trial.ts'

const opened = await testDatabase()
const { database } = opened
const trial = openTrial(opened)

beforeEach(async () => {
  await forget(database)
  await openCompany(database)
})

const kept = async () => {
  const { rows } = await sql<{ who: string; giver: string | null; below: string | null; place: number | null }>`
    select contact.reference as who, giver.reference as giver, above.reference as below, named.place
    from people.contact contact left join referral.lead_giver decided on decided.contact_id = contact.id
      left join people.contact giver on giver.id = decided.giver_id
      left join earnings.named_place named on named.contact_id = contact.id left join people.contact above on above.id = named.below_id
    where giver.id is not null or above.id is not null order by contact.reference`.execute(database)
  return rows
}

const header = 'reference,role,sponsor,lead from,placed below,placed at'
const file = lines(
  header,
  'B,partner,A,,A,right',
  'A,partner,,,,',
  'C,customer,B,A,,',
  'D,customer,B,house,,',
  'E,partner,A,,B,1',
)

test('who gave contacts as leads, and where partners are placed, comes in with them, once', async () => {
  expect(await trial.contacts(file)).toMatchObject({ code: 0, err: '' })
  const expected = [
    { who: 'B', giver: null, below: 'A', place: 1 },
    { who: 'C', giver: 'A', below: null, place: null },
    { who: 'D', giver: 'house', below: null, place: null },
    { who: 'E', giver: null, below: 'B', place: 0 },
  ]
  expect(await kept()).toEqual(expected)
  expect(await trial.contacts(file)).toMatchObject({ code: 0, err: '' })
  expect(await kept()).toEqual(expected)
})

test.each`
  rows                                                       | problem
  ${['A,partner,,X,,']}                                      | ${'column "lead from": found "X", expected the number of another contact who is there already or in this file, or "house" for a lead of the company'}
  ${['A,partner,,,X,left']}                                  | ${'column "placed below": found "X", expected the number of another partner who is there already or in this file'}
  ${['A,partner,,,,left']}                                   | ${'column "placed below": found nothing, expected below whom the place is'}
  ${['A,partner,,,B,middle', 'B,partner,,,,']}               | ${'column "placed at": found "middle", expected left, right, or a place from 1 to 20'}
  ${['A,customer,,,B,left', 'B,partner,,,,']}                | ${'column "placed below": found "B", expected nothing, for only partners have places'}
  ${['A,partner,,,B,left', 'B,partner,,,A,left']}            | ${'column "placed below": found a cycle A → B → A, expected places below each other that close no circle'}
  ${['C,partner,,,,', 'A,partner,,,C,1', 'B,partner,,,C,1']} | ${'column "placed at": found 1, expected a place that is nobody else’s'}
`('$problem', async ({ rows, problem }) => {
  const { code, err } = await trial.contacts(lines(header, ...rows))
  expect([code, err]).toEqual([2, expect.stringContaining(problem)])
  expect(await kept()).toEqual([])
})

test('of whoever is there already another giver or place is an error, also with --update', async () => {
  await trial.contacts(file)
  const { err } = await trial.contacts(lines(header, 'B,partner,A,,A,left', 'C,customer,B,B,,'), '--update')
  expect(err).toContain('column "placed at": found 1, expected 2 as kept; an import rewrites no past')
  expect(err).toContain('column "lead from": found "B", expected "A" as kept; an import rewrites no past')
})

test('a place that is named for somebody who is there already is taken', async () => {
  await trial.contacts(file)
  const { err } = await trial.contacts(lines(header, 'F,partner,A,,A,right'))
  expect(err).toContain('contacts.csv:2: column "placed at": found 2, expected a place that is nobody else’s')
})
