import type { RunState } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import css from './runs.module.css'

export const StateBadge = ({ state }: { readonly state: RunState }) => (
  <span className={css['state']} data-state={state}>
    {useShell().words.runs.states[state]}
  </span>
)
