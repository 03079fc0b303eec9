import { z } from 'zod'
import {
  printRate,
  rankName,
  rate,
  whole,
  yes,
  type Fault,
  type Language,
  type Rate,
  type Told,
} from '#earnings/scalar'
import { conditionShape, type Known } from '#earnings/rank'
import { nextHigher } from '#earnings/volume'
import { givenByRank, ofEarners } from './by-rank.ts'
import { nobodys, type Context, type Paid, type Pay } from './index.ts'
import { followsShape, rankFaults } from './shape.ts'

/** What every bonus says that is paid by levels upward. */
export const levelFields = {
  follows: followsShape,
  levels: z.array(rate()).min(1),
  needs: conditionShape.optional(),
  'levels by rank': z.array(z.strictObject({ rank: rankName(), levels: whole() })).optional(),
  compression: z.enum(['none', 'dynamic']),
  'skipped counts as level': yes().optional(),
  'unqualified share': z.enum(['company', 'last qualified']),
}

const fields = z.strictObject(levelFields)

type LevelRule = z.output<typeof fields>

const counts: Told = {
  de: 'yes oder no: zählt eine übersprungene Position als Ebene?',
  en: 'yes or no: does a position that is passed over count as a level?',
}
const onlyDynamic: Told = { de: 'nur bei compression: dynamic', en: 'only with compression: dynamic' }

export const levelFaults = (rule: LevelRule, known: Known): Fault[] => {
  const key = 'skipped counts as level'
  const isDynamic = rule.compression === 'dynamic'
  const isMissing = isDynamic && rule[key] === undefined
  const isOdd = !isDynamic && rule[key] !== undefined
  return [
    ...(isMissing ? [{ path: [key], expected: counts }] : []),
    ...(isOdd ? [{ path: [key], expected: onlyDynamic }] : []),
    ...rankFaults(
      (rule['levels by rank'] ?? []).map(({ rank }) => rank),
      ['levels by rank'],
      known,
    ),
  ]
}

// How many levels each partner is open for; none for whoever does not meet what the bonus needs.
const reachOf = (rule: LevelRule, { standing, test }: Context): Int32Array => {
  const most = rule.levels.length
  const byRank = rule['levels by rank']?.map(({ rank, levels }) => ({ rank, value: Math.min(levels, most) }))
  return ofEarners(standing, test(rule.needs), byRank === undefined ? () => most : givenByRank(byRank, standing))
}

/**
 * Pays a base of everybody by levels upward. Without compression each position is a level, and who does not qualify for his level leaves its
 * share to nobody. With it the share goes on to the next who qualifies: the levels above count from him, or, where whoever was passed over
 * counts as a level, from position to position. What finds nobody is the company's, or the last one's who qualified on the way.
 * Linear in sources and levels: the way over whoever does not qualify is jumped.
 */
export const climbLevels = (
  rule: LevelRule,
  { base, context }: { base: Float64Array; context: Context },
  pay: Pay,
): void => {
  const lineage = context.lineageOf(rule.follows)
  const reach = reachOf(rule, context)
  const higher = rule.compression === 'dynamic' ? nextHigher(lineage, reach) : undefined
  const { above, depths } = lineage
  const taker = (start: number, level: number): number => {
    let next = start
    while (next >= 0 && reach[next]! < level) next = higher?.[next] ?? -1
    return next
  }
  const isForLast = rule['unqualified share'] === 'last qualified'
  const isByPosition = higher === undefined || rule['skipped counts as level'] === true
  const payFrom = (from: number): void => {
    let position = above[from]!
    let last = -1
    for (let level = 1; level <= rule.levels.length; level += 1) {
      const found = position < 0 ? -1 : taker(position, level)
      const partner = found < 0 && isForLast ? last : found
      const passed = found < 0 ? nobodys : depths[position]! - depths[found]!
      if (partner >= 0) pay({ partner, from, base: base[from]!, rate: rule.levels[level - 1]!, level, passed, less: 0 })
      last = found < 0 ? last : found
      const reached = isByPosition ? position : found
      position = reached < 0 ? -1 : above[reached]!
      // Nobody is left to qualify, and nobody to get what others do not.
      if (position < 0 && !(isForLast && last >= 0)) return
    }
  }
  for (let from = 0; from < base.length; from += 1) if (base[from] !== 0) payFrom(from)
}

export const levelReason = ({ level, passed }: Paid): Told => {
  if (passed === nobodys)
    return { de: `Ebene ${level}, für die niemand qualifiziert war`, en: `level ${level} that nobody qualified for` }
  return passed === 0
    ? { de: `Ebene ${level}`, en: `level ${level}` }
    : { de: `Ebene ${level}, ${passed} übersprungen`, en: `level ${level}, ${passed} passed over` }
}

const listed = (levels: readonly Rate[], language: Language) => levels.map(rate => printRate(rate, language)).join(', ')

const lines: Readonly<Record<LevelRule['follows'], Told>> = {
  sponsor: { de: 'Sponsorlinie', en: "sponsors' line" },
  recruiter: { de: 'Werberlinie', en: "recruiters' line" },
}

/** Where it climbs no line of sponsors or recruiters, what it climbs. */
export const levelWords = (rule: LevelRule, on: Told, line = lines[rule.follows]): Told => {
  const byRank = rule['levels by rank']
  const opened = (word: string) => byRank?.map(({ rank, levels }) => `${rank} ${levels} ${word}`).join(', ')
  const isByPosition = rule['skipped counts as level'] === true
  const de = [
    `Auf ${on.de} erhalten in der ${line.de} Ebene 1 bis ${rule.levels.length} aufwärts ${listed(rule.levels, 'de')}.`,
    ...(byRank === undefined ? [] : [`Offen sind für ${opened('Ebenen')}.`]),
    rule.compression === 'none'
      ? 'Jede Position zählt als Ebene.'
      : `Wer nicht qualifiziert ist, wird übersprungen und zählt ${isByPosition ? 'als' : 'nicht als'} Ebene.`,
    rule['unqualified share'] === 'company'
      ? 'Was niemandem zusteht, bleibt beim Vertrieb.'
      : 'Was niemandem zusteht, erhält der letzte Qualifizierte darunter.',
  ]
  const en = [
    `On ${on.en} levels 1 to ${rule.levels.length} upward in the ${line.en} get ${listed(rule.levels, 'en')}.`,
    ...(byRank === undefined ? [] : [`Open are for ${opened('levels')}.`]),
    rule.compression === 'none'
      ? 'Each position counts as a level.'
      : `Who does not qualify is passed over and counts ${isByPosition ? 'as a' : 'as no'} level.`,
    rule['unqualified share'] === 'company'
      ? 'What nobody is entitled to stays with the company.'
      : 'What nobody is entitled to goes to the last qualified below.',
  ]
  return { de: de.join(' '), en: en.join(' ') }
}
