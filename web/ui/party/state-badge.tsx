import type { PartyState } from '#doors/server'
import { Badge } from '../badge.tsx'
import { useShell } from '../shell-data.ts'

/** Where a party is between planned and settled. */
export const PartyBadge = ({ state }: { readonly state: PartyState }) => (
  <Badge tone={state === 'open' ? 'good' : 'quiet'}>{useShell().words.party.states[state]}</Badge>
)
