import css from './plot.module.css'

/** How many lost, and how many won. */
export type Balance = { readonly key: string; readonly label: string; readonly lost: number; readonly won: number }

type BalanceProps = {
  readonly rows: readonly Balance[]
  readonly names: { readonly lost: string; readonly won: string }
  readonly format: (count: number) => string
}

// Room for the count beside a bar.
const most = 40

const Bar = ({
  row,
  highest,
  format,
  names,
}: Omit<BalanceProps, 'rows'> & { readonly row: Balance; readonly highest: number }) => {
  const width = (count: number) => (highest === 0 ? 0 : (count / highest) * most)
  const [lost, won] = [width(row.lost), width(row.won)]
  return (
    <svg aria-hidden>
      <title>{`${row.label}: ${names.lost} ${format(row.lost)}, ${names.won} ${format(row.won)}`}</title>
      <line className={`${css['line']} ${css['zero']}`} x1="50%" x2="50%" y1="0" y2="100%" />
      <rect className={css['lost']} x={`${50 - lost}%`} width={`${lost}%`} y="20%" height="60%" rx="2" />
      <rect className={css['won']} x="50%" width={`${won}%`} y="20%" height="60%" rx="2" />
      <text className={css['inside']} x={`${50 - lost}%`} dx="-6" y="50%" dominantBaseline="central" textAnchor="end">
        {format(row.lost)}
      </text>
      <text className={css['inside']} x={`${50 + won}%`} dx="6" y="50%" dominantBaseline="central">
        {format(row.won)}
      </text>
    </svg>
  )
}

/** Who lost to the left, who won to the right, one row for each group; drawn by the server, with a table beside it. */
export const BalanceBars = ({ rows, names, format }: BalanceProps) => {
  const highest = Math.max(0, ...rows.flatMap(({ lost, won }) => [lost, won]))
  return (
    <div className={css['figure']}>
      <div className={css['keys']}>
        {(['lost', 'won'] as const).map(side => (
          <span key={side}>
            <span className={`${css['key']} ${css[side]}`} aria-hidden />
            {names[side]}
          </span>
        ))}
      </div>
      <div className={css['balance']}>
        {rows.map(row => (
          <div key={row.key} style={{ display: 'contents' }}>
            <span>{row.label}</span>
            <Bar row={row} highest={highest} format={format} names={names} />
          </div>
        ))}
      </div>
    </div>
  )
}
