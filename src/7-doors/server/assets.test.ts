import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assetAnswer, readAssets } from './assets.ts'

let folder: string
let assets: Awaited<ReturnType<typeof readAssets>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stamm-assets-'))
  await mkdir(join(folder, 'assets'))
  await mkdir(join(folder, '.vite'))
  await writeFile(join(folder, 'assets', 'page-abc.js'), 'plain')
  await writeFile(join(folder, 'assets', 'page-abc.js.gz'), 'gzip')
  await writeFile(join(folder, 'assets', 'page-abc.js.br'), 'brotli')
  await writeFile(join(folder, 'icon.svg'), '<svg/>')
  await writeFile(join(folder, '.vite', 'manifest.json'), '{}')
  assets = await readAssets(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const answer = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  assetAnswer(assets, new Request(`http://shop.example${path}`, { method, headers }), path)

test.each`
  accepted               | encoding  | body        | why
  ${''}                  | ${null}   | ${'plain'}  | ${'who asks for none gets it plain'}
  ${'gzip, deflate, br'} | ${'br'}   | ${'brotli'} | ${'the smallest that is understood'}
  ${'gzip'}              | ${'gzip'} | ${'gzip'}   | ${'over plain HTTP browsers take gzip alone'}
  ${'br;q=0, gzip'}      | ${'gzip'} | ${'gzip'}   | ${'what is refused is not sent'}
`('$why', async ({ accepted, encoding, body }) => {
  const found = answer('/assets/page-abc.js', { 'accept-encoding': accepted })!
  expect(found.headers.get('content-encoding')).toBe(encoding)
  expect(await found.text()).toBe(body)
})

test('a file whose name holds its content is kept for ever, another for an hour', () => {
  expect(answer('/assets/page-abc.js')!.headers.get('cache-control')).toContain('immutable')
  expect(answer('/icon.svg')!.headers.get('cache-control')).toBe('public, max-age=3600')
})

test('HEAD tells the length without the file', async () => {
  const found = answer('/icon.svg', {}, 'HEAD')!
  expect([found.headers.get('content-length'), await found.text()]).toEqual(['6', ''])
})

test.each([
  '/',
  '/assets',
  '/assets/../../etc/passwd',
  '/../package.json',
  '/.vite/manifest.json',
  '/assets/page-abc.js.br',
])('there is no file at %s', path => expect(answer(path)).toBeUndefined())

test('a file is not written to', () => expect(answer('/icon.svg', {}, 'POST')).toBeUndefined())
