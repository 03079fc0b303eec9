import type { ReactNode } from 'react'
import type { Cents } from '#ground/money'
import { useShell } from '../ui/shell-data.ts'
import css from './simulation.module.css'
import plot from '../ui/plot/plot.module.css'
import table from '../ui/table.module.css'

type FiguresProps = {
  readonly columns: readonly string[]
  /** The first cell names the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
  /** Behind a plot that says the same. */
  readonly isFolded?: boolean
  /** Columns a phone has no room for. */
  readonly wide?: readonly number[]
}

const noneWide: readonly number[] = []

/** Figures in a table: the first column names, all others count. */
export const Figures = ({ columns, rows, isFolded = false, wide = noneWide }: FiguresProps) => {
  const { words } = useShell()
  const look = (place: number) => `${table['right']} ${wide.includes(place) ? table['wide'] : ''}`
  const figures = (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={column} scope="col" className={place === 0 ? undefined : look(place)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              <th scope="row" className={css['named']}>
                {cells[0]}
              </th>
              {cells.slice(1).map((cell, place) => (
                <td key={columns[place + 1]} className={`${look(place + 1)} number`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
  if (!isFolded) return figures
  return (
    <details className={plot['table']}>
      <summary>{words.chart.asTable}</summary>
      {figures}
    </details>
  )
}

/** A difference with its sign: what a plan costs more or less. */
export const useSigned = () => {
  const { formats } = useShell()
  return (amount: Cents): ReactNode => (
    <span className="number">
      {amount > 0 && '+'}
      {formats.money(amount)}
    </span>
  )
}

/** The same of a partner, in the colour of gain or loss; the sign says it, too. */
export const useGain = () => {
  const signed = useSigned()
  return (amount: Cents): ReactNode =>
    amount === 0 ? signed(amount) : <span className={css[amount > 0 ? 'gain' : 'loss']}>{signed(amount)}</span>
}
