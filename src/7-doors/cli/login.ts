import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Database } from '#ground/database'
import { contactByReference } from '#people/contact/store.ts'
import type { LoginResult } from '#doors/auth'
import { createLogin } from '#doors/auth/store.ts'
import { openBeside } from './open.ts'
import { refuse, type Command } from './index.ts'

const usage = `stamm login add EMAIL --role company [--name NAME]
stamm login add EMAIL --role partner --contact REFERENCE
  lets somebody in; prints the password once
`

const options = {
  role: { type: 'string' },
  name: { type: 'string' },
  contact: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

type Asked = {
  readonly email: string
  readonly role: 'company' | 'partner'
  readonly name: string
  readonly reference: string
}

export const login: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, email, ...rest] = positionals
  const role = (['company', 'partner'] as const).find(known => known === values.role)
  if (verb !== 'add' || email === undefined || rest.length > 0 || role === undefined) {
    terminal[values.help ? 'stdout' : 'stderr'].write(usage)
    return values.help ? 0 : 2
  }
  const password = randomBytes(12).toString('base64url')
  const opened = await openBeside(terminal)
  try {
    const asked = { email, role, name: values.name ?? email, reference: values.contact ?? '' }
    const made = await add(opened.database, asked, password)
    if (made.is === 'refused') return refuse(terminal, made.because)
    terminal.stdout.write(`${made.email}  ${password}\n`)
    return 0
  } finally {
    await opened.close()
  }
}

type Added = LoginResult | { readonly is: 'refused'; readonly because: string }

const add = async (database: Database, { email, role, name, reference }: Asked, password: string): Promise<Added> => {
  if (role === 'company') return createLogin(database, { email, password, role, name, contact: null })
  const contact = await contactByReference(database, reference)
  if (contact === undefined) return { is: 'refused', because: `--contact: nobody is known as "${reference}"` }
  return createLogin(database, { email, password, role, contact: contact.number })
}
