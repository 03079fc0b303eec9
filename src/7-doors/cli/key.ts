import { parseArgs } from 'node:util'
import { createKey } from '#doors/auth/store.ts'
import { openBeside } from './open.ts'
import { refuse, type Command } from './index.ts'

const usage = `stamm key add NAME --login EMAIL [--permission read|write]
  makes a key for the interface, printed once; it ends with the company's login it belongs to
`

const options = {
  login: { type: 'string' },
  permission: { type: 'string', default: 'read' },
  help: { type: 'boolean', default: false },
} as const

export const key: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, name, ...rest] = positionals
  const permission = (['read', 'write'] as const).find(known => known === values.permission)
  if (
    verb !== 'add' ||
    name === undefined ||
    rest.length > 0 ||
    permission === undefined ||
    values.login === undefined
  ) {
    terminal[values.help ? 'stdout' : 'stderr'].write(usage)
    return values.help ? 0 : 2
  }
  const opened = await openBeside(terminal)
  try {
    const made = await createKey(opened.database, { name, login: values.login, permission })
    if (made.is === 'refused') return refuse(terminal, made.because)
    terminal.stdout.write(`${made.key}\n`)
    return 0
  } finally {
    await opened.close()
  }
}
