import { parseArgs } from 'node:util'
import { parseInstant, zone, type Zone } from '#ground/period'
import type { Policy } from './contact-plan.ts'

export const usage = `stamm import: brings contacts or orders into the company's database, all of a file or nothing

  stamm import contacts FILE.csv [--update] [--joined DATE]
      reference, role [, sponsor, joined, kind, given name, family name, firm, email, phone, street, postal code, city, country, language]
      role: prospect, customer, partner or former partner; sponsor: a reference, nothing is the house
  stamm import orders FILE.csv [--update]
      order, contact, at, net [, kind, return, article, description, quantity, vat, points, paid, shipped, reason, reason class]
      one row for each line of an order; kind: order (default) or return; reason class: withdrawal, goodwill, defect or unpaid

  --dry-run     says what would happen and changes nothing
  --zone ZONE   the time zone of moments without one (default: the company's)
  --update      contacts who are there get the file's names, addresses and languages, and orders that were open the moments
                when they were paid and shipped; without it a difference is an error
  --joined DATE when contacts joined whose day the file leaves open (default: now); their orders from before count below the sponsor they joined with
  --quiet       no progress

Columns in any order, under English or German names; UTF-8 or Windows-1252; comma, semicolon or tab; decimal comma or point.
What is there already and the same is passed over: a file may come twice. Exit code 2 and nothing changed when anything is wrong.
`

const options = {
  'dry-run': { type: 'boolean', default: false },
  zone: { type: 'string' },
  update: { type: 'boolean', default: false },
  joined: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

export type Asked = {
  readonly what: 'contacts' | 'orders'
  readonly path: string
  readonly zone: Zone | undefined
  readonly mode: 'import' | 'dry run'
  readonly policy: Policy
  /** As told: a moment of the zone. */
  readonly joined: string | undefined
  readonly isQuiet: boolean
}

const utc = zone('UTC')

const zoneNamed = (name: string): Zone | null => {
  try {
    return zone(name)
  } catch {
    return null
  }
}

/** Reads what stands behind `stamm import`; a text says what is wrong. */
export const readAsked = (args: readonly string[]): Asked | string => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (values.help) return 'help'
    const [what, path, ...rest] = positionals
    const inZone = values.zone === undefined ? undefined : zoneNamed(values.zone)
    if (inZone === null)
      return `option --zone: found ${JSON.stringify(values.zone)}, expected a time zone such as Europe/Berlin`
    if (values.joined !== undefined && parseInstant(values.joined, utc) === undefined)
      return `option --joined: found ${JSON.stringify(values.joined)}, expected a moment such as 2020-01-31`
    if ((what !== 'contacts' && what !== 'orders') || path === undefined || rest.length > 0)
      return 'found no "contacts FILE.csv" or "orders FILE.csv"; stamm import --help tells how it is used'
    return {
      what,
      path,
      zone: inZone,
      mode: values['dry-run'] ? 'dry run' : 'import',
      policy: values.update ? 'update' : 'refuse',
      joined: values.joined,
      isQuiet: values.quiet,
    }
  } catch (error) {
    // Node says first what is wrong, and then much about positional arguments.
    if (error instanceof TypeError)
      return `${error.message.split(/\.\s|\n/u)[0]}; stamm import --help tells how it is used`
    throw error
  }
}
