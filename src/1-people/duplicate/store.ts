export { findLike, findLikeEach } from './find.ts'
export { merge, mergesOf, previewMerge, undoMerge, type MergePreview } from './merging.ts'
export { compareChanged, countSuspicions, sayDifferent, suspicions, type Suspicion } from './suspicion.ts'
