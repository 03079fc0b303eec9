import type { ReactNode } from 'react'
import css from './table.module.css'

export type Column = {
  readonly label: string
  /** `wide`: a phone has no room for it. `right`: its cells are numbers. */
  readonly as?: 'wide' | 'right' | 'wide right'
}

const looks = {
  wide: css['wide'],
  right: css['right'],
  'wide right': `${css['wide']} ${css['right']}`,
} as const

type Props = {
  readonly columns: readonly Column[]
  /** Its rows. */
  readonly children: ReactNode
  /** The row of its sums. */
  readonly foot?: ReactNode
}

/** A list with a line for each, its columns named once. */
export const Table = ({ columns, children, foot }: Props) => (
  <div className={css['scroll']}>
    <table className={css['table']}>
      <thead>
        <tr>
          {columns.map(({ label, as }) => (
            <th key={label} scope="col" className={as && looks[as]}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
      {foot !== undefined && <tfoot>{foot}</tfoot>}
    </table>
  </div>
)
