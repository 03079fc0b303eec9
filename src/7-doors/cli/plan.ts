import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Database } from '#ground/database'
import { isoOf } from '#ground/period'
import { describePlan } from '#earnings/plan'
import { addPlan, planOf, planVersion, planVersions } from '#earnings/plan/store.ts'
import { personOfLogin } from '#doors/auth/store.ts'
import { openBeside } from './open.ts'
import { refuse, type Command, type Terminal } from './index.ts'

const usage = `stamm plan add FILE.yaml --login EMAIL
  checks a plan and keeps it as a new version; it holds from its own first month on, which must be open
stamm plan list
  every version: its number, first month, name, when it was added and by whom
stamm plan show [VERSION] [--words] [--language de|en]
  a version as it was written, or in plain words; the newest when left out
`

const options = {
  login: { type: 'string' },
  words: { type: 'boolean', default: false },
  language: { type: 'string', default: 'de' },
  help: { type: 'boolean', default: false },
} as const

const languages = ['de', 'en'] as const

export const plan: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [verb, what, ...rest] = positionals
  const isAsked =
    rest.length === 0 &&
    ((verb === 'add' && what !== undefined && values.login !== undefined) ||
      (verb === 'list' && what === undefined) ||
      verb === 'show')
  if (values.help || !isAsked) {
    terminal[values.help ? 'stdout' : 'stderr'].write(usage)
    return values.help ? 0 : 2
  }
  const language = languages.find(known => known === values.language)
  if (language === undefined) return refuse(terminal, `--language: found "${values.language}", expected de or en`)
  const opened = await openBeside(terminal)
  try {
    if (verb === 'add') return await add(opened.database, { file: what!, login: values.login! }, terminal)
    if (verb === 'list') return await list(opened.database, terminal)
    return await show(opened.database, { version: what, words: values.words ? language : undefined }, terminal)
  } finally {
    await opened.close()
  }
}

type Adding = { readonly file: string; readonly login: string }

const add = async (database: Database, { file, login }: Adding, terminal: Terminal): Promise<number> => {
  const by = await personOfLogin(database, login)
  if (by === undefined) return refuse(terminal, `--login: nobody of the company signs in as "${login}"`)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return refuse(terminal, `${file}: found no such file, expected a plan in YAML`)
  const added = await addPlan(database, { text, by })
  if (added.is === 'added') {
    for (const { line, column, told } of added.warnings)
      terminal.stderr.write(`warning: ${file}:${line}:${column}: ${told.en}\n`)
    terminal.stdout.write(`version ${added.version.version} holds from ${added.version.from} on\n`)
    return 0
  }
  if (added.because === 'closed month')
    return refuse(terminal, `${file}: from: found "${added.from}", expected an open month, from ${added.firstOpen} on`)
  for (const { line, column, path, found, expected } of added.problems)
    terminal.stderr.write(
      `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}found ${found.en}, expected ${expected.en}\n`,
    )
  return 2
}

const list = async (database: Database, { stdout }: Terminal): Promise<number> => {
  for (const { version, from, name, addedAt, addedBy } of await planVersions(database))
    stdout.write(`${version}  from ${from}  ${name}  added ${isoOf(addedAt)} by ${addedBy}\n`)
  return 0
}

type Showing = { readonly version: string | undefined; readonly words: 'de' | 'en' | undefined }

const show = async (database: Database, { version, words }: Showing, terminal: Terminal): Promise<number> => {
  const found =
    version === undefined
      ? (await planVersions(database))[0]
      : /^\d{1,9}$/u.test(version)
        ? await planVersion(database, Number(version))
        : undefined
  if (found === undefined)
    return refuse(terminal, `there is no version "${version ?? ''}"; "stamm plan list" lists them`)
  const text =
    words === undefined
      ? found.text
      : describePlan(planOf(found))
          .map(told => `${told[words]}\n`)
          .join('')
  terminal.stdout.write(text)
  return 0
}
