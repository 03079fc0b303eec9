import { z } from 'zod'
import { anyOf, name, rankName, yes, type Language, type Told } from '#earnings/scalar'

const levels = z
  .unknown()
  .transform((value, context): number | 'all' => {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text === 'all') return 'all'
    const count = Number(/^([1-9]\d?) levels?$/u.exec(text)?.[1])
    if (Number.isNaN(count)) context.addIssue({ code: 'custom', params: { expected: depths }, message: depths.en })
    return count
  })
  .meta({ type: 'string', description: '"3 levels" or "all"' })

const depths: Told = {
  de: '"3 levels" (Ebenen), "all" (alle) oder {until: {rank: NAME}} (bis zu einem Rang)',
  en: '"3 levels", "all" or {until: {rank: NAME}}',
}

const untilRank = z.strictObject({ until: z.strictObject({ rank: rankName() }) })

const sums = ['personal', 'customers', 'own'] as const

/** A volume by name: what is summed, of whom, in which unit. */
export const volumeShape = z.strictObject({
  sum: sumShape(),
  'down to': z.union([untilRank, levels]).optional(),
  'with himself': yes().optional(),
  in: z.enum(['money', 'points']).default('money'),
  groups: z.array(productGroup()).min(1).optional(),
  'without groups': z.array(productGroup()).min(1).optional(),
  'counts for': z.enum(['ranks', 'ranks and bonuses']).default('ranks and bonuses'),
})

function sumShape() {
  return z
    .unknown()
    .transform((value, context): (typeof sums)[number] => {
      const known = sums.find(sum => sum === value)
      const expected = (typeof value === 'string' ? ambiguous(value) : undefined) ?? anyOf(sums)
      if (known === undefined) context.addIssue({ code: 'custom', params: { expected }, message: expected.en })
      return known ?? z.NEVER
    })
    .meta({ enum: sums, description: 'personal: himself; customers: his customers; own: himself and his customers' })
}

function productGroup() {
  return name({ de: 'der Name einer Produktgruppe', en: 'the name of a product group' })
}

export type VolumeRule = z.output<typeof volumeShape>

type Sense = { readonly word: RegExp; readonly readings: readonly { readonly plan: string; readonly told: Told }[] }

const own: Sense = {
  word: /^(?:eigenumsatz|own volume|pv|ev|eigener umsatz)$/iu,
  readings: [
    {
      plan: '{sum: personal}',
      told: { de: 'was der Partner selbst erzeugt', en: 'what the partner himself generates' },
    },
    { plan: '{sum: own}', told: { de: 'das und seine Kunden', en: 'that and his customers' } },
    { plan: '{sum: customers}', told: { de: 'nur seine Kunden', en: 'his customers alone' } },
  ],
}

const group: Sense = {
  word: /^(?:gruppenumsatz|group volume|gv|gu|teamumsatz|team volume|group|team)$/iu,
  readings: [
    {
      plan: '{sum: own, down to: all, with himself: yes}',
      told: { de: 'er und alle unter ihm', en: 'he and everybody below him' },
    },
    { plan: '{sum: own, down to: all, with himself: no}', told: { de: 'alle unter ihm', en: 'everybody below him' } },
    { plan: '{sum: own, down to: 1 level, with himself: no}', told: { de: 'seine Erstlinie', en: 'his first line' } },
    {
      plan: '{sum: own, down to: 3 levels, with himself: yes}',
      told: { de: 'er und drei Ebenen', en: 'he and three levels' },
    },
    {
      plan: '{sum: own, down to: {until: {rank: NAME}}, with himself: yes}',
      told: { de: 'er und alle bis zum nächsten dieses Rangs', en: 'he and everybody down to the next of that rank' },
    },
  ],
}

const listed = ({ readings }: Sense, language: Language) =>
  readings.map(({ plan, told }) => `${plan} (${told[language]})`).join('; ')

/** The readings of a word that the trade uses in several senses, as a phrase of what is expected; undefined for other words. */
export const ambiguous = (word: string): Told | undefined => {
  const sense = [own, group].find(({ word: pattern }) => pattern.test(word.trim()))
  return (
    sense && {
      de: `eine Lesart unter volumes, denn das Wort ist mehrdeutig: ${listed(sense, 'de')}`,
      en: `a reading under volumes, for the word has several: ${listed(sense, 'en')}`,
    }
  )
}

/** What a sum down the line has to say besides: whether the partner himself is in it. */
export const needsName = (rule: VolumeRule): boolean =>
  rule['down to'] !== undefined && rule['with himself'] === undefined

const sumWords: Readonly<Record<VolumeRule['sum'], Told>> = {
  personal: { de: 'was ein Partner selbst erzeugt', en: 'what a partner himself generates' },
  customers: { de: 'was seine Kunden erzeugen', en: 'what his customers generate' },
  own: { de: 'was ein Partner und seine Kunden erzeugen', en: 'what a partner and his customers generate' },
}

const depthWords = (depth: NonNullable<VolumeRule['down to']>): Told => {
  if (depth === 'all') return { de: 'über alle unter ihm', en: 'over everybody below him' }
  if (typeof depth === 'number')
    return {
      de: `über ${depth} Ebene${depth > 1 ? 'n' : ''} unter ihm`,
      en: `over ${depth} level${depth > 1 ? 's' : ''} below him`,
    }
  const { rank } = depth.until
  return {
    de: `über alle unter ihm, bis jemand den Rang ${rank} hat`,
    en: `over everybody below him until somebody has the rank ${rank}`,
  }
}

/** A volume in one sentence. */
export const describeVolume = (title: string, rule: VolumeRule): Told => {
  const depth = rule['down to']
  const below = depth === undefined ? { de: '', en: '' } : depthWords(depth)
  const self =
    depth === undefined
      ? { de: '', en: '' }
      : rule['with himself'] === true
        ? { de: ', er selbst mitgezählt', en: ', himself included' }
        : { de: ', ohne ihn selbst', en: ', without himself' }
  const [unit, only] = [
    rule.in === 'money' ? { de: 'in Geld', en: 'in money' } : { de: 'in Punkten', en: 'in points' },
    groupWords(rule),
  ]
  const join = (language: Language) =>
    `${title}: ${[sumWords[rule.sum][language], below[language]].filter(part => part !== '').join(' ')}${self[language]}, ${unit[language]}${only[language]}.`
  return { de: join('de'), en: join('en') }
}

const groupWords = (rule: VolumeRule): Told => {
  const [within, without] = [rule.groups?.join(', '), rule['without groups']?.join(', ')]
  const parts = (language: Language) =>
    [
      ...(within === undefined ? [] : [language === 'de' ? `nur aus ${within}` : `only of ${within}`]),
      ...(without === undefined ? [] : [language === 'de' ? `ohne ${without}` : `without ${without}`]),
      ...(rule['counts for'] === 'ranks' ? [language === 'de' ? 'zählt nur für Ränge' : 'counts for ranks only'] : []),
    ]
      .map(part => `, ${part}`)
      .join('')
  return { de: parts('de'), en: parts('en') }
}
