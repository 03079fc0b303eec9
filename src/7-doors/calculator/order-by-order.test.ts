import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commissions } from './trial.ts'

const told = async (files: { plan: string; contacts: string; orders: string }, ...args: string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'commissions-'))
  try {
    const given = await Promise.all(
      Object.entries(files).map(async ([name, text]) => {
        const path = join(folder, name === 'plan' ? 'plan.yaml' : `${name}.csv`)
        await writeFile(path, text)
        return [`--${name}`, path]
      }),
    )
    const { out, err } = await commissions([...given.flat(), ...args])
    return { out, err: err.replaceAll(join(folder, '/'), '') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

const plan = `name: P
from: 2026-01
volumes: {E: {sum: own}}
ranks: [{name: Leiter, needs: {volume: E, at least: 100}}]
bonuses:
  - {name: Level, kind: level, base: E, follows: sponsor, levels: [10 %], needs: {rank: Leiter}, compression: none, unqualified share: company, when: order}
`
const contacts =
  'id,role,sponsor,joined\nanna,partner,,2026-01-01\nben,partner,anna,2026-01-01\nkim,customer,ben,2026-01-01\n'
const orders = `order,contact,at,kind,net
A1,ben,2026-01-05,order,10.00
A2,kim,2026-01-06,order,20.05
A2,kim,2026-01-09,return,20.05
A3,anna,2026-01-10,order,100.00
B1,kim,2026-02-05,order,30.05
B2,kim,2026-02-05,order,40.05
B3,kim,2026-03-05,order,50.00
`

test('a level that is paid order by order names each, with the ranks of the end of the month before', async () => {
  const files = { plan, contacts, orders }
  const header = 'partner,rule,base,rate,amount,from,reason\n'
  expect((await told(files, '--period', '2026-01')).out).toBe(
    `${header}anna,Level,10.00,10,1.00,ben,"level 1, order A1"\n`,
  )
  // Anna is no Leiter in February any more, but was at the end of January.
  expect((await told(files, '--period', '2026-02')).out).toBe(
    `${header}anna,Level,30.05,10,3.01,ben,"level 1, order B1"\nanna,Level,40.05,10,4.01,ben,"level 1, order B2"\n`,
  )
  expect((await told(files, '--period', '2026-03')).out).toBe(header)
})

const binary = `name: P
from: 2026-01
volumes: {E: {sum: own}}
bonuses:
  - {name: Team, kind: binary, base: E, follows: sponsor, spillover: left, ratio: 1:1, rate: 10 %, carry over: all, unqualified: carry}
`

test('where the company places somebody he stands, and what is carried over is told', async () => {
  const placed = `id,role,sponsor,joined,placed_below,placed_at
anna,partner,,2026-01-01,,
ben,partner,anna,2026-01-02,anna,right
cora,partner,anna,2026-01-03,ben,left
`
  const sold = 'order,contact,at,kind,net\n1,ben,2026-01-05,order,10.00\n2,cora,2026-01-05,order,20.00\n'
  const { out } = await told(
    { plan: binary, contacts: placed, orders: sold },
    '--period',
    '2026-01',
    '--explain',
    'anna',
  )
  expect(out).toContain('  carried over: 0.00 left, 30.00 right\n')
})

test('places that cannot be are told by line and column', async () => {
  const placed = `id,role,sponsor,joined,placed_below,placed_at
anna,partner,,2026-01-01,anna,left
ben,partner,anna,2026-01-02,nobody,right
cora,partner,anna,2026-01-03,,left
dora,partner,anna,2026-01-03,anna,top
`
  const { err } = await told(
    { plan: binary, contacts: placed, orders: 'order,contact,at,kind,net\n' },
    '--period',
    '2026-01',
  )
  expect(err.split('\n')).toContain(
    'contacts.csv:5: column "placed_at": found "top", expected left, right, or a place from 1 to 20',
  )
  const { err: others } = await told(
    { plan: binary, contacts: placed.replace('top', 'right'), orders: 'order,contact,at,kind,net\n' },
    '--period',
    '2026-01',
  )
  expect(others.split('\n').filter(line => line.includes('placed_below'))).toEqual([
    'contacts.csv:2: column "placed_below": found "anna", expected the id of another contact in this file',
    'contacts.csv:3: column "placed_below": found "nobody", expected the id of another contact in this file',
    'contacts.csv:4: column "placed_below": found nothing, expected below whom the place is',
  ])
})
