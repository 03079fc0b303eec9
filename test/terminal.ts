import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { run as runCommand } from '#doors/cli'

export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs commands in this process as a person would at a terminal, or with `isTTY: false` in a pipe. */
export const typing =
  (env: NodeJS.ProcessEnv, { isTTY = false } = {}) =>
  async (...args: readonly string[]): Promise<Said> => {
    const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })]
    const code = await runCommand(args, { stdout, stderr, env })
    stdout.end()
    stderr.end()
    return { code, stdout: await text(stdout), stderr: await text(stderr) }
  }
