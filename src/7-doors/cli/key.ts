import { parseArgs } from 'node:util'
import type { Database } from '#ground/database'
import { isoOf } from '#ground/period'
import { createKey, listKeys, removeKey } from '#doors/auth/store.ts'
import { openBeside } from './open.ts'
import { refuse, type Command, type Terminal } from './index.ts'

const usage = `stamm key add NAME --login EMAIL [--permission read|write]
  makes a key for the interface, printed once; it ends with the company's login it belongs to
stamm key list
  every key: its id, how it begins, what it may, its login, when it was made and last used, and what it is for
stamm key remove ID
  from now on the key opens nothing
`

const options = {
  login: { type: 'string' },
  permission: { type: 'string', default: 'read' },
  help: { type: 'boolean', default: false },
} as const

type Asked = {
  readonly name: string
  readonly login: string | undefined
  readonly permission: string
}

type Task = (database: Database, terminal: Terminal) => Promise<number>

const adding = ({ name, login, permission }: Asked): Task | undefined => {
  const known = (['read', 'write'] as const).find(each => each === permission)
  if (name === '' || login === undefined || known === undefined) return undefined
  return async (database, terminal) => {
    const made = await createKey(database, { name, login, permission: known })
    if (made.is === 'refused') return refuse(terminal, made.because)
    terminal.stdout.write(`${made.key}\n`)
    return 0
  }
}

const list: Task = async (database, { stdout }) => {
  for (const { id, start, permission, login, createdAt, usedAt, name } of await listKeys(database)) {
    const used = usedAt === null ? 'never used' : `used ${isoOf(usedAt)}`
    stdout.write(`${[id, `${start}…`, permission, login, `made ${isoOf(createdAt)}`, used, name].join('  ')}\n`)
  }
  return 0
}

const removing =
  (id: string): Task =>
  async (database, terminal) =>
    (await removeKey(database, id)) ? 0 : refuse(terminal, `there is no key "${id}"; "stamm key list" lists them`)

/** What is asked for; undefined when it is asked wrongly. */
const taskOf = ([verb, name = '', ...rest]: readonly string[], asked: Omit<Asked, 'name'>): Task | undefined => {
  if (rest.length > 0) return undefined
  if (verb === 'add') return adding({ ...asked, name })
  if (verb === 'list') return name === '' ? list : undefined
  return verb === 'remove' && name !== '' ? removing(name) : undefined
}

export const key: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const { help, login, permission } = values
  const task = help ? undefined : taskOf(positionals, { login, permission })
  if (task === undefined) {
    terminal[help ? 'stdout' : 'stderr'].write(usage)
    return help ? 0 : 2
  }
  const opened = await openBeside(terminal)
  try {
    return await task(opened.database, terminal)
  } finally {
    await opened.close()
  }
}
