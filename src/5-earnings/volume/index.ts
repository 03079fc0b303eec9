export { ambiguous, describeVolume, needsName, volumeShape, type VolumeRule } from './shape.ts'
export { lineageOf, nextHigher, type Lineage } from './lineage.ts'
export { never, type Facts, type RankByHand } from './facts.ts'
export { atLeast, columnsOf, type Column, type Columns, type Unit } from './columns.ts'
