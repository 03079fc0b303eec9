import { decimalOfCents, parseCents, type Cents } from '#ground/money'
import { wordOf } from '../ui/asked.ts'
import type { SellingSettings } from '../ui/context.ts'

export const countries = ['DE', 'AT', 'CH', 'GB'] as const
export const currencies = ['EUR', 'CHF', 'GBP'] as const
export const wordLists = ['reserved', 'offensive', 'harmless'] as const
export const limits = ['codesPerPartner', 'redemptions', 'hours'] as const

export type Typed = Readonly<Record<string, string>>

const names = [
  ...countries.flatMap(country => [`cost.${country}`, `freeFrom.${country}`]),
  ...currencies.map(currency => `rate.${currency}`),
  ...limits,
]

// Lists are longer than any word.
const textOf = (form: FormData, name: string): string => {
  const text = form.get(name)
  return typeof text === 'string' ? text.slice(0, 70_000) : ''
}

/** What was typed, as it was typed, so that a form can be shown again. */
export const typedIn = (form: FormData): Typed =>
  Object.fromEntries([
    ...names.map(name => [name, wordOf(form, name)]),
    ...wordLists.map(name => [name, textOf(form, name)]),
  ])

/** What the form begins with. */
export const typedOf = ({ shipping, exchange, vouchers }: SellingSettings): Typed => ({
  ...Object.fromEntries(
    countries.flatMap(country => [
      [`cost.${country}`, shownCents(shipping[country]?.cost)],
      [`freeFrom.${country}`, shownCents(shipping[country]?.freeFrom)],
    ]),
  ),
  ...Object.fromEntries(currencies.map(currency => [`rate.${currency}`, shownRate(exchange[currency])])),
  ...Object.fromEntries(wordLists.map(list => [list, vouchers[list].join('\n')])),
  codesPerPartner: String(vouchers.codesPerPartner),
  redemptions: String(vouchers.spread.redemptions),
  hours: String(vouchers.spread.hours),
})

const shownCents = (amount: Cents | null = null): string => (amount === null ? '' : decimalOfCents(amount))

type Rate = { readonly numerator: number; readonly denominator: number }

const shownRate = (rate: Rate | undefined): string =>
  rate === undefined ? '' : String(Number((rate.numerator / rate.denominator).toFixed(6)))

const rateOf = (text: string): Rate | undefined => {
  const match = /^(\d{1,6})(?:[.,](\d{1,6}))?$/u.exec(text)
  if (match === null) return undefined
  const decimals = match[2] ?? ''
  const numerator = Number(match[1]! + decimals)
  return numerator === 0 ? undefined : { numerator, denominator: 10 ** decimals.length }
}

const numberIn = (text: string, { least, most }: { readonly least: number; readonly most: number }) => {
  const number = /^\d{1,6}$/u.test(text) ? Number(text) : undefined
  return number !== undefined && number >= least && number <= most ? number : undefined
}

const ranges = {
  codesPerPartner: { least: 1, most: 10_000 },
  redemptions: { least: 2, most: 100_000 },
  hours: { least: 1, most: 720 },
}

export type Given =
  | { readonly is: 'given'; readonly settings: SellingSettings }
  /** The fields that cannot be read. */
  | { readonly is: 'faulty'; readonly faults: readonly string[] }

/** The settings as the form tells them. An empty cost: nothing is delivered there; what the form does not show stays as it is. */
export const sellingGiven = (typed: Typed, kept: SellingSettings): Given => {
  const faults = faultsOf(typed)
  if (faults.length > 0) return { is: 'faulty', faults }
  const number = (name: (typeof limits)[number]) => Number(typed[name])
  return {
    is: 'given',
    settings: {
      shipping: shippingOf(typed, kept.shipping),
      exchange: exchangeOf(typed, kept.exchange),
      vouchers: {
        reserved: linesOf(typed['reserved']!),
        offensive: linesOf(typed['offensive']!),
        harmless: linesOf(typed['harmless']!),
        codesPerPartner: number('codesPerPartner'),
        spread: { redemptions: number('redemptions'), hours: number('hours') },
      },
    },
  }
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/u)
      .map(line => line.trim())
      .filter(Boolean),
  ),
]

const faultsOf = (typed: Typed): string[] => [
  ...countries.flatMap(country => [`cost.${country}`, `freeFrom.${country}`]).filter(name => !isSum(typed[name]!)),
  ...countries.flatMap(country =>
    typed[`cost.${country}`] === '' && typed[`freeFrom.${country}`] !== '' ? [`cost.${country}`] : [],
  ),
  ...currencies
    .map(currency => `rate.${currency}`)
    .filter(name => (typed[name] ?? '') !== '' && rateOf(typed[name]!) === undefined),
  ...limits.filter(name => numberIn(typed[name]!, ranges[name]) === undefined),
  ...wordLists.filter(list => {
    const lines = linesOf(typed[list]!)
    return lines.length > 1000 || lines.some(line => line.length > 60)
  }),
]

const isSum = (text: string): boolean => text === '' || (parseCents(text) ?? -1) >= 0

const shippingOf = (typed: Typed, kept: SellingSettings['shipping']): SellingSettings['shipping'] => ({
  ...Object.fromEntries(Object.entries(kept).filter(([country]) => !countries.some(shown => shown === country))),
  ...Object.fromEntries(
    countries.flatMap(country => {
      const cost = parseCents(typed[`cost.${country}`]!)
      return cost === undefined
        ? []
        : [[country, { cost, freeFrom: parseCents(typed[`freeFrom.${country}`]!) ?? null }]]
    }),
  ),
})

const exchangeOf = (typed: Typed, kept: SellingSettings['exchange']): SellingSettings['exchange'] => ({
  ...Object.fromEntries(Object.entries(kept).filter(([currency]) => !currencies.some(shown => shown === currency))),
  ...Object.fromEntries(
    currencies.flatMap(currency => {
      const text = typed[`rate.${currency}`] ?? ''
      // A fraction that no decimals tell stays what it is unless somebody changes it.
      const rate = kept[currency] !== undefined && text === shownRate(kept[currency]) ? kept[currency] : rateOf(text)
      return rate === undefined ? [] : [[currency, rate]]
    }),
  ),
})
