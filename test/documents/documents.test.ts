import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stamm } from '../server.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = globSync('{*.md,decisions/*.md,src/**/*.md,web/*.md,bench/*.md,examples/**/*.md}', { cwd: root })

const linksOf = (page: string): string[] =>
  [...read(page).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/gu)]
    .map(match => match[1]!)
    .filter(link => !/^https?:/u.test(link))

test('every link between our pages leads somewhere', () => {
  expect(pages.length).toBeGreaterThan(20)
  const broken = pages.flatMap(page =>
    linksOf(page)
      .filter(link => !existsSync(join(root, dirname(page), link)))
      .map(link => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

test('README names only scripts and commands that exist', async () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...read('README.md').matchAll(/npm run (?:-s )?(\w+)/gu)].map(match => match[1]!)
  expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
  const { stdout } = await stamm(['help']).ended
  const commands = [...read('README.md').matchAll(/stamm -- (\w+)/gu)].map(match => match[1]!)
  expect(commands.filter(command => command !== 'help' && !stdout.includes(`stamm ${command}`))).toEqual([])
})

describe('the picture in README', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stamm-picture-'))
    await writeFile(
      join(folder, 'contacts.csv'),
      'id,role,sponsor,joined\nAnna,partner,,\nElla,prospect,Anna,\nCy,customer,Anna,\nBen,partner,Anna,\nDora,customer,Cy,\nFinn,customer,Ben,\n',
    )
    const bought = { Anna: 120, Cy: 260, Dora: 90, Ben: 40, Finn: 270 }
    const rows = Object.entries(bought).map(([name, net], order) => `${order},${name},2026-02-10,order,${net},0`)
    await writeFile(join(folder, 'orders.csv'), `order,contact,at,kind,net,points\n${rows.join('\n')}\n`)
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('shows what the calculator gives', async () => {
    const files = ['--contacts', join(folder, 'contacts.csv'), '--orders', join(folder, 'orders.csv')]
    const { stdout } = await stamm(['volumes', ...files, '--period', '2026-02']).ended
    const [personal, customers, own, team] = stdout
      .split('\n')
      .find(line => line.startsWith('Anna,'))!
      .split(',')
      .slice(2)
    const picture = read('docs/own-volume.svg')
    for (const amount of [personal, customers, own, team]) expect(picture).toContain(`>${Number(amount)}</text>`)
    expect([personal, customers, own, team]).toEqual(['120.00', '350.00', '470.00', '780.00'])
  })
})
