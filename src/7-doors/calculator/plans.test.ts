import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commissions } from './trial.ts'

const plans = join(import.meta.dirname, '../../../examples/plans')
const names = readdirSync(plans, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))

const argsOf = (name: string, period = '2026-01'): string[] => [
  ...['plan.yaml', 'contacts.csv', 'orders.csv', 'changes.csv'].flatMap(file =>
    existsSync(join(plans, name, file)) ? [`--${file.split('.')[0]}`, join(plans, name, file)] : [],
  ),
  '--period',
  period,
]

// Where a plan is told over several months, the later ones have tables with the month in their name.
const laterMonths = (name: string): string[] =>
  readdirSync(join(plans, name)).flatMap(file => /^commissions-(\d{4}-\d{2})\.csv$/u.exec(file)?.[1] ?? [])

test.each(names)('the worked tables of %s', async name => {
  const expected = (file: string) => readFile(join(plans, name, file), 'utf8')
  expect(await commissions(argsOf(name))).toMatchObject({ code: 0, out: await expected('commissions.csv') })
  for (const period of laterMonths(name))
    expect(await commissions(argsOf(name, period))).toMatchObject({
      code: 0,
      out: await expected(`commissions-${period}.csv`),
    })
  expect(await commissions([...argsOf(name), '--ranks'])).toMatchObject({ code: 0, out: await expected('ranks.csv') })
})

test('what is told of a partner leads from rule to orders', async () => {
  const { out } = await commissions([...argsOf('own-volume'), '--explain', 'anna', '--language', 'de'])
  expect(out).toContain('  20 % × 1250.05 = 250.01 aus Umsatz von anna (Stufe ab 1000)\n')
  expect(out).toContain('Zusammen: 270.01 EUR\n')
  expect(out).toContain('  2026-01-20 4 emil: -50.00, -50.000 P, Ware\n')
})

test('what the next rank lacks, and why a rule paid nothing', async () => {
  const { out } = await commissions([...argsOf('own-volume'), '--explain', 'cora'])
  expect(out).toContain('Missing for Berater:\n  Kundenumsatz of at least 200: 0.00 so far, 200.00 missing\n')
  expect(out).toContain('  nothing, for what is missing: active\n')
})

test.each([
  [['--plan', 'none.yaml', '--words'], 'none.yaml: found no such file, expected a plan in YAML\n'],
  [
    [...argsOf('own-volume').slice(0, -1), '2025-12'],
    'stamm commissions: option --period: found "2025-12", expected a month from 2026-01 on, when the plan begins\n',
  ],
  [
    [...argsOf('own-volume'), '--explain', 'emil'],
    `stamm commissions: option --explain: found "emil", expected the id of a partner of ${join(plans, 'own-volume/contacts.csv')}\n`,
  ],
])('wrong on the command line: %#', async (args, err) => {
  expect(await commissions(args)).toEqual({ code: 2, out: '', err })
})
