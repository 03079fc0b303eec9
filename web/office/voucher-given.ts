import { cents, parseCents } from '#ground/money'
import { always, dayOf, parseInstant, type Instant, type Zone } from '#ground/period'
import { wordOf } from '../ui/asked.ts'
import type { OfficeVouchers } from '../ui/context.ts'

type NewTemplate = Parameters<OfficeVouchers['makeTemplate']>[0]['template']
export type Fault = 'missing' | 'amount' | 'percent' | 'day' | 'order' | 'limit'
export const fields = ['name', 'value', 'minimum', 'from', 'until', 'limitPerCode', 'limitInAll'] as const
export type Field = (typeof fields)[number]
export const countries = ['DE', 'AT', 'CH', 'GB'] as const

export type Typed = Readonly<Record<Field, string>> & {
  readonly kind: 'amount' | 'percent'
  readonly countries: readonly string[]
  readonly ticked: readonly string[]
}

export const ticks = ['newCustomersOnly', 'lowersPoints', 'forPartners'] as const

/** What was typed, as it was typed, so that a form can be shown again. */
export const typedIn = (form: FormData): Typed => ({
  ...(Object.fromEntries(fields.map(field => [field, wordOf(form, field)])) as Record<Field, string>),
  kind: wordOf(form, 'kind') === 'percent' ? 'percent' : 'amount',
  countries: countries.filter(code => form.getAll('countries').includes(code)),
  ticked: ticks.filter(name => form.has(name)),
})

/** What an empty form begins with. */
export const usual = (now: Instant, zone: Zone): Typed => ({
  name: '',
  value: '',
  minimum: '',
  from: dayOf(now, zone),
  until: '',
  limitPerCode: '',
  limitInAll: '',
  kind: 'amount',
  countries: [],
  ticked: ['newCustomersOnly', 'forPartners'],
})

type Given =
  | { readonly is: 'given'; readonly template: NewTemplate }
  | { readonly is: 'faulty'; readonly faults: Partial<Record<Field, Fault>> }

type Company = { readonly currency: string; readonly zone: Zone }

/** A template as the form tells it, or what is wrong with which field. */
export const templateGiven = (typed: Typed, { currency, zone }: Company): Given => {
  const parts = partsOf(typed, zone)
  const faults = faultsOf(typed, parts)
  if (Object.keys(faults).length > 0) return { is: 'faulty', faults }
  const isTicked = (name: (typeof ticks)[number]) => typed.ticked.includes(name)
  const value = parts.value!
  const template: NewTemplate = {
    name: typed.name,
    discount:
      typed.kind === 'amount' ? { kind: 'amount', amount: value } : { kind: 'percent', basisPoints: Number(value) },
    currency,
    minimum: parts.minimum!,
    from: parts.from!,
    until: parts.until!,
    countries: typed.countries.length === 0 ? null : typed.countries,
    newCustomersOnly: isTicked('newCustomersOnly'),
    lowersPoints: isTicked('lowersPoints'),
    forPartners: isTicked('forPartners'),
    limitPerCode: parts.limitPerCode ?? null,
    limitInAll: parts.limitInAll ?? null,
  }
  return { is: 'given', template }
}

// Undefined is what cannot be read; a limit of null is none.
const partsOf = (typed: Typed, zone: Zone) => ({
  value: parseCents(typed.value),
  minimum: typed.minimum === '' ? cents(0) : parseCents(typed.minimum),
  from: parseInstant(typed.from, zone),
  until: typed.until === '' ? always.until : dayAfter(typed.until, zone),
  limitPerCode: limitOf(typed.limitPerCode),
  limitInAll: limitOf(typed.limitInAll),
})

type Parts = ReturnType<typeof partsOf>

// The last day is still within.
const dayAfter = (day: string, zone: Zone): Instant | undefined => {
  const next = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(next.getTime())) return undefined
  next.setUTCDate(next.getUTCDate() + 1)
  return parseInstant(next.toISOString().slice(0, 10), zone)
}

const limitOf = (text: string): number | null | undefined => {
  if (text === '') return null
  return /^[1-9]\d{0,6}$/u.test(text) ? Number(text) : undefined
}

const faultsOf = (typed: Typed, parts: Parts): Partial<Record<Field, Fault>> => ({
  ...(typed.name === '' && { name: 'missing' }),
  ...(!isValue(typed, parts.value) && { value: typed.kind }),
  ...((parts.minimum === undefined || parts.minimum < 0) && { minimum: 'amount' }),
  ...(parts.from === undefined && { from: 'day' }),
  ...untilFault(parts),
  ...(parts.limitPerCode === undefined && { limitPerCode: 'limit' }),
  ...(parts.limitInAll === undefined && { limitInAll: 'limit' }),
})

const isValue = ({ kind }: Typed, value: Parts['value']): boolean =>
  value !== undefined && value > 0 && (kind === 'amount' || value <= 10_000)

const untilFault = ({ from, until }: Parts): { until?: Fault } => {
  if (until === undefined) return { until: 'day' }
  return from !== undefined && until <= from ? { until: 'order' } : {}
}
