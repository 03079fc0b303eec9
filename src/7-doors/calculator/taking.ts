import { readFile } from 'node:fs/promises'
import { zone as zoneNamed, type Zone } from '#ground/period'
import { whoseCustomers } from '#people/structure'
import { defaultReading, moments, type Reading } from '#volume/kinds'
import type { Language } from '#earnings/scalar'

/** The files that a plan is computed from, and how they are read. */
export type PlanFiles = {
  readonly plan: string
  readonly contacts: string
  readonly orders: string
  readonly changes: string | undefined
  readonly ranksByHand: string | undefined
  readonly zone: Zone
  readonly reading: Reading
  readonly language: Language
}

const text = { type: 'string' } as const

/** The options of every command that computes a plan from files. */
export const planFileOptions = {
  plan: text,
  contacts: text,
  orders: text,
  changes: text,
  'ranks-by-hand': text,
  zone: text,
  customers: text,
  moment: text,
  language: text,
  help: { type: 'boolean', default: false },
} as const

/** What each of them means, for whoever asks for help. */
export const planFileUsage = `  --plan FILE        the compensation plan in YAML; examples/plans has some, and the schema for editors
  --contacts FILE    id,role,sponsor,joined           a contact as he joined; sponsor empty = the house
  --orders FILE      order,contact,at,kind,net,points,group  kind: order or return; points and group may be missing
  --changes FILE     contact,at,role,sponsor          from that moment on; empty = unchanged, "house" = the house
  --ranks-by-hand FILE  partner,rank,from,until,reason  ranks the company gave; until empty = open`

export const readingUsage = `  --language de|en   of what is told in words (default en)
  --zone ZONE        the company's time zone (default Europe/Berlin)
  --customers WHOSE  whose customers count as a partner's: nearest, direct or recruited (default nearest)
  --moment MOMENT    which moment decides the owner: order or period-end (default order)

Exit code 0 with the result, 2 when something is wrong with the input (told on stderr, and nothing is printed as a result).
`

type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

type Wanted<T> = [name: string, expected: string, parse: (value: string) => T | undefined, whenMissing?: T]

export type Take = <T>(...wanted: Wanted<T>) => T

/** Takes one option after the other; what is missing or wrong is told in `because`. */
export const takerOf =
  (values: Given, because: string[]): Take =>
  <T>(...[name, expected, parse, whenMissing]: Wanted<T>): T => {
    const value = values[name]
    if (value === undefined && whenMissing !== undefined) return whenMissing
    const parsed = typeof value === 'string' ? parse(value) : undefined
    if (parsed === undefined)
      because.push(
        `option --${name}: found ${value === undefined || value === '' ? 'nothing' : JSON.stringify(value)}, expected ${expected}`,
      )
    return parsed as T
  }

export const takePlan = (take: Take): Pick<PlanFiles, 'plan' | 'language'> => ({
  plan: take('plan', 'the file of the plan', given),
  language: take('language', 'de or en', oneOf(languages), 'en'),
})

export const takeFiles = (take: Take): Omit<PlanFiles, 'plan' | 'language'> => ({
  contacts: take('contacts', 'the file of contacts', given),
  orders: take('orders', 'the file of orders', given),
  changes: optional(take, 'changes'),
  ranksByHand: optional(take, 'ranks-by-hand'),
  zone: take('zone', 'a time zone such as Europe/Berlin', zoneOf, 'Europe/Berlin' as Zone),
  reading: {
    whose: take('customers', `one of ${whoseCustomers.join(', ')}`, oneOf(whoseCustomers), defaultReading.whose),
    moment: take('moment', 'one of order, period-end', momentOf, defaultReading.moment),
  },
})

const optional = (take: Take, name: string): string | undefined =>
  take<string | false>(name, 'a file', given, false) || undefined

const languages = ['de', 'en'] as const

export const given = (value: string): string | undefined => (value === '' ? undefined : value)

export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (value: string): T | undefined =>
    words.find(word => word === value)

const momentOf = (value: string) => moments.find(moment => moment.replace(' ', '-') === value)

const zoneOf = (value: string): Zone | undefined => {
  try {
    return zoneNamed(value)
  } catch {
    return undefined
  }
}

/** The text of a file; undefined when there is none to read. */
export const textOf = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}
