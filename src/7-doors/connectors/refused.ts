import type { Problem, Problems } from '#ground/table'

export type Refused = { readonly is: 'refused'; readonly problems: readonly Problem[]; readonly isCutOff: boolean }

export const refusedBy = (problems: Problems): Refused => ({
  is: 'refused',
  problems: problems.list(),
  isCutOff: problems.isFull(),
})
