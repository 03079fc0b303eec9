import { periodAfter, parsePeriod, type Period } from '#ground/period'
import type { World } from '#doors/server'

/** The months a page offers, oldest first, and the one it shows. */
export type PeriodChoice = {
  readonly shown: Period
  readonly offered: readonly Period[]
  readonly running: Period
  /** No later month has turnover: more may still come to the one that is shown. */
  readonly isSoFar: boolean
}

/** The months with turnover, and the running one where the last of them is just before it. */
const offeredPeriods = (known: readonly Period[], running: Period): readonly Period[] => {
  const last = known.at(-1)
  if (last === undefined) return [running]
  return periodAfter(last) === running ? [...known, running] : known
}

/**
 * What `?period=2011-10` asks for; the latest month with turnover where it asks for nothing. A month without turnover may be asked for too.
 * @throws a 400 when it is no month.
 */
export const periodChoice = async (world: World, asked: string | null | undefined): Promise<PeriodChoice> => {
  const known = await world.periods()
  const offered = offeredPeriods(known, world.currentPeriod)
  if (asked === null || asked === undefined)
    return { shown: known.at(-1) ?? world.currentPeriod, offered, running: world.currentPeriod, isSoFar: true }
  const shown = parsePeriod(asked)
  if (shown === undefined) throw new Response('period', { status: 400 })
  return {
    shown,
    offered: offered.includes(shown) ? offered : [...offered, shown].sort(),
    running: world.currentPeriod,
    isSoFar: known.every(month => month <= shown),
  }
}

/** The month an address names. @throws a 404 when it is none. */
export const monthIn = (text: string | undefined): Period => {
  const period = parsePeriod(text ?? '')
  if (period === undefined) throw new Response(null, { status: 404 })
  return period
}
