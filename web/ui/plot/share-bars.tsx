import css from './plot.module.css'

type Row = { readonly key: string; readonly label: string; readonly value: number; readonly text: string }

// Room for the words behind a bar.
const most = 70

/** Parts of a whole, one bar below the other, each with its figure; drawn by the server, with a table beside it. */
export const ShareBars = ({ rows }: { readonly rows: readonly Row[] }) => {
  const highest = Math.max(1, ...rows.map(({ value }) => Math.abs(value)))
  return (
    <figure className={css['balance']} data-narrow aria-hidden>
      {rows.map(({ key, label, value, text }) => {
        const width = (Math.abs(value) / highest) * most
        return (
          <div key={key} style={{ display: 'contents' }}>
            <span>{label}</span>
            <svg>
              <rect className={css[value < 0 ? 'lost' : 'other']} width={`${width}%`} y="15%" height="70%" rx="2" />
              <text className={css['inside']} x={`${width}%`} dx="8" y="50%" dominantBaseline="central">
                {text}
              </text>
            </svg>
          </div>
        )
      })}
    </figure>
  )
}
