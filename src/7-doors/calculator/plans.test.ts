import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commissions, type Outcome } from './trial.ts'

const plans = join(import.meta.dirname, '../../../examples/plans')
const names = readdirSync(plans, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))

const argsOf = (name: string, period = '2026-01'): string[] => [
  ...['plan.yaml', 'contacts.csv', 'orders.csv', 'changes.csv', 'ranks-by-hand.csv'].flatMap(file =>
    existsSync(join(plans, name, file)) ? [`--${file.split('.')[0]}`, join(plans, name, file)] : [],
  ),
  '--period',
  period,
]

// Where a plan is told over several months, the later ones have tables with the month in their name.
const laterMonths = (name: string, table: 'commissions' | 'ranks'): string[] =>
  readdirSync(join(plans, name)).flatMap(
    file => new RegExp(`^${table}-(\\d{4}-\\d{2})\\.csv$`, 'u').exec(file)?.[1] ?? [],
  )

test.each(names)('the worked tables of %s', async name => {
  const expected = (file: string) => readFile(join(plans, name, file), 'utf8')
  expect(await commissions(argsOf(name))).toMatchObject({ code: 0, out: await expected('commissions.csv') })
  for (const period of laterMonths(name, 'commissions'))
    expect(await commissions(argsOf(name, period))).toMatchObject({
      code: 0,
      out: await expected(`commissions-${period}.csv`),
    })
  expect(await commissions([...argsOf(name), '--ranks'])).toMatchObject({ code: 0, out: await expected('ranks.csv') })
  for (const period of laterMonths(name, 'ranks'))
    expect(await commissions([...argsOf(name, period), '--ranks'])).toMatchObject({
      code: 0,
      out: await expected(`ranks-${period}.csv`),
    })
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

test('a host who is a customer is told what she gets, a partner what pairs and what is cut', async () => {
  const { out: host } = await commissions([...argsOf('party'), '--explain', 'gerda', '--language', 'de'])
  expect(host).toContain('  10 % × 270.00 = 27.00 (Homeparty mit 3 Gästen, Stufe ab 200, in Ware)\n')
  const { out: ada } = await commissions([...argsOf('binary', '2026-02'), '--explain', 'ada', '--language', 'de'])
  expect(ada).toContain('  10 % × 650.000 = 32.50 (gepaart aus links 650.000 und rechts 1000.000)\n')
  expect(ada).toContain('  -2.50 (höchstens 30.00 im Monat)\n')
  expect(ada).toContain('  übertragen: links 0.000, rechts 350.000\n')
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

// The files of the career plan, one of them with other rows.
const careerWith = async (file: string, text: string): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'career-'))
  try {
    await writeFile(join(folder, file), text)
    const args = argsOf('career', '2026-02').map(arg => (arg.endsWith(`/${file}`) ? join(folder, file) : arg))
    const outcome = await commissions(args)
    return { ...outcome, err: outcome.err.replaceAll(join(folder, '/'), '').replaceAll(join(plans, 'career/'), '') }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test.each([
  [
    'ranks-by-hand.csv',
    'partner,rank,from,until,reason\nzoe,Leiter,2026-02-10,,Start\ndora,Chef,2026-02-10,,Start\ndora,Leiter,2026-02-10,2026-02-09,Start\ndora,Leiter,2026-02-10,,\n',
    [
      'ranks-by-hand.csv:2: column "partner": found "zoe", expected the id of a contact in contacts.csv',
      'ranks-by-hand.csv:3: column "rank": found "Chef", expected one of the plan\'s ranks: Berater, Leiter, Direktor',
      'ranks-by-hand.csv:4: column "until": found "2026-02-09", expected a day no earlier than from, or nothing while it is open',
      'ranks-by-hand.csv:5: column "reason": found nothing, expected the reason',
    ],
  ],
  [
    'orders.csv',
    'order,contact,at,kind,net,points,party,party_host\n1,anna,2026-01-05,order,6.00,6,p1,kim\n2,anna,2026-01-05,order,6.00,6,p1,kai\n3,anna,2026-01-05,order,6.00,6,p2,zoe\n4,anna,2026-01-05,order,6.00,6,,kim\n',
    [
      'orders.csv:3: column "party_host": found "kai", expected "kim" as in an earlier row of the same party',
      'orders.csv:4: column "party_host": found "zoe", expected the id of a contact in contacts.csv',
      'orders.csv:5: column "party": found nothing, expected the number of the party that has this host',
    ],
  ],
  [
    'contacts.csv',
    'id,role,sponsor,joined,lead_from\nanna,partner,,,zoe\nben,partner,anna,,ben\n',
    [
      'contacts.csv:2: column "lead_from": found "zoe", expected the id of another contact in this file, or "house" for a lead of the company',
      'contacts.csv:3: column "lead_from": found "ben", expected the id of another contact in this file, or "house" for a lead of the company',
    ],
  ],
])('what is wrong in %s is told cell by cell', async (file, text, told) => {
  const { code, out, err } = await careerWith(file, text)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err.split('\n').filter(line => line.startsWith(file))).toEqual(told)
})

test('a rank by hand without an end holds on', async () => {
  const open = 'partner,rank,from,until,reason\nben,Leiter,2026-01-31,,Nachfolge\n'
  const { out } = await careerWith('ranks-by-hand.csv', open)
  // In February ben is not active: a rank does not pay by itself.
  expect(out).not.toContain('ben,')
  expect(out).toContain('anna,Differenz,120.00,8,9.60,emil,"rate 12 % less 4 %, 1 without a higher rate"\n')
})
