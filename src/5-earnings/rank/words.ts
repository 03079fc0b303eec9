import { decimalOfPoints, type Points } from '#ground/money'
import { printRate, type Language, type Told } from '#earnings/scalar'
import type { Condition, LegCap, LineCondition } from './shape.ts'

const plainNumber = (quantity: number) => decimalOfPoints(quantity as Points).replace(/\.?0+$/u, '')

const lineWords = (needed: LineCondition, language: Language): string => {
  const isGerman = language === 'de'
  if ('volume' in needed)
    return isGerman
      ? `mit mindestens ${plainNumber(needed['at least'])} ${needed.volume}`
      : `with ${needed.volume} of at least ${plainNumber(needed['at least'])}`
  if (needed.directly === true) return isGerman ? `deren Erster ${needed.rank} ist` : `whose first is ${needed.rank}`
  return isGerman ? `mit jemandem im Rang ${needed.rank}` : `with somebody of rank ${needed.rank}`
}

const capWords = ({ share, of, 'own volume': own }: LegCap, language: Language): string => {
  const rate = printRate(share, language)
  const ownWords = {
    ignored: { de: 'eigener Umsatz zählt nicht', en: 'his own volume does not count' },
    'strongest leg': {
      de: 'eigener Umsatz zählt zur stärksten Linie',
      en: 'his own volume counts with the strongest line',
    },
    'weakest leg': {
      de: 'eigener Umsatz zählt zur schwächsten Linie',
      en: 'his own volume counts with the weakest line',
    },
  }[own][language]
  const what =
    of === 'leg'
      ? { de: `von jeder Linie zählen ${rate}`, en: `${rate} of each line count` }
      : { de: `eine Linie zählt höchstens ${rate} davon`, en: `one line counts for at most ${rate} of it` }
  return ` (${what[language]}; ${ownWords})`
}

const inWords = (condition: Condition, language: Language): string => {
  const isGerman = language === 'de'
  const list = (parts: Condition[], word: string) => parts.map(part => inWords(part, language)).join(` ${word} `)
  if ('all of' in condition) return list(condition['all of'], isGerman ? 'und' : 'and')
  if ('any of' in condition) return `(${list(condition['any of'], isGerman ? 'oder' : 'or')})`
  if ('active' in condition)
    return condition.active ? (isGerman ? 'aktiv' : 'active') : isGerman ? 'nicht aktiv' : 'not active'
  if ('rank' in condition) return isGerman ? `mindestens Rang ${condition.rank}` : `at least rank ${condition.rank}`
  if ('lines' in condition) {
    const many = isGerman
      ? `${condition.lines} Linie${condition.lines > 1 ? 'n' : ''}`
      : `${condition.lines} line${condition.lines > 1 ? 's' : ''}`
    return `${many} ${lineWords(condition.with, language)}`
  }
  const cap = condition['cap per leg']
  const least = plainNumber(condition['at least'])
  const volume = isGerman ? `mindestens ${least} ${condition.volume}` : `${condition.volume} of at least ${least}`
  return volume + (cap === undefined ? '' : capWords(cap, language))
}

/** A condition as a phrase: "mindestens 1000 Teamumsatz und 2 Linien mit jemandem im Rang Berater". */
export const describeCondition = (condition: Condition): Told => ({
  de: inWords(condition, 'de'),
  en: inWords(condition, 'en'),
})
