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
  const company = await openCompany(database)
  await company.customer('Cy')
})

const sold = ['1,Cy,2026-02-01,order,A,4,40,4,,', '1,Cy,2026-02-01,order,B,1,12.50,2,,']

const withClass = (...rows: string[]) =>
  lines('order,contact,at,kind,article,quantity,net,points,return,Grund nach Gesetz', ...sold, ...rows)
const classes = async () =>
  (
    await sql<{ reason_class: string | null }>`select reason_class from sales.return order by id`.execute(database)
  ).rows.map(row => row.reason_class)

test('returns say why by law, and a file that comes again must say the same', async () => {
  const rows = [
    '1,Cy,2026-02-10,return,B,1,12.50,2,R1,Kulanz',
    '1,Cy,2026-02-11,return,A,1,10,1,R2,',
    '1,Cy,2026-02-11,return,A,1,10,1,R2,not paid',
    '9,Cy,2026-02-12,return,X,1,3,0,R3,defect',
    '1,Cy,2026-02-13,return,A,1,10,1,R4,',
  ]
  expect((await trial.orders(withClass(...rows))).code).toBe(0)
  expect(await classes()).toEqual(['goodwill', 'unpaid', null, 'defect'])
  expect((await trial.orders(withClass(...rows))).code).toBe(0)
  const other = await trial.orders(withClass(rows[0]!.replace('Kulanz', 'Mangel')))
  expect([other.code, other.err]).toEqual([
    2,
    expect.stringContaining('column "Grund nach Gesetz": found "defect", expected "goodwill" as kept of return R1'),
  ])
})

test.each`
  cells                     | told
  ${['passte nicht']}       | ${'found "passte nicht", expected one of withdrawal, goodwill, defect, unpaid'}
  ${['Kulanz', 'Widerruf']} | ${'found "withdrawal", expected "goodwill" as in line 4 for the same return'}
`('returns with the reasons by law $cells are refused', async ({ cells, told }) => {
  const rows = cells.map((cell: string) => `1,Cy,2026-02-10,return,A,1,10,1,R1,${cell}`)
  const { code, err } = await trial.orders(withClass(...rows))
  expect([code, err]).toEqual([2, expect.stringContaining(`column "Grund nach Gesetz": ${told}`)])
  expect(await classes()).toEqual([])
})
