import { printQuantity, printRate, type Language, type Told } from '#earnings/scalar'
import type {
  Condition,
  Ladder,
  LegCap,
  LineCondition,
  LinesCondition,
  MonthsCondition,
  RankRule,
  VolumeCondition,
} from './shape.ts'

const lineWords = (needed: LineCondition, language: Language): string => {
  const isGerman = language === 'de'
  if ('all of' in needed)
    return needed['all of'].map(part => lineWords(part, language)).join(isGerman ? ' und ' : ' and ')
  if ('active' in needed) {
    const not = needed.active ? '' : isGerman ? 'nicht ' : 'not '
    return isGerman ? `mit einem ${not}aktiven Partner an der Spitze` : `headed by a partner who is ${not}active`
  }
  if ('volume' in needed)
    return isGerman
      ? `mit mindestens ${printQuantity(needed['at least'])} ${needed.volume}`
      : `with ${needed.volume} of at least ${printQuantity(needed['at least'])}`
  if (needed.directly === true) return isGerman ? `mit ${needed.rank} an der Spitze` : `headed by ${needed.rank}`
  return isGerman ? `mit jemandem im Rang ${needed.rank}` : `with somebody of rank ${needed.rank}`
}

const linesWords = ({ lines, with: needed }: LinesCondition, language: Language): string => {
  const many = language === 'de' ? `Linie${lines > 1 ? 'n' : ''}` : `line${lines > 1 ? 's' : ''}`
  return `${lines} ${many} ${lineWords(needed, language)}`
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

const withoutWords = (legs: number, language: Language): string =>
  language === 'de'
    ? ` (ohne ${legs > 1 ? `die ${legs} stärksten Linien` : 'die stärkste Linie'})`
    : ` (without the ${legs > 1 ? `${legs} strongest lines` : 'strongest line'})`

const volumeWords = (condition: VolumeCondition, language: Language): string => {
  const [cap, without] = [condition['cap per leg'], condition['without strongest legs']]
  const least = printQuantity(condition['at least'])
  const volume =
    language === 'de' ? `mindestens ${least} ${condition.volume}` : `${condition.volume} of at least ${least}`
  const legs = without === undefined ? '' : withoutWords(without, language)
  return `${volume}${cap === undefined ? '' : capWords(cap, language)}${legs}`
}

const monthsWords = ({ months: { met, of }, needs }: MonthsCondition, language: Language): string => {
  const words = inWords(needs, language)
  if (language === 'de')
    return met === of ? `${of} Monate hintereinander ${words}` : `in ${met} der letzten ${of} Monate ${words}`
  return met === of ? `${words} for ${of} months in a row` : `${words} in ${met} of the last ${of} months`
}

const inWords = (condition: Condition, language: Language): string => {
  const isGerman = language === 'de'
  const list = (parts: Condition[], word: string) => parts.map(part => inWords(part, language)).join(` ${word} `)
  if ('all of' in condition) return list(condition['all of'], isGerman ? 'und' : 'and')
  if ('any of' in condition) return `(${list(condition['any of'], isGerman ? 'oder' : 'or')})`
  if ('active' in condition)
    return condition.active ? (isGerman ? 'aktiv' : 'active') : isGerman ? 'nicht aktiv' : 'not active'
  if ('rank' in condition) return isGerman ? `mindestens Rang ${condition.rank}` : `at least rank ${condition.rank}`
  if ('lines' in condition) return linesWords(condition, language)
  if ('months' in condition) return monthsWords(condition, language)
  if ('volume' in condition) return volumeWords(condition, language)
  if ('different lines' in condition) {
    const parts = condition['different lines'].map(part => linesWords(part, language))
    return isGerman ? `${parts.join(' und ')}, jede eine andere` : `${parts.join(' and ')}, each a different one`
  }
  const months = condition['partner for at most']
  const many = months > 1
  return isGerman
    ? `höchstens ${months} Monat${many ? 'e' : ''} Partner`
    : `a partner for at most ${months} month${many ? 's' : ''}`
}

/** A condition as a phrase: "mindestens 1000 Teamumsatz und 2 Linien mit jemandem im Rang Berater". */
export const describeCondition = (condition: Condition): Told => ({
  de: inWords(condition, 'de'),
  en: inWords(condition, 'en'),
})

/** How ranks stand to each other, in sentences; none where each is decided alone and lost at once. */
export const describeLadder = ({ 'lower ranks': lower, fall }: Ladder): Told[] => [
  ...(lower === 'needed'
    ? [
        {
          de: 'Wem ein niedrigerer Rang fehlt, der hat keinen darüber.',
          en: 'Who lacks a lower rank has none above it.',
        },
      ]
    : []),
  ...(fall === 'at once' ? [] : [fallWords[fall]]),
]

const fallWords: Readonly<Record<Exclude<Ladder['fall'], 'at once'>, Told>> = {
  'one rank a month': {
    de: 'Im Monat fällt niemand um mehr als einen Rang.',
    en: 'Nobody falls by more than one rank in a month.',
  },
  never: { de: 'Niemand fällt unter einen Rang, den er hatte.', en: 'Nobody falls below a rank he has had.' },
}

/** How long a rank lasts that is met no more; nothing where it ends with its month. */
export const describeLasting = ({ lasts }: RankRule): Told => {
  if (lasts === 'month') return { de: '', en: '' }
  if (lasts === 'for ever') return { de: ' Er bleibt für immer.', en: ' It lasts for ever.' }
  const months = lasts['grace months']
  return {
    de: ` Er bleibt noch ${months} Monat${months > 1 ? 'e' : ''}.`,
    en: ` It lasts ${months} month${months > 1 ? 's' : ''} longer.`,
  }
}
