import { DatabaseUnavailable } from '#ground/database'

export type Terminal = {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly env: NodeJS.ProcessEnv
}

/** A command of the terminal: its arguments in, its exit code out (0 done, 1 cannot, 2 asked wrongly). */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>

// Each command loads only what it needs: the calculator starts without a database.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  volumes: async () => (await import('./volumes.ts')).volumes,
  commissions: async () => (await import('./commissions.ts')).commissions,
  simulate: async () => (await import('./simulate.ts')).simulate,
  compliance: async () => (await import('./compliance.ts')).compliance,
  import: async () => (await import('./import.ts')).importFile,
  plan: async () => (await import('./plan.ts')).plan,
  run: async () => (await import('./run.ts')).run,
  explain: async () => (await import('./explain.ts')).explain,
  login: async () => (await import('./login.ts')).login,
  key: async () => (await import('./key.ts')).key,
}

const usage = `stamm: direct sales – who brought this customer, whose turnover is it, what is it worth?

  stamm start [--port 3000] [--host 127.0.0.1] [--data ./data] [--empty --name NAME …]
      the server with its pages and its interface; the first start makes a demo company, or an empty one with --empty
  stamm volumes --contacts contacts.csv --orders orders.csv [--changes changes.csv] --period 2011-10
      the calculator: every address's personal volume and every partner's own volume, without a database
  stamm commissions --plan plan.yaml --contacts contacts.csv --orders orders.csv [--changes changes.csv] --period 2011-10
      what every partner earns by a plan, without a database; --ranks, --explain PARTNER and --words tell more
  stamm simulate --plan plan.yaml (--against other.yaml | --change WHAT-IF …) --contacts … --orders … --from 2025-01 --until 2026-12
      what another plan, or a what-if, would have cost on the same months, and who wins and who loses; without a database
  stamm compliance --plan plan.yaml --contacts … --orders … --period 2011-10 [--year]
      what regulators and trade associations ask: end customers, own consumption, what is paid for, income with zero earners
  stamm import contacts|orders FILE.csv [--dry-run]
      brings contacts or orders into the company's database, all or nothing
  stamm explain CONTACT --period 2011-10 [--language de|en]
      how a contact's volumes and commissions of a month came to be
  stamm plan add FILE.yaml --login EMAIL | list | show [VERSION]
      the company's compensation plans, each from its first month on
  stamm run draft|approve|close --period 2011-10 --login EMAIL, stamm run show|verify [--period 2011-10]
      the commissions of a month: computed, approved by somebody else, closed for ever, and verified
  stamm login add EMAIL --role company|partner [--contact REFERENCE]
  stamm login password|remove EMAIL
      lets somebody in, gives him a new password, lets him in no more
  stamm key add NAME --login EMAIL [--permission read|write]
  stamm key list
  stamm key remove ID
      makes, lists and ends keys for the interface

  stamm COMMAND --help says more.
  The database is PostgreSQL, embedded in ./data, or any PostgreSQL from 15 on by DATABASE_URL.
`

/** Asked wrongly: one line, and the exit code that says so. */
export const refuse = ({ stderr }: Terminal, because: string): number => {
  stderr.write(`stamm: ${because}\n`)
  return 2
}

/** Runs one command. Expected obstacles are one line on stderr and exit code 1. */
export const run: Command = async ([name = 'help', ...args], terminal) => {
  if (['help', '--help', '-h'].includes(name)) {
    terminal.stdout.write(usage)
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) return refuse(terminal, `there is no command "${name}"; "stamm help" lists them`)
  try {
    return await (
      await command()
    )(args, terminal)
  } catch (error) {
    const line = lineOf(error)
    if (line === undefined) throw error
    terminal.stderr.write(`stamm: ${line.text}\n`)
    return line.code
  }
}

const lineOf = (error: unknown): { readonly text: string; readonly code: number } | undefined => {
  if (error instanceof DatabaseUnavailable) return { text: error.message, code: 1 }
  const isAskedWrongly =
    error instanceof TypeError && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')
  return isAskedWrongly ? { text: error.message.replaceAll(/\s*\n\s*/gu, ' '), code: 2 } : undefined
}
