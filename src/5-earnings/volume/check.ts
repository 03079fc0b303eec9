import type { Fault, Told } from '#earnings/scalar'
import type { VolumeRule } from './shape.ts'

const selfMissing: Told = { de: 'with himself: yes oder no', en: 'with himself: yes or no' }
const structureMissing: Told = {
  de: 'structure: then (jeder Monat nach seiner eigenen Struktur) oder now (alle nach der letzten)',
  en: 'structure: then (each month by its own structure) or now (all by the last one)',
}
const onlyOver: Told = { de: 'nur bei over und down to', en: 'only with over and down to' }
const notBest: Told = { de: 'bei until keinen besten Monat', en: 'no best month with until' }
const nowByDays: Told = { de: 'now, denn Tage sind keine Monate', en: 'now, for days are no months' }
const onlyHeads: Told = {
  de: 'bei new customers kein solcher Schlüssel, denn gezählt werden Köpfe',
  en: 'no such key with new customers, for heads are counted',
}
const ranksOnly: Told = {
  de: 'counts for: ranks, denn auf Köpfe darf nichts gezahlt werden',
  en: 'counts for: ranks, for nothing may be paid on heads',
}

/** What is wrong within a volume whose shape is right. Paths begin within the volume. */
export const volumeFaults = (rule: VolumeRule): Fault[] => {
  const { over, structure } = rule
  const depth = rule['down to']
  const isTwofold = over !== undefined && depth !== undefined
  const isByDays = isTwofold && 'last days' in over && structure === 'then'
  const isBestUntil = isTwofold && typeof depth === 'object' && 'best of' in over
  return [
    ...(depth !== undefined && rule['with himself'] === undefined
      ? [{ path: ['with himself'], expected: selfMissing }]
      : []),
    ...(isTwofold && structure === undefined ? [{ path: ['structure'], expected: structureMissing }] : []),
    ...(!isTwofold && structure !== undefined ? [{ path: ['structure'], expected: onlyOver }] : []),
    ...(isByDays ? [{ path: ['structure'], expected: nowByDays }] : []),
    ...(isBestUntil ? [{ path: ['over'], expected: notBest }] : []),
    ...headFaults(rule),
  ]
}

const headFaults = (rule: VolumeRule): Fault[] => {
  if (rule.sum !== 'new customers') return []
  const keys = (['groups', 'without groups'] as const).filter(key => rule[key] !== undefined)
  return [
    ...keys.map(key => ({ path: [key], expected: onlyHeads })),
    ...(rule['counts for'] === 'ranks' ? [] : [{ path: ['counts for'], expected: ranksOnly }]),
  ]
}
