import { anyOf, type Fault, type Told } from '#earnings/scalar'
import { ambiguous, type VolumeRule } from '#earnings/volume'
import type { Condition, LineCondition, VolumeCondition } from './shape.ts'

/** The names a plan has defined so far. */
export type Known = {
  readonly volumes: ReadonlyMap<string, VolumeRule>
  readonly ranks: readonly string[]
  /** The rank that is being decided: volumes down to it are known already. */
  readonly deciding?: string
  /** True while it is decided who is active. */
  readonly isDecidingActive?: boolean
}

type Path = Fault['path']

/** A name that must be one of those known; undefined when it is. */
export const unknownVolume = (name: string, { volumes }: Known): Told | undefined => {
  if (volumes.has(name)) return undefined
  const known = anyOf([...volumes.keys()])
  return (
    ambiguous(name) ?? {
      de: `ein Umsatz, der unter volumes steht: ${known.de}`,
      en: `a volume defined under volumes: ${known.en}`,
    }
  )
}

export const unknownRank = (name: string, { ranks }: Known): Told | undefined => {
  if (ranks.includes(name)) return undefined
  const known = anyOf(ranks)
  return ranks.length === 0
    ? { de: 'ein niedrigerer Rang, und davor steht keiner', en: 'a lower rank, and none stands before' }
    : { de: `ein Rang, der davor steht: ${known.de}`, en: `a rank that stands before: ${known.en}` }
}

/** What is wrong with a condition, where only these names are known. */
export const faultsOf = (condition: Condition, path: Path, known: Known): Fault[] => {
  for (const key of ['all of', 'any of'] as const)
    if (key in condition)
      return (condition as Record<typeof key, Condition[]>)[key].flatMap((part, place) =>
        faultsOf(part, [...path, key, place], known),
      )
  if ('active' in condition) return faultAt([...path, 'active'], circular(known))
  if ('rank' in condition) return faultAt([...path, 'rank'], unknownRank(condition.rank, known))
  if ('lines' in condition) return lineFaults(condition.with, [...path, 'with'], known)
  if ('different lines' in condition)
    return condition['different lines'].flatMap((part, place) =>
      lineFaults(part.with, [...path, 'different lines', place, 'with'], known),
    )
  if ('months' in condition) return faultsOf(condition.needs, [...path, 'needs'], known)
  return 'volume' in condition ? legFaults(condition, path, known) : []
}

const circular = ({ isDecidingActive }: Known): Told | undefined =>
  isDecidingActive === true
    ? { de: 'etwas anderes: gerade das wird hier bestimmt', en: 'something else: this very thing is decided here' }
    : undefined

const legFaults = (condition: VolumeCondition, path: Path, known: Known): Fault[] => {
  const faults = volumeFaults(condition.volume, [...path, 'volume'], known)
  const keys = (['cap per leg', 'without strongest legs'] as const).filter(key => condition[key] !== undefined)
  const rule = known.volumes.get(condition.volume)
  if (rule === undefined) return faults
  const isOfAll = rule['down to'] === 'all' && rule['with himself'] === true && rule.structure !== 'then'
  return [
    ...faults,
    ...(isOfAll ? [] : keys.map(key => ({ path: [...path, key], expected: wholeTeam }))),
    ...(keys.length > 1 ? [{ path: [...path, keys[1]!], expected: oneOfBoth }] : []),
  ]
}

const wholeTeam: Told = {
  de: 'bei einer Grenze je Linie ein Umsatz mit down to: all und with himself: yes (über mehrere Monate: mit structure: now)',
  en: 'with a limit per leg a volume with down to: all and with himself: yes (over several months: with structure: now)',
}
const oneOfBoth: Told = {
  de: 'cap per leg oder without strongest legs, nicht beides',
  en: 'cap per leg or without strongest legs, not both',
}

const volumeFaults = (volume: string, path: Path, known: Known): Fault[] => [
  ...faultAt(path, unknownVolume(volume, known)),
  ...faultAt(path, tooHigh(known.volumes.get(volume), known)),
]

// A volume down to a rank is known from that rank on, and to no lower one.
const tooHigh = (rule: VolumeRule | undefined, { ranks, deciding }: Known): Told | undefined => {
  const depth = rule?.['down to']
  if (typeof depth !== 'object' || [...ranks, deciding].includes(depth.until.rank)) return undefined
  const { rank } = depth.until
  return {
    de: `hier kein Umsatz bis zum Rang ${rank}: der wird erst später entschieden`,
    en: `no volume down to rank ${rank} here: that rank is decided later`,
  }
}

const lineFaults = (needed: LineCondition, path: Path, known: Known): Fault[] => {
  if ('all of' in needed)
    return needed['all of'].flatMap((part, place) => lineFaults(part, [...path, 'all of', place], known))
  if ('active' in needed) return faultAt([...path, 'active'], circular(known))
  return 'rank' in needed
    ? faultAt([...path, 'rank'], unknownRank(needed.rank, known))
    : volumeFaults(needed.volume, [...path, 'volume'], known)
}

const faultAt = (path: Path, expected: Told | undefined): Fault[] =>
  expected === undefined ? [] : [{ path, expected }]
