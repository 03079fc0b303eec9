import { randomBytes } from 'node:crypto'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { zone, type Instant, type Zone } from '#ground/period'
import { createLogin, demoLogins } from '#doors/auth/store.ts'
import { progressOn } from '#doors/connectors'
import { createCompany, seedDemo, type NewCompany } from '#doors/demo'
import type { Terminal } from './index.ts'

/** What the first start makes where no company is yet. */
export type FirstStart = Readonly<Record<'name' | 'country' | 'language' | 'currency' | 'zone' | 'email', string>> & {
  readonly empty: boolean
}

export type Faulty = { readonly is: 'faulty'; readonly because: string }

/** The empty company asked for, or what is wrong with it by option. */
export const newCompanyOf = (first: FirstStart, since: Instant): NewCompany | Faulty => {
  const { name, country, language, currency } = first
  const faults = [
    name.trim() === '' && '--name: expected the name of the company',
    !/^[A-Z]{2}$/u.test(country) && `--country: found "${country}", expected two letters such as DE`,
    language !== 'de' && language !== 'en' && `--language: found "${language}", expected de or en`,
    !/^[A-Z]{3}$/u.test(currency) && `--currency: found "${currency}", expected three letters such as EUR`,
    !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(first.email) && `--email: found "${first.email}", expected an e-mail address`,
    !isZone(first.zone) && `--zone: found "${first.zone}", expected a time zone such as Europe/Berlin`,
  ]
  const because = faults.find(fault => fault !== false)
  if (because !== undefined) return { is: 'faulty', because }
  return { name, country, language: language === 'de' ? 'de' : 'en', currency, zone: zone(first.zone), since }
}

const isZone = (name: string): boolean => {
  try {
    return zone(name) === name
  } catch {
    return false
  }
}

type Making = { readonly asked: NewCompany | 'demo'; readonly email: string; readonly terminal: Terminal }

/** Makes the company where there is none. Answers the lines about who may sign in that will not be told again. */
export const makeCompany = async (database: Database, { asked, email, terminal }: Making): Promise<string[]> => {
  if (asked === 'demo') {
    if (!(await isThere(database))) await seedDemo({ database, progress: progressOn(terminal.stderr) })
    return []
  }
  const password = randomBytes(12).toString('base64url')
  const made = await inTransaction(database, async transaction => {
    const { is } = await createCompany(transaction, asked)
    if (is === 'created') await createFirstLogin(transaction, { name: asked.name, email, password })
    return is
  })
  return made === 'there' ? [] : [`Sign in as ${email} with ${password} (shown this once)`]
}

type FirstLogin = { readonly name: string; readonly email: string; readonly password: string }

const createFirstLogin = async (database: Database, first: FirstLogin): Promise<void> => {
  const login = await createLogin(database, { ...first, role: 'company', contact: null })
  if (login.is === 'refused') throw new Error(`the first login ${first.email} is refused: ${login.because}`)
}

const isThere = async (database: Database): Promise<boolean> =>
  (await database.selectFrom('company').select('name').executeTakeFirst()) !== undefined

export type House = { readonly name: string; readonly zone: Zone; readonly logins: readonly string[] }

/** What the start says about the company: its name, and a demo's logins. */
export const houseOf = async (database: Database): Promise<House> => {
  const { name, zone } = await database.selectFrom('company').select(['name', 'zone']).executeTakeFirstOrThrow()
  const logins = (await demoLogins(database)).map(
    login =>
      `Sign in as ${login.role === 'company' ? 'the company' : 'a partner'}: ${login.email} with ${login.password}`,
  )
  return { name, zone: zone as Zone, logins }
}
