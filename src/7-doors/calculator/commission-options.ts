import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parsePeriod, zone as zoneNamed, type Period, type Zone } from '#ground/period'
import { whoseCustomers } from '#people/structure'
import { defaultReading, moments, type Reading } from '#volume/kinds'
import type { Language } from '#earnings/scalar'

export type CommissionOptions = {
  readonly plan: string
  readonly contacts: string
  readonly orders: string
  readonly changes: string | undefined
  readonly ranksByHand: string | undefined
  readonly period: Period
  readonly zone: Zone
  readonly reading: Reading
  readonly language: Language
  readonly show: 'lines' | 'ranks' | { readonly explain: string }
}

export const commissionUsage = `Usage: stamm commissions --plan FILE --contacts FILE --orders FILE [--changes FILE] --period YYYY-MM [options]
       stamm commissions --plan FILE --words

Computes from a plan and CSV files, without a database, what every partner earns in a month,
and prints it as CSV: partner,rule,base,rate,amount,from,reason

  --plan FILE        the compensation plan in YAML; examples/plans has some, and the schema for editors
  --contacts FILE    id,role,sponsor,joined           a contact as he joined; sponsor empty = the house
  --orders FILE      order,contact,at,kind,net,points,group  kind: order or return; points and group may be missing
  --changes FILE     contact,at,role,sponsor          from that moment on; empty = unchanged, "house" = the house
  --ranks-by-hand FILE  partner,rank,from,until,reason  ranks the company gave; until empty = open
  --period YYYY-MM   the month to compute, such as 2011-10
  --ranks            prints the ranks instead: partner,active,rank,next,missing
  --explain PARTNER  tells in words how a partner's month came to be
  --words            tells in words what the plan says
  --language de|en   of what is told in words (default en)
  --zone ZONE        the company's time zone (default Europe/Berlin)
  --customers WHOSE  whose customers count as a partner's: nearest, direct or recruited (default nearest)
  --moment MOMENT    which moment decides the owner: order or period-end (default order)

Exit code 0 with the result, 2 when something is wrong with the input (told on stderr, and nothing is printed as a result).
`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  plan: text,
  contacts: text,
  orders: text,
  changes: text,
  'ranks-by-hand': text,
  period: text,
  ranks: flag,
  explain: text,
  words: flag,
  language: text,
  zone: text,
  customers: text,
  moment: text,
  help: flag,
} as const

export type AskedCommissions =
  | { readonly is: 'help' }
  | { readonly is: 'words'; readonly plan: string; readonly language: Language }
  | { readonly is: 'options'; readonly options: CommissionOptions }
  | { readonly is: 'refused'; readonly because: readonly string[] }

/**
 * Reads what stands behind `stamm commissions`.
 * @throws TypeError of parseArgs when an option is unknown.
 */
export const readCommissionOptions = (args: readonly string[]): AskedCommissions => {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) return { is: 'help' }
  const because: string[] = []
  const take = takerOf(values, because)
  const [plan, language] = [
    take('plan', 'the file of the plan', given),
    take('language', 'de or en', oneOf(languages), 'en'),
  ]
  if (values.words) return because.length > 0 ? { is: 'refused', because } : { is: 'words', plan, language }
  const taken: CommissionOptions = {
    plan,
    language,
    contacts: take('contacts', 'the file of contacts', given),
    orders: take('orders', 'the file of orders', given),
    changes: values.changes,
    ranksByHand: values['ranks-by-hand'],
    period: take('period', 'a month such as 2011-10', parsePeriod),
    zone: take('zone', 'a time zone such as Europe/Berlin', zoneOf, 'Europe/Berlin' as Zone),
    reading: {
      whose: take('customers', `one of ${whoseCustomers.join(', ')}`, oneOf(whoseCustomers), defaultReading.whose),
      moment: take('moment', 'one of order, period-end', momentOf, defaultReading.moment),
    },
    show: values.explain === undefined ? (values.ranks ? 'ranks' : 'lines') : { explain: values.explain },
  }
  return because.length > 0 ? { is: 'refused', because } : { is: 'options', options: taken }
}

const languages = ['de', 'en'] as const

const takerOf =
  (values: Readonly<Record<string, string | boolean | undefined>>, because: string[]) =>
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

type Wanted<T> = [
  name: keyof typeof options,
  expected: string,
  parse: (value: string) => T | undefined,
  whenMissing?: T,
]

const given = (value: string) => (value === '' ? undefined : value)

const oneOf =
  <T extends string>(words: readonly T[]) =>
  (value: string) =>
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
