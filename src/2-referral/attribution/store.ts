export { bind, keepOrder, unbind } from './binding.ts'
export { correct, previewCorrection, type Correction } from './correcting.ts'
export { attributionsOf } from './records.ts'
export { register } from './registering.ts'
