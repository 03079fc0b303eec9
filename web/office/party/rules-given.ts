import { decimalOfCents, parseCents, type Cents } from '#ground/money'
import { wordOf } from '../../ui/asked.ts'
import type { PartyRules } from '../../ui/context.ts'

/** What is typed into a field: percentages with two decimals are basis points, as amounts with two are cents. */
export const kinds = {
  'policy.graceDays': 'count',
  'policy.longestOpenDays': 'count',
  'policy.plannedAheadDays': 'count',
  'policy.reopening': 'choice',
  'orders.collectivePrices': 'choice',
  'orders.sharedParcel': 'choice',
  'scheme.name': 'text',
  'scheme.turnover': 'choice',
  'scheme.percentOf': 'choice',
  'scheme.booking.credit': 'amount',
  'scheme.booking.from': 'choice',
  'scheme.booking.most': 'count',
  'scheme.pastHost.credit': 'amount',
  'scheme.pastHost.withinDays': 'count',
  'scheme.mostCredit': 'amount',
  'scheme.mostPercent': 'percent',
  'scheme.rounding.to': 'amount',
  'scheme.rounding.how': 'choice',
  'scheme.redeemable': 'choice',
} as const

export type RuleField = keyof typeof kinds

export const tierKinds = {
  from: 'amount',
  guests: 'count',
  percent: 'percent',
  credit: 'amount',
  halfPrice: 'count',
} as const

export type TierField = keyof typeof tierKinds

type Kind = (typeof kinds)[RuleField]

export const fields = Object.keys(kinds) as RuleField[]
export const tierFields = Object.keys(tierKinds) as TierField[]

const mostTiers = 20
const freeRows = 3

/** What stands in the form, by the field; tiers row by row. */
export type Typed = {
  readonly fields: Readonly<Record<string, string>>
  readonly tiers: readonly Readonly<Record<TierField, string>>[]
}

const emptyRow = Object.fromEntries(tierFields.map(field => [field, ''])) as Record<TierField, string>

/** The rows that are filled, and some to fill. */
const withFreeRows = (tiers: Typed['tiers']): Typed['tiers'] => [
  ...tiers,
  ...Array.from({ length: Math.min(freeRows, mostTiers - tiers.length) }, () => emptyRow),
]

export const tierName = (row: number, field: TierField): string => `scheme.tiers.${row}.${field}`

/** What was typed, as and where it was typed. */
export const typedIn = (form: FormData): Typed => {
  const rows = Array.from(
    { length: mostTiers },
    (_, row) =>
      Object.fromEntries(
        tierFields.map(field => [field, wordOf(form, tierName(row, field))]),
      ) as Typed['tiers'][number],
  )
  return {
    fields: Object.fromEntries(fields.map(field => [field, wordOf(form, field)])),
    tiers: withFreeRows(rows.slice(0, rows.findLastIndex(isFilled) + 1)),
  }
}

const isFilled = (row: Typed['tiers'][number]) => tierFields.some(field => row[field] !== '')

/** What the form begins with. */
export const typedOf = (rules: PartyRules): Typed => ({
  fields: Object.fromEntries(fields.map(field => [field, shown(valueAt(rules, field), kinds[field])])),
  tiers: withFreeRows(
    rules.scheme.tiers.map(
      tier =>
        Object.fromEntries(tierFields.map(field => [field, shown(tier[field], tierKinds[field])])) as typeof emptyRow,
    ),
  ),
})

const valueAt = (rules: PartyRules, field: RuleField): string | number | null =>
  field.split('.').reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], rules) as
    | string
    | number
    | null

const shown = (value: string | number | null, kind: Kind): string => {
  if (value === null) return ''
  return kind === 'amount' || kind === 'percent' ? decimalOfCents(value as Cents) : String(value)
}

// What cannot be read stays text, which the check refuses by its field's name.
const valueOf = (text: string, kind: Kind): unknown => {
  if (kind === 'count') return /^\d{1,6}$/u.test(text) ? Number(text) : text
  return kind === 'amount' || kind === 'percent' ? (parseCents(text) ?? text) : text
}

const tierPattern = /^scheme\.tiers\.(\d+)\.(\w+)$/u

/** The row and the field of a tier that a field's name tells; undefined where it tells another. */
export const tierPlaceOf = (name: string): { readonly row: number; readonly field: TierField } | undefined => {
  const match = tierPattern.exec(name)
  return match === null ? undefined : { row: Number(match[1]), field: match[2] as TierField }
}

/** The field of the form that is meant: an empty row is no tier, so a tier can stand further down than its place. */
export const fieldMeant = (name: string, { tiers }: Typed): string => {
  const place = tierPlaceOf(name)
  if (place === undefined) return name
  const rows = [...tiers.keys()].filter(row => isFilled(tiers[row]!))
  return tierName(rows[place.row]!, place.field)
}

/** The rules as the form tells them, not checked yet. */
export const rulesGiven = ({ fields: typed, tiers }: Typed): Readonly<Record<keyof PartyRules, unknown>> => {
  const value = (field: RuleField) => valueOf(typed[field]!, kinds[field])
  const orNone = (field: RuleField) => (typed[field] === '' ? null : value(field))
  const part = (prefix: string, names: readonly string[]) =>
    Object.fromEntries(names.map(name => [name, value(`${prefix}.${name}` as RuleField)]))
  return {
    policy: part('policy', ['graceDays', 'longestOpenDays', 'plannedAheadDays', 'reopening']),
    orders: part('orders', ['collectivePrices', 'sharedParcel']),
    scheme: {
      ...part('scheme', ['name', 'turnover', 'percentOf', 'redeemable']),
      booking: part('scheme.booking', ['credit', 'from', 'most']),
      pastHost: part('scheme.pastHost', ['credit', 'withinDays']),
      rounding: part('scheme.rounding', ['to', 'how']),
      mostCredit: orNone('scheme.mostCredit'),
      mostPercent: orNone('scheme.mostPercent'),
      tiers: tiers.filter(isFilled).map(tierGiven),
    },
  }
}

// What is left empty in a row that is filled is nothing.
const tierGiven = (row: Typed['tiers'][number]) =>
  Object.fromEntries(tierFields.map(field => [field, valueOf(row[field] === '' ? '0' : row[field], tierKinds[field])]))
