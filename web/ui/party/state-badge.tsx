import type { PartyState } from '#doors/server'
import { useShell } from '../shell-data.ts'
import css from './state-badge.module.css'

/** Where a party is between planned and settled. */
export const PartyBadge = ({ state }: { readonly state: PartyState }) => (
  <span className={css['badge']} data-state={state}>
    {useShell().words.party.states[state]}
  </span>
)
