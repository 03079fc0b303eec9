import { decimalOfCents, decimalOfPoints, type Cents, type Points } from '#ground/money'
import { printQuantity, printRate, type Language, type Told } from '#earnings/scalar'
import { mostWords, type Paid } from '#earnings/bonus'
import type { Unit } from '#earnings/volume'
import type { Sides } from './pair.ts'
import type { BinaryRule } from './shape.ts'

const spilloverWords: Readonly<Record<BinaryRule['spillover'], Told>> = {
  'weaker side': {
    de: 'auf der Seite, die im Vormonat weniger brachte',
    en: 'on the side that brought less in the month before',
  },
  left: { de: 'ganz links außen', en: 'on the outer left' },
  balanced: { de: 'am nächsten freien Platz von oben', en: 'at the nearest free place from above' },
}

const carryWords = ({ 'carry over': carry }: BinaryRule): Told => {
  if (carry === 'all')
    return { de: 'Was übrig bleibt, zählt im nächsten Monat.', en: 'What is left counts in the next month.' }
  if (carry === 'none') return { de: 'Was übrig bleibt, verfällt.', en: 'What is left is lost.' }
  const most = printQuantity(carry['at most'])
  return {
    de: `Was übrig bleibt, zählt im nächsten Monat bis ${most} je Seite; mehr verfällt.`,
    en: `What is left counts in the next month, up to ${most} a side; more is lost.`,
  }
}

const capWords = (rule: BinaryRule, language: Language): string => {
  const isGerman = language === 'de'
  const caps = mostWords(rule)
  if (caps === '') return ''
  return isGerman
    ? ` Im Monat höchstens ${caps}; was darüber liegt, verfällt.`
    : ` In a month at most ${caps}; what is more is lost.`
}

const unqualifiedWords = ({ needs, unqualified }: BinaryRule): Told => {
  if (needs === undefined) return { de: '', en: '' }
  return unqualified === 'carry'
    ? { de: ' Wer nicht qualifiziert ist, behält beide Seiten.', en: ' Who does not qualify keeps both sides.' }
    : { de: ' Wer nicht qualifiziert ist, verliert beide Seiten.', en: ' Who does not qualify loses both sides.' }
}

export const words = (rule: BinaryRule): Told => {
  const spill = spilloverWords[rule.spillover]
  const [carry, unqualified] = [carryWords(rule), unqualifiedWords(rule)]
  const who = { sponsor: { de: 'Sponsor', en: 'sponsor' }, recruiter: { de: 'Werber', en: 'recruiter' } }[rule.follows]
  return {
    de: `Unter jedem ist links und rechts ein Platz; wer neu ist, steht direkt unter seinem ${who.de}, oder, wenn dort nichts frei ist, ${spill.de}. Was ${rule.base} beider Seiten ${rule.ratio} paart, bringt ${printRate(rule.rate, 'de')} von der schwächeren. ${carry.de}${unqualified.de}${capWords(rule, 'de')}`,
    en: `Below everybody is a place on the left and one on the right; who is new stands directly below his ${who.en} or, where nothing is free there, ${spill.en}. What pairs ${rule.ratio} of ${rule.base} of both sides brings ${printRate(rule.rate, 'en')} of the weaker one. ${carry.en}${unqualified.en}${capWords(rule, 'en')}`,
  }
}

const sideIn = (unit: Unit) => (amount: number) =>
  unit === 'money' ? decimalOfCents(amount as Cents) : decimalOfPoints(amount as Points)

/** What counts in the next month. */
export const keptWords = ({ left, right }: Sides, unit: Unit): Told | undefined => {
  const side = sideIn(unit)
  if (left === 0 && right === 0) return undefined
  return {
    de: `übertragen: links ${side(left)}, rechts ${side(right)}`,
    en: `carried over: ${side(left)} left, ${side(right)} right`,
  }
}

/** Of pairs both sides are told, of what a cap takes off the cap. */
export const reason = (_: BinaryRule, { unit, details: [first = 0, right] }: Paid): Told => {
  if (right === undefined) {
    const most = decimalOfCents(first as Cents)
    return { de: `höchstens ${most} im Monat`, en: `at most ${most} in a month` }
  }
  const side = sideIn(unit)
  return {
    de: `gepaart aus links ${side(first)} und rechts ${side(right)}`,
    en: `paired of ${side(first)} left and ${side(right)} right`,
  }
}
