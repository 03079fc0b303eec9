export { ambiguous, describeVolume, needsName, volumeShape, type VolumeRule } from './shape.ts'
export { lineageOf, nextHigher, type Lineage } from './lineage.ts'
export { atLeast, columnsOf, type Column, type Columns, type Entries, type Unit } from './columns.ts'
