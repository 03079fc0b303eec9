import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { instant, type Instant } from '#ground/period'
import type { OpenedDatabase } from '#ground/database/store.ts'
import { importCommand } from './index.ts'

export type Answer = { readonly code: number; readonly out: string; readonly err: string }

/** Runs `stamm import` at a moment on files that are written for it; answers call a file by its name alone. */
export const openTrial = (
  database: Omit<OpenedDatabase, 'isOwner' | 'close'>,
  now: Instant = instant('2026-06-01T10:00:00Z'),
) => {
  const folder = mkdtempSync(join(tmpdir(), 'stamm-import-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const fileOf = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const run = async (...args: readonly string[]): Promise<Answer> => {
    let [out, err] = ['', '']
    const io = {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
      now: () => now,
    }
    const opened: OpenedDatabase = { ...database, isOwner: true, close: async () => undefined }
    const code = await importCommand(args, io, async () => opened)
    const [inOut, inErr] = [out, err].map(text => text.replaceAll(join(folder, '/'), ''))
    return { code, out: inOut!, err: inErr! }
  }
  return {
    run,
    fileOf,
    contacts: (content: string | Uint8Array, ...args: readonly string[]) =>
      run('contacts', fileOf('contacts.csv', content), ...args),
    orders: (content: string | Uint8Array, ...args: readonly string[]) =>
      run('orders', fileOf('orders.csv', content), ...args),
  }
}

/** A file from its lines. */
export const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`
