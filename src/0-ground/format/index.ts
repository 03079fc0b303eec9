import type { Cents, Points } from '#ground/money'
import type { Instant, Period, Zone } from '#ground/period'

export type Language = 'de' | 'en'

// Written out by hand rather than by Intl: server and browser must print the same, and their Intl data differ by version.
type Style = {
  readonly decimal: string
  readonly group: string
  readonly currencyLast: boolean
  readonly percentGap: string
}

const styles: Readonly<Record<Language, Style>> = {
  de: { decimal: ',', group: '.', currencyLast: true, percentGap: '\u00a0' },
  en: { decimal: '.', group: ',', currencyLast: false, percentGap: '' },
}

const signs: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$', CHF: 'CHF', JPY: '¥' }
const minus = '\u2212'

const grouped = (digits: string, group: string) => digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, group)

const fixed = (value: number, digits: number, { decimal, group }: Style): string => {
  const text = String(Math.abs(value)).padStart(digits + 1, '0')
  const whole = grouped(digits === 0 ? text : text.slice(0, -digits), group)
  return digits === 0 ? whole : `${whole}${decimal}${text.slice(-digits)}`
}

const signed = (value: number, text: string) => (value < 0 ? `${minus}${text}` : text)

const monthNames: Readonly<Record<Language, readonly string[]>> = {
  de: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}
const shortMonthNames: Readonly<Record<Language, readonly string[]>> = {
  de: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>>

// To ask Intl for a calendar takes half a millisecond, and there are few zones.
const calendars = new Map<Zone, Intl.DateTimeFormat>()

// Only the numbers come from Intl: the calendar of the zone. Their order and words are ours.
const calendarOf = (zone: Zone): Intl.DateTimeFormat => {
  const known = calendars.get(zone)
  if (known !== undefined) return known
  const calendar = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  calendars.set(zone, calendar)
  return calendar
}

const partsFinder = (zone: Zone): ((at: Instant) => Parts) => {
  const calendar = calendarOf(zone)
  return at => Object.fromEntries(calendar.formatToParts(at).map(({ type, value }) => [type, value])) as Parts
}

const dayText = (language: Language, { year, month, day }: Parts) =>
  language === 'de'
    ? `${Number(day)}.\u00a0${monthNames.de[Number(month) - 1]!} ${year}`
    : `${Number(day)} ${monthNames.en[Number(month) - 1]!} ${year}`

const shortDayText = (language: Language, { year, month, day }: Parts) =>
  language === 'de' ? `${day}.${month}.${year}` : `${Number(day)} ${shortMonthNames.en[Number(month) - 1]!} ${year}`

const monthOf = (period: Period) => ({ year: period.slice(0, 4), month: Number(period.slice(5)) - 1 })

/**
 * How amounts, counts and moments are written in a language, a currency and a zone.
 * - `money(123450)` "1.234,50 €" or "€1,234.50"; `moneyRounded` without the cents
 * - `points(12500)` "12,5"; `share(834)`, in per mille, "83,4 %"
 * - `change(-52)`, in per mille, "−5,2 %" with a sign in front; `month` "Oktober 2011", `day` "5. Oktober 2011"
 */
export const formatsOf = (language: Language, currency: string, zone: Zone) => {
  const style = styles[language]
  const sign = signs[currency] ?? currency
  const gap = sign.length > 1 ? '\u00a0' : ''
  const withCurrency = (value: number, amount: string) =>
    signed(value, style.currencyLast ? `${amount}\u00a0${sign}` : `${sign}${gap}${amount}`)
  const partsOf = partsFinder(zone)
  const share = (perMille: number) => `${signed(perMille, fixed(Math.round(perMille), 1, style))}${style.percentGap}%`
  return {
    language,
    money: (amount: Cents) => withCurrency(amount, fixed(amount, 2, style)),
    moneyRounded: (amount: Cents) => withCurrency(Math.round(amount / 100), fixed(Math.round(amount / 100), 0, style)),
    points: (amount: Points) => signed(amount, fixed(amount, 3, style).replace(/[.,]?0+$/u, '')),
    count: (value: number) => signed(value, fixed(value, 0, style)),
    share,
    change: (perMille: number) => (perMille > 0 ? `+${share(perMille)}` : share(perMille)),
    month: (period: Period) => `${monthNames[language][monthOf(period).month]!} ${monthOf(period).year}`,
    monthShort: (period: Period) =>
      `${shortMonthNames[language][monthOf(period).month]!} ${monthOf(period).year.slice(2)}`,
    day: (at: Instant) => dayText(language, partsOf(at)),
    dayShort: (at: Instant) => shortDayText(language, partsOf(at)),
    moment: (at: Instant) => `${shortDayText(language, partsOf(at))}, ${partsOf(at).hour}:${partsOf(at).minute}`,
  }
}

export type Formats = ReturnType<typeof formatsOf>
