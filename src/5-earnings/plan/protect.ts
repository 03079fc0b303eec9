import type { Fault, Told } from '#earnings/scalar'
import type { VolumeRule } from '#earnings/volume'
import { asksForTurnover } from './alone.ts'
import { bonusOf, type BonusRule } from './kinds.ts'
import type { Plan } from './shape.ts'

const kindWords: Readonly<Record<string, Told>> = {
  'starter kit': { de: 'Starterpaket', en: 'starter kit' },
  training: { de: 'Schulung', en: 'training' },
  'joining fee': { de: 'Beitrittsgebühr', en: 'joining fee' },
  fee: { de: 'Gebühr', en: 'fee' },
}

/** The groups a volume counts that are no goods. */
export const forbiddenGroups = (
  { groups: within, 'without groups': without }: VolumeRule,
  groups: Plan['product groups'],
): [string, string][] =>
  Object.entries(groups).filter(
    ([group, kind]) => kind !== 'goods' && (within?.includes(group) ?? true) && !(without?.includes(group) ?? false),
  )

/** What a volume that is paid on must leave out: who pays for joining, starting or learning must not bring anybody a commission. */
export const goodsFaults = (volume: VolumeRule, groups: Plan['product groups']): Fault[] => {
  const counted = forbiddenGroups(volume, groups)
  if (counted.length === 0) return []
  const listed = (language: 'de' | 'en') =>
    counted.map(([group, kind]) => `${group} (${kindWords[kind]![language]})`).join(', ')
  return [
    {
      path: ['base'],
      expected: {
        de: `ein Umsatz ohne ${listed('de')}: darauf darf nichts gezahlt werden (without groups)`,
        en: `a volume without ${listed('en')}: nothing may be paid on that (without groups)`,
      },
    },
  ]
}

const forbidden: readonly { readonly pattern: RegExp; readonly told: Told }[] = [
  {
    pattern:
      /recruit(?:s|ing|ment)\b|per (?:new )?(?:partner|recruit|head)|head ?count|kopf(?:geld|prämie)|werbeprämie|anwerb|pro (?:neuem )?partner/iu,
    told: {
      de: 'ein Bonus auf Umsatz: für das Werben von Partnern darf nichts gezahlt werden (§ 16 Abs. 2 UWG)',
      en: 'a bonus on turnover: nothing may be paid for recruiting partners (German UWG § 16 (2))',
    },
  },
  {
    pattern: /join(?:ing)?[ -]?fee|beitritt|eintrittsgeb|starter ?(?:kit|paket|set)|training|schulung|seminar/iu,
    told: {
      de: 'ein Bonus auf Waren: auf Beitritt, Starterpakete und Schulungen darf nichts gezahlt werden',
      en: 'a bonus on goods: nothing may be paid on joining fees, starter kits and training',
    },
  },
]

const forbiddenAs = (word: string): Told | undefined => forbidden.find(({ pattern }) => pattern.test(word))?.told

/** Bonuses, as they are written, that pay for what must not be paid for: by their kind, or by a key of theirs. */
export const forbiddenFaults = (written: unknown): Fault[] => {
  const bonuses = (written as { bonuses?: unknown } | null)?.bonuses
  if (!Array.isArray(bonuses)) return []
  return bonuses.flatMap((rule: unknown, number) =>
    Object.entries(typeof rule === 'object' && rule !== null ? rule : {}).flatMap(([key, value]) => {
      const told = forbiddenAs(key) ?? (key === 'kind' ? forbiddenAs(String(value)) : undefined)
      return told === undefined ? [] : [{ path: ['bonuses', number, key], expected: told }]
    }),
  )
}

const byHead: Told = {
  de: 'ein Rang, der Umsatz verlangt: ein fester Betrag für das Werben von Partnern darf nicht gezahlt werden (§ 16 Abs. 2 UWG)',
  en: 'a rank that asks for turnover: a fixed amount for recruiting partners must not be paid (German UWG § 16 (2))',
}

/** Fixed amounts for ranks that somebody can reach by bringing partners alone. */
export const headcountFaults = (rule: BonusRule, plan: Plan): Fault[] =>
  (bonusOf(rule).fixedFor?.(rule) ?? []).flatMap(({ rank, path }) =>
    plan.ranks.some(({ name }) => name === rank) && !asksForTurnover({ rank }, plan)
      ? [{ path, expected: byHead }]
      : [],
  )
