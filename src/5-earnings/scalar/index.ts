import { z } from 'zod'
import { decimalOfPoints, parsePoints, type Points } from '#ground/money'
import { dayNumber, dayNumbered, type DayNumber } from '#ground/period'

export { packKept, unpackKept, type Kept } from './kept.ts'

export type Language = 'de' | 'en'

/** A phrase or sentence for people, in both languages. */
export type Told = Readonly<Record<Language, string>>

/** A share of an amount in whole millionths: 3 % is 30,000. */
export type Rate = number

/** An amount as a plan states it, in thousandths of the currency's unit or of a point; the volume beside it says of which. */
export type Quantity = number

/**
 * A value that a plan writes as one text. A plan is read as text, so that no number of it passes through a fraction; editors are told the
 * kinds a value may have.
 */
export const spoken = <T>(
  parse: (text: string) => T | undefined,
  expected: Told,
  types: readonly string[] = ['string'],
) =>
  z
    .unknown()
    .transform((value, context): T => {
      const parsed = typeof value === 'string' ? parse(value.trim()) : undefined
      if (parsed === undefined) context.addIssue({ code: 'custom', params: { expected }, message: expected.en })
      return parsed ?? z.NEVER
    })
    .meta({ type: types, description: expected.en })

const percent = /^(\d+(?:[.,]\d+)?)\s*%$/u

/** "3 %", "2.5%", "2,5 %" in whole millionths; at most four decimals. */
export const parseRate = (text: string): Rate | undefined => {
  const digits = percent.exec(text)?.[1]
  if (digits === undefined) return undefined
  const [whole, fraction = ''] = digits.split(/[.,]/u)
  if (fraction.length > 4) return undefined
  const rate = Number(`${whole}${fraction.padEnd(4, '0')}`)
  return Number.isSafeInteger(rate) && rate <= 1_000_000_000 ? rate : undefined
}

/** "2.5 %" or "2,5 %". */
export const printRate = (rate: Rate, language: Language): string => {
  const digits = `${decimalRate(rate)} %`
  return language === 'de' ? digits.replace('.', ',') : digits
}

/** "2.5": a rate in percent, without needless zeros. */
export const decimalRate = (rate: Rate): string => {
  const [whole, fraction] = [Math.floor(rate / 10_000), rate % 10_000]
  const decimals = String(fraction).padStart(4, '0').replace(/0+$/u, '')
  return decimals === '' ? String(whole) : `${whole}.${decimals}`
}

export const rate = () => spoken(parseRate, { de: 'ein Satz wie 3 % oder 2,5 %', en: 'a rate such as 3 % or 2.5 %' })

export const quantity = () =>
  spoken(
    text => positive(parsePoints(text)),
    { de: 'ein Betrag wie 1000 oder 99.90', en: 'an amount such as 1000 or 99.90' },
    ['number', 'string'],
  )

/** "1000" or "99.9": a quantity without needless zeros. */
export const printQuantity = (value: Quantity): string => decimalOfPoints(value as Points).replace(/\.?0+$/u, '')

const positive = (value: number | undefined) => (value !== undefined && value >= 0 ? value : undefined)

export const whole = (most = 100) =>
  spoken(
    text => (/^\d+$/u.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined),
    { de: `eine ganze Zahl von 1 bis ${most}`, en: `a whole number from 1 to ${most}` },
    ['integer', 'string'],
  )

const daysPer: Readonly<Record<string, number>> = { day: 1, days: 1, week: 7, weeks: 7 }

/** "30 days" or "8 weeks", in days. */
export const span = () =>
  spoken(
    text => {
      const [, count, unit] = /^([1-9]\d{0,2}) (days?|weeks?)$/u.exec(text) ?? []
      return count === undefined ? undefined : Number(count) * daysPer[unit!]!
    },
    { de: '"30 days" (Tage) oder "8 weeks" (Wochen)', en: '"30 days" or "8 weeks"' },
  )

const yesWords: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  ja: true,
  no: false,
  false: false,
  nein: false,
}

export const yes = () =>
  spoken(text => yesWords[text.toLowerCase()], { de: 'yes oder no', en: 'yes or no' }, ['string', 'boolean'])

/** A name of the company's own, in its own language. */
export const name = (expected: Told) => spoken(text => (text === '' ? undefined : text), expected, ['string', 'number'])

export const volumeName = () => name({ de: 'der Name eines Umsatzes', en: 'the name of a volume' })
export const rankName = () => name({ de: 'der Name eines Rangs', en: 'the name of a rank' })

export const month = () =>
  spoken(text => (/^\d{4}-(?:0[1-9]|1[0-2])$/u.test(text) ? text : undefined), {
    de: 'ein Monat wie 2026-01',
    en: 'a month such as 2026-01',
  })

/** The number of a day such as "2026-03-15"; undefined when there is none. */
export const parseDay = (text: string): DayNumber | undefined => {
  const number = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? dayNumber(text) : Number.NaN
  return !Number.isNaN(number) && dayNumbered(number) === text ? number : undefined
}

/** The three letters of a currency. */
export const currency = () =>
  spoken(text => (/^[A-Z]{3}$/u.test(text) ? text : undefined), {
    de: 'eine Währung wie EUR',
    en: 'a currency such as EUR',
  })

/** What is wrong in a plan: where, as a path of keys and places in lists, and what would be right. */
export type Fault = {
  readonly path: readonly (string | number)[]
  /** Undefined when it is the value at the path; else a phrase. */
  readonly found?: Told
  readonly expected: Told
}

/** "a, b or c". */
export const anyOf = (words: readonly string[]): Told => {
  const last = words.at(-1) ?? ''
  const first = words.slice(0, -1).join(', ')
  return first === '' ? { de: last, en: last } : { de: `${first} oder ${last}`, en: `${first} or ${last}` }
}
