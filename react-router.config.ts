import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Config } from '@react-router/dev/config'
import { fingerprintOfSources } from './src/7-doors/server/build.ts'

const compressible = /\.(?:js|css|svg|json|txt)$/u
const smallest = 1024

// Compressed once here, so that the server never has to.
const compressAssets = async (folder: string) => {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!compressible.test(name)) continue
    const content = await readFile(join(folder, name))
    if (content.length < smallest) continue
    await writeFile(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
    await writeFile(
      join(folder, `${name}.br`),
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
  }
}

const buildDirectory = process.env['STAMM_BUILD'] ?? join('build', await fingerprintOfSources(import.meta.dirname))

// A build that is cut off while it writes over a complete one must not be taken for it.
if (process.argv.includes('build')) await rm(join(buildDirectory, 'complete'), { force: true })

export default {
  appDirectory: 'web',
  buildDirectory,
  ssr: true,
  // Every page of the house is known at once: no question to the server before a click.
  routeDiscovery: { mode: 'initial' },
  buildEnd: async ({ reactRouterConfig }) => {
    await compressAssets(join(reactRouterConfig.buildDirectory, 'client'))
    await writeFile(join(reactRouterConfig.buildDirectory, 'complete'), '')
  },
} satisfies Config
