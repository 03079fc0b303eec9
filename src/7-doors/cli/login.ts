import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Database } from '#ground/database'
import { contactByReference } from '#people/contact/store.ts'
import type { LoginResult } from '#doors/auth'
import { changePassword, createLogin, removeLogin } from '#doors/auth/store.ts'
import { openBeside } from './open.ts'
import { refuse, type Command, type Terminal } from './index.ts'

const usage = `stamm login add EMAIL --role company [--name NAME]
stamm login add EMAIL --role partner --contact REFERENCE
  lets somebody in; prints the password once
stamm login password EMAIL
  gives the login a new password, printed once, and ends its sessions
stamm login remove EMAIL
  lets nobody in with this address any more: its sessions end, and its keys for the interface with it
`

const options = {
  role: { type: 'string' },
  name: { type: 'string' },
  contact: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

type Asked = {
  readonly email: string
  readonly role: string | undefined
  readonly name: string | undefined
  readonly contact: string | undefined
}

type Task = (database: Database, terminal: Terminal) => Promise<number>

const newPassword = () => randomBytes(12).toString('base64url')

const adding = ({ email, role, name = email, contact = '' }: Asked): Task | undefined => {
  const known = (['company', 'partner'] as const).find(each => each === role)
  if (known === undefined) return undefined
  return async (database, terminal) => {
    const password = newPassword()
    const made = await add(database, { email, role: known, name, reference: contact }, password)
    if (made.is === 'refused') return refuse(terminal, made.because)
    terminal.stdout.write(`${made.email}  ${password}\n`)
    return 0
  }
}

type New = {
  readonly email: string
  readonly role: 'company' | 'partner'
  readonly name: string
  readonly reference: string
}

type Added = LoginResult | { readonly is: 'refused'; readonly because: string }

const add = async (database: Database, { email, role, name, reference }: New, password: string): Promise<Added> => {
  if (role === 'company') return createLogin(database, { email, password, role, name, contact: null })
  const contact = await contactByReference(database, reference)
  if (contact === undefined) return { is: 'refused', because: `--contact: nobody is known as "${reference}"` }
  return createLogin(database, { email, password, role, contact: contact.number })
}

const unknown = (terminal: Terminal, email: string): number =>
  refuse(terminal, `no login has the e-mail address "${email}"`)

const changing =
  (email: string): Task =>
  async (database, terminal) => {
    const password = newPassword()
    if (!(await changePassword(database, { email, password }))) return unknown(terminal, email)
    terminal.stdout.write(`${email}  ${password}\n`)
    return 0
  }

const removing =
  (email: string): Task =>
  async (database, terminal) =>
    (await removeLogin(database, email)) ? 0 : unknown(terminal, email)

/** What is asked for; undefined when it is asked wrongly. */
const taskOf = ([verb, email, ...rest]: readonly string[], asked: Omit<Asked, 'email'>): Task | undefined => {
  if (email === undefined || rest.length > 0) return undefined
  if (verb === 'add') return adding({ ...asked, email })
  if (verb === 'password') return changing(email)
  return verb === 'remove' ? removing(email) : undefined
}

export const login: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const { help, role, name, contact } = values
  const task = help ? undefined : taskOf(positionals, { role, name, contact })
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
