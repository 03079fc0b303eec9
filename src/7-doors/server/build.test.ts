import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fingerprintOfSources } from './build.ts'

test('only what the pages are built from makes another build necessary', async () => {
  const root = await mkdtemp(join(tmpdir(), 'stamm-build-'))
  try {
    await mkdir(join(root, 'web', 'ui'), { recursive: true })
    const page = join(root, 'web', 'ui', 'page.tsx')
    await writeFile(page, 'one')
    const before = await fingerprintOfSources(root)

    await utimes(page, new Date(), new Date())
    await writeFile(join(root, 'web', 'ui', 'page.test.ts'), 'a test')
    await writeFile(join(root, 'README.md'), 'words')
    expect(await fingerprintOfSources(root)).toBe(before)

    await writeFile(page, 'two')
    expect(await fingerprintOfSources(root)).not.toBe(before)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
