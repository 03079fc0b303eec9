import type { ReactNode } from 'react'
import type { Turnover } from '#doors/server'
import { Amount } from './amount.tsx'
import css from './volume-tile.module.css'

type TileProps = {
  readonly label: ReactNode
  readonly note?: ReactNode
  /** In plain words, for those who hear the page. */
  readonly what?: string
  readonly to?: string | undefined
  readonly of?: Turnover
  /** A figure that is no money. */
  readonly figure?: ReactNode
  readonly isMain?: boolean
}

/** One figure: what it is, how much, and what it means. */
export const VolumeTile = ({ label, note, what, to, of, figure, isMain = false }: TileProps) => (
  <div className={css['tile']} data-main={isMain || undefined}>
    <dt>{label}</dt>
    <dd className={css['figure']}>{of === undefined ? figure : <Amount of={of} to={to} what={what} />}</dd>
    {note !== undefined && <dd className={css['note']}>{note}</dd>}
  </div>
)

/** Tiles beside each other, as many as there is room for. */
export const Tiles = ({ children }: { readonly children: ReactNode }) => <dl className={css['tiles']}>{children}</dl>
