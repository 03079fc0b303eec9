import type { Instant } from '#ground/period'
import { formatsOf } from './formats.ts'
import { useShell } from './shell-data.ts'

/** Writes a day such as "2026-03-14" in the viewer's language. */
export const useDays = (): ((day: string) => string) => {
  const { language, company } = useShell()
  // A day has no zone; at noon of its own it is the same day for whoever writes it in that zone.
  const { day } = formatsOf(language, company.currency, 'UTC' as typeof company.zone)
  return told => day(Date.parse(`${told}T12:00:00Z`) as Instant)
}
