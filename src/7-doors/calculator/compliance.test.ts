import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reports } from './trial.ts'

const folder = join(import.meta.dirname, '../../../examples/plans/mixed')
const files = ['contacts', 'orders', 'changes'].flatMap(name => [`--${name}`, join(folder, `${name}.csv`)])
const given = ['--plan', join(folder, 'plan.yaml'), ...files]

const reported = async (...args: string[]) => {
  const { code, out, err } = await reports([...given, ...args])
  if (code !== 0) throw new Error(err)
  return out.trimEnd().split('\n')
}

// Of 2080.00 Yuri bought 60.00 himself and Zoe a seminar for 120.00. On own volume, 5.03 is paid on what Yuri bought.
test('a month: whose turnover it is, what is paid for, and who earns', async () => {
  const rows = await reported('--period', '2026-01')
  expect(rows).toEqual(
    expect.arrayContaining([
      'section,figure,of,count,share,amount',
      'turnover,end customers,,,91.3,1900.00',
      'turnover,own consumption,,,8.7,180.00',
      'commissions,own customers,,,84.5,225.57',
      'commissions,own purchases,,,1.9,5.03',
      'commissions,recruiting,,,0,0.00',
      'partners,paid without downline,,1,25,',
      'customers,per paid,,1,,',
      'earnings,average,,,,66.75',
      'classes,class,nothing,0,0,0.00',
      'classes,class,under 25.00,1,25,23.10',
      'classes,class,25.00 to under 100.00,2,50,130.16',
      'classes,class,5000.00 and more,0,0,0.00',
      'ranks,average,Direktor,,,98.63',
    ]),
  )
})

test('a year has the months from the plan’s first on', async () => {
  const rows = await reported('--period', '2026-03', '--year')
  expect(rows).toContain('earnings,total,,,,267.01')
  expect(rows).toContain('classes,class,under 100.00,3,75,153.26')
})

test('a month before the plan is refused', async () => {
  expect(await reports([...given, '--period', '2025-12'])).toEqual({
    code: 2,
    out: '',
    err: 'stamm compliance: option --period: found "2025-12", expected a month from 2026-01 on, when the plan begins\n',
  })
})
