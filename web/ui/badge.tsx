import type { ReactNode } from 'react'
import css from './badge.module.css'

/** `quiet` hardly stands out; `good` and `done` are something reached, `look` and `stop` to be seen to; partners have their colour. */
export type Tone = 'quiet' | 'good' | 'done' | 'look' | 'stop' | 'partner'

/** A state or a role in a word and a colour. */
export const Badge = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <span className={css['badge']} data-tone={tone}>
    {children}
  </span>
)
