import { parsePeriod, type Period } from '#ground/period'
import type { RunState } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import css from './runs.module.css'

/** The month an address names. @throws a 404 when it is none. */
export const monthIn = (text: string | undefined): Period => {
  const period = parsePeriod(text ?? '')
  if (period === undefined) throw new Response(null, { status: 404 })
  return period
}

export const StateBadge = ({ state }: { readonly state: RunState }) => (
  <span className={css['state']} data-state={state}>
    {useShell().words.runs.states[state]}
  </span>
)
