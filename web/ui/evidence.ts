import type { Evidence } from '#doors/server'
import type { Words } from './words/en.ts'

/** What decided a sponsor, as the end of a sentence: "from an import", and what somebody wrote beside it. */
export const evidenceText = (words: Words, { by, leaver, text }: Evidence): string => {
  const said = words.office.evidence
  const decided = by === 'leaving partner' ? said[by](leaver?.name ?? '?') : said[by]
  return text === null || text === '' ? decided : `${decided}: ${text}`
}
