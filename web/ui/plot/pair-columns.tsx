import { axisOf, percentOn, type Axis } from './axis.ts'
import css from './plot.module.css'

/** Two values side by side: of the present and of the other. */
export type Pair = {
  readonly key: string
  readonly label: string
  /** For a phone. */
  readonly short?: string
  readonly present: number
  readonly other: number
}

type Names = { readonly present: string; readonly other: string }

type PairProps = {
  readonly pairs: readonly Pair[]
  readonly names: Names
  /** How a tick is written. */
  readonly format: (value: number) => string
  /** The smallest range of the axis that makes sense. */
  readonly least: number
  /** `each`: every column has its label; `apart`: only some have, so that labels never touch. */
  readonly labels: 'each' | 'apart'
}

const sides = ['present', 'other'] as const

const Keys = ({ names }: { readonly names: Names }) => (
  <figcaption className={css['keys']}>
    {sides.map(side => (
      <span key={side}>
        <span className={`${css['key']} ${css[side]}`} aria-hidden />
        {names[side]}
      </span>
    ))}
  </figcaption>
)

const Columns = ({
  pairs,
  axis,
  format,
  names,
}: Pick<PairProps, 'pairs' | 'format' | 'names'> & { readonly axis: Axis }) => {
  const width = 100 / pairs.length
  const zero = 100 - percentOn(axis, 0)
  return pairs.map(({ key, label, ...values }, place) => (
    <g key={key}>
      <title>{`${label}: ${sides.map(side => `${names[side]} ${format(values[side])}`).join(', ')}`}</title>
      {sides.map((side, number) => {
        const edge = 100 - percentOn(axis, values[side])
        return (
          <rect
            key={side}
            className={css[side]}
            x={`${width * (place + 0.14 + number * 0.37)}%`}
            width={`${width * 0.35}%`}
            y={`${Math.min(edge, zero)}%`}
            height={`${Math.abs(edge - zero)}%`}
            rx="2"
          />
        )
      })}
    </g>
  ))
}

// How many columns share one label: on a phone, and where there is room. Counted from the newest, which always has its own.
const labelled = (count: number, place: number) => {
  const fromEnd = count - 1 - place
  return {
    'data-phone': fromEnd % Math.ceil(count / 5) === 0 || undefined,
    'data-desk': fromEnd % Math.ceil(count / 12) === 0 || undefined,
  }
}

type AxisProps = { readonly axis: Axis; readonly format: PairProps['format'] }

const fromTop = (axis: Axis, tick: number) => `${100 - percentOn(axis, tick)}%`

const Ticks = ({ axis, format }: AxisProps) => (
  <div className={css['ticks']} aria-hidden>
    {axis.ticks.map(tick => (
      <span key={tick} className="number" style={{ top: fromTop(axis, tick) }}>
        {format(tick)}
      </span>
    ))}
  </div>
)

const Lines = ({ axis }: Pick<AxisProps, 'axis'>) =>
  axis.ticks.map(tick => (
    <line
      key={tick}
      className={`${css['line']} ${tick === 0 ? css['zero'] : ''}`}
      x1="0"
      x2="100%"
      y1={fromTop(axis, tick)}
      y2={fromTop(axis, tick)}
    />
  ))

/** Pairs of columns on one axis, drawn by the server; the table beside it says the same to those who hear the page. */
export const PairColumns = ({ pairs, names, format, least, labels }: PairProps) => {
  const axis = axisOf(
    pairs.flatMap(({ present, other }) => [present, other]),
    least,
  )
  return (
    <figure className={css['figure']}>
      <Keys names={names} />
      <div className={css['plot']}>
        <Ticks axis={axis} format={format} />
        <svg className={css['shapes']} aria-hidden>
          <Lines axis={axis} />
          <Columns pairs={pairs} axis={axis} format={format} names={names} />
        </svg>
        <div className={css['labels']} data-apart={labels === 'apart' || undefined} aria-hidden>
          {pairs.map(({ key, label, short = label }, place) => (
            <span key={key} {...labelled(pairs.length, place)}>
              <span className={css['long']}>{label}</span>
              <span className={css['short']}>{short}</span>
            </span>
          ))}
        </div>
      </div>
    </figure>
  )
}
