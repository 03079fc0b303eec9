import { anyOf, type Fault, type Told } from '#earnings/scalar'
import { ambiguous, type VolumeRule } from '#earnings/volume'
import type { Condition, LineCondition } from './shape.ts'

/** The names a plan has defined so far. */
export type Known = {
  readonly volumes: ReadonlyMap<string, VolumeRule>
  readonly ranks: readonly string[]
  /** The rank that is being decided: volumes down to it are known already. */
  readonly deciding?: string
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
  if ('active' in condition) return []
  if ('rank' in condition) return faultAt([...path, 'rank'], unknownRank(condition.rank, known))
  if ('lines' in condition) return lineFaults(condition.with, [...path, 'with'], known)
  const { volume, 'cap per leg': cap } = condition as Extract<Condition, { volume: string }>
  const rule = known.volumes.get(volume)
  const isOfAll = rule?.['down to'] === 'all' && rule['with himself'] === true
  return [
    ...volumeFaults(volume, [...path, 'volume'], known),
    ...(cap !== undefined && rule !== undefined && !isOfAll
      ? [{ path: [...path, 'cap per leg'], expected: wholeTeam }]
      : []),
  ]
}

const wholeTeam: Told = {
  de: 'bei einem Deckel je Linie ein Umsatz mit down to: all und with himself: yes',
  en: 'with a cap per leg a volume with down to: all and with himself: yes',
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

const lineFaults = (needed: LineCondition, path: Path, known: Known): Fault[] =>
  'rank' in needed
    ? faultAt([...path, 'rank'], unknownRank(needed.rank, known))
    : volumeFaults(needed.volume, [...path, 'volume'], known)

const faultAt = (path: Path, expected: Told | undefined): Fault[] =>
  expected === undefined ? [] : [{ path, expected }]
