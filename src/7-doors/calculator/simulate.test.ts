import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simulations } from './trial.ts'

const folder = join(import.meta.dirname, '../../../examples/plans/mixed')
const files = ['contacts', 'orders', 'changes'].flatMap(name => [`--${name}`, join(folder, `${name}.csv`)])
const plan = join(folder, 'plan.yaml')
const months = ['--from', '2026-01', '--until', '2026-02']
const lessForDirectors = ['--change', 'bonuses.Differenz.rates.Direktor.rate = 15 %']

const simulated = async (...args: string[]) => {
  const { code, out, err } = await simulations(['--plan', plan, ...files, ...months, ...args])
  if (code !== 0) throw new Error(err)
  return out.trimEnd().split('\n').slice(1)
}

test('directors get a point less by the difference: what it costs, month by month', async () => {
  expect(await simulated(...lessForDirectors)).toEqual([
    '2026-01,2080.00,267.01,259.53,-7.48,12.837,12.4774,4,0,46.66,0,46.28',
    '2026-02,0.00,0.00,0.00,0.00,,,4,4,0.00,4,0.00',
    'all,2080.00,267.01,259.53,-7.48,12.837,12.4774,4,0,46.66,0,46.28',
  ])
})

// Xena: 50 of 52.00 less a point. Zoe: one point of 500 and of 270 points. Yuri: a tenth of what Zoe gets less, 0.385.
test('who gets less, and by which rule', async () => {
  expect(await simulated(...lessForDirectors, '--show', 'partners')).toEqual([
    'udo,Berater,Berater,23.10,23.10,0.00',
    'xena,Direktor,Direktor,113.75,110.50,-3.25',
    'yuri,Berater,Berater,46.66,46.28,-0.38',
    'zoe,Direktor,Direktor,83.50,79.65,-3.85',
  ])
  expect(await simulated(...lessForDirectors, '--show', 'ranks')).toEqual([
    'Direktor,2,0,2,0.00,-7.10,197.25,190.15,-7.10',
    'Berater,2,0,1,0.00,-0.38,69.76,69.38,-0.38',
  ])
  expect(await simulated(...lessForDirectors, '--show', 'rules')).toEqual([
    'Handelsprovision,117.00,117.00,0.00',
    'Differenz,127.10,120.00,-7.10',
    'Generation,15.40,15.40,0.00',
    'Werbermatch,7.51,7.13,-0.38',
  ])
})

test('how many are paid how much', async () => {
  const classes = await simulated(...lessForDirectors, '--show', 'classes')
  expect(classes.filter(line => !line.endsWith(',0,0'))).toEqual(['20.00,50.00,2,2', '50.00,100.00,1,1', '100.00,,1,1'])
})

test('a second plan, whose rules have other names', async () => {
  const rows = await simulated('--against', join(folder, '../own-volume/plan.yaml'), '--show', 'rules')
  expect(rows).toContain('Generation,15.40,,-15.40')
  expect(rows.map(row => row.split(',')[0])).toEqual([
    'Handelsprovision',
    'Differenz',
    'Generation',
    'Werbermatch',
    'Eigenprovision',
    'Kundenzuschlag',
  ])
})

test('the changed plan, with its comments', async () => {
  const { out } = await simulations(['--plan', plan, ...files, ...months, ...lessForDirectors, '--show', 'plan'])
  expect(out).toContain('{ rank: Direktor, rate: 15 % }')
  expect(out).toContain('# whoever is Direktor takes his group along')
})

test.each([
  [
    ['--plan', plan, ...files, ...months],
    'stamm simulate: expected either --against with the other plan or --change with what is changed, and not both\nstamm simulate --help tells how it is used\n',
  ],
  [
    ['--plan', plan, ...files, '--from', '2026-02', '--until', '2026-01', ...lessForDirectors],
    'stamm simulate: option --until: found "2026-01", expected 2026-02 or a later month\nstamm simulate --help tells how it is used\n',
  ],
  [
    ['--plan', plan, ...files, ...months, '--change', 'bonuses.Differenz.rates.Leiter.rate = 15 %'],
    'stamm simulate: option --change: bonuses.Differenz.rates.Leiter.rate = 15 %: found "Leiter", expected Berater or Direktor\n',
  ],
  [
    ['--plan', plan, ...files, ...months, '--change', 'bonuses.Differenz.rates[1].rate = 15', '--language', 'de'],
    'stamm simulate: option --change: bonuses › 2 › rates › 2 › rate: gefunden "15", erwartet ein Satz wie 3 % oder 2,5 %\n',
  ],
  [
    ['--plan', plan, ...files, ...months, '--against', 'none.yaml'],
    'none.yaml: found no such file, expected a plan in YAML\n',
  ],
])('wrong on the command line: %#', async (args, err) => {
  expect(await simulations(args)).toEqual({ code: 2, out: '', err })
})
