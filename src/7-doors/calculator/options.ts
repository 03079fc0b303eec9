import { parsePeriod, zone as zoneNamed, type Period, type Zone } from '#ground/period'
import { whoseCustomers } from '#people/structure'
import type { Unit } from './orders.ts'
import { defaultReading, moments, type Reading } from '#volume/kinds'

export type Options = {
  readonly contacts: string
  readonly orders: string
  readonly changes: string | undefined
  readonly period: Period
  readonly zone: Zone
  readonly reading: Reading
  readonly unit: Unit
}

export type Asked =
  | { readonly is: 'help' }
  | { readonly is: 'options'; readonly options: Options }
  | { readonly is: 'refused'; readonly because: readonly string[] }

export const usage = `Usage: stamm volumes --contacts FILE --orders FILE [--changes FILE] --period YYYY-MM [options]

Computes from CSV files, without a database, each address's personal volume and each partner's customer, own and team volume,
and prints them as CSV: contact,role,personal,customers,own,team

  --contacts FILE    id,role,sponsor,joined           a contact as he joined; sponsor empty = the house
  --orders FILE      order,contact,at,kind,net,points  kind: order or return
  --changes FILE     contact,at,role,sponsor          from that moment on; empty = unchanged, "house" = the house
  --period YYYY-MM   the month to compute, such as 2011-10
  --zone ZONE        the company's time zone (default Europe/Berlin)
  --customers WHOSE  whose customers count as a partner's (default nearest)
                       direct     those directly below him
                       nearest    also customers of customers, with no partner between
                       recruited  those he recruited, whoever is their sponsor now
  --moment MOMENT    which moment decides the owner: order or period-end (default order)
  --points           points instead of money; the orders need a column points
  --help             this text

Files: UTF-8 or Windows-1252, comma, semicolon or tab, decimal comma or point, columns in any order.
Exit code 0 with the result, 2 when something is wrong with the input (told on stderr, and nothing is printed as a result).
`

const names = ['contacts', 'orders', 'changes', 'period', 'zone', 'customers', 'moment', 'points', 'help'] as const
type Name = (typeof names)[number]
const isFlag = (name: Name) => name === 'points' || name === 'help'

/** Reads what stands behind `stamm volumes`. */
export const readOptions = (args: readonly string[]): Asked => {
  const because: string[] = []
  const given = valuesIn(args, because)
  if (given.has('help')) return { is: 'help' }
  const options = optionsOf(given, because)
  return because.length > 0 ? { is: 'refused', because } : { is: 'options', options }
}

type Given = ReadonlyMap<Name, string>

const valuesIn = (args: readonly string[], because: string[]): Given => {
  const given = new Map<Name, string>()
  for (let next = 0; next < args.length; next += 1) {
    const [word, inline] = cutAtEquals(args[next]!)
    const name = names.find(name => `--${name}` === word)
    if (name === undefined) because.push(`found ${JSON.stringify(word)}, expected one of --${names.join(', --')}`)
    else if (given.has(name)) because.push(`option --${name}: found it twice, expected it once`)
    if (name === undefined) continue
    const takesNext = !isFlag(name) && inline === undefined && args[next + 1]?.startsWith('--') === false
    given.set(name, inline ?? (takesNext ? args[next + 1]! : ''))
    if (takesNext) next += 1
  }
  return given
}

const cutAtEquals = (arg: string): [string, string | undefined] => {
  const cut = arg.startsWith('--') ? arg.indexOf('=') : -1
  return cut === -1 ? [arg, undefined] : [arg.slice(0, cut), arg.slice(cut + 1)]
}

const optionsOf = (given: Given, because: string[]): Options => {
  const required = <T>(name: Name, expected: string, parse: (value: string) => T | undefined): T | undefined => {
    const value = given.get(name) ?? ''
    const parsed = parse(value)
    if (parsed === undefined)
      because.push(`option --${name}: found ${value === '' ? 'nothing' : JSON.stringify(value)}, expected ${expected}`)
    return parsed
  }
  const optional: typeof required = (name, expected, parse) =>
    given.has(name) ? required(name, expected, parse) : undefined
  optional('points', 'no value', value => (value === '' ? value : undefined))
  return {
    contacts: required('contacts', 'the file of contacts', fileNamed) ?? '',
    orders: required('orders', 'the file of orders', fileNamed) ?? '',
    changes: optional('changes', 'the file of changes', fileNamed),
    period: required('period', 'a month such as 2011-10', parsePeriod) ?? ('' as Period),
    zone: optional('zone', 'a time zone such as Europe/Berlin', zoneOf) ?? ('Europe/Berlin' as Zone),
    reading: {
      whose: optional('customers', oneIn(whoseCustomers), among(whoseCustomers)) ?? defaultReading.whose,
      moment: optional('moment', oneIn(moments), among(moments)) ?? defaultReading.moment,
    },
    unit: given.has('points') ? 'points' : 'net',
  }
}

const fileNamed = (value: string) => (value === '' ? undefined : value)

// "period end" is one word on the command line.
const spelt = (word: string) => word.replace(' ', '-')

const oneIn = (words: readonly string[]) => `one of ${words.map(spelt).join(', ')}`

const among =
  <T extends string>(words: readonly T[]) =>
  (value: string) =>
    words.find(word => spelt(word) === value)

const zoneOf = (name: string): Zone | undefined => {
  try {
    return zoneNamed(name)
  } catch {
    return undefined
  }
}
