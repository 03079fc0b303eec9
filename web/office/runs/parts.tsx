import { Badge, type Tone } from '../../ui/badge.tsx'
import type { RunState } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'

const tones: Readonly<Record<RunState, Tone>> = { open: 'quiet', draft: 'quiet', approved: 'good', closed: 'done' }

export const StateBadge = ({ state }: { readonly state: RunState }) => (
  <Badge tone={tones[state]}>{useShell().words.runs.states[state]}</Badge>
)
