import { Link } from 'react-router'
import type { Period } from '#ground/period'
import type { MonthPoint } from '#doors/server'
import { sumOf } from './turnover.ts'
import { Amount, Key } from './amount.tsx'
import { perMille } from './formats.ts'
import { barsOf, scaleOf, windowOf, type Scale } from './months-scale.ts'
import { useShell } from './shell-data.ts'
import css from './months-chart.module.css'
import { Table } from './table.tsx'
import table from './table.module.css'

type ChartProps = {
  readonly months: readonly MonthPoint[]
  readonly shown: Period
  /** Where a click on a month leads. */
  readonly addressOf: (period: Period) => string
  /** What the two parts are called here. */
  readonly names: { readonly personal: string; readonly customers: string }
}

const mostMonths = 25

// How many columns share one label, so that labels never touch: on a phone, and where there is room.
const everyFor = (count: number) => ({ phone: Math.ceil(count / 4), desk: Math.ceil(count / 14) })

type MonthProps = ChartProps & {
  readonly month: MonthPoint
  readonly scale: Scale
  readonly position: number
  readonly count: number
}

const Month = ({ month, scale, position, count, shown, addressOf, names }: MonthProps) => {
  const { formats } = useShell()
  const every = everyFor(count)
  // Counted from the newest, which always has its label.
  const fromEnd = count - 1 - position
  const side = position < count / 3 ? 'start' : position > (count * 2) / 3 ? 'end' : 'middle'
  return (
    <li className={css['month']} data-shown={month.period === shown || undefined}>
      <Link to={addressOf(month.period)} preventScrollReset aria-current={month.period === shown ? 'true' : undefined}>
        {barsOf(month, scale).map(bar => (
          <span
            key={bar.of}
            className={css[bar.of]}
            style={{ bottom: `${bar.from}%`, height: `${bar.height}%` }}
            aria-hidden
          />
        ))}
        <span className={css['tip']} data-side={side}>
          <strong>{formats.month(month.period)}</strong>
          <span>
            <Key of="partners" />
            {names.personal}: <span className="number">{formats.money(month.personal.net)}</span>
          </span>
          <span>
            <Key of="customers" />
            {names.customers}: <span className="number">{formats.money(month.customers.net)}</span>
          </span>
        </span>
      </Link>
      <span
        className={css['label']}
        aria-hidden
        data-phone={fromEnd % every.phone === 0 || undefined}
        data-desk={fromEnd % every.desk === 0 || undefined}
      >
        {formats.monthShort(month.period)}
      </span>
    </li>
  )
}

const Axis = ({ scale }: { readonly scale: Scale }) => {
  const { formats } = useShell()
  return (
    <div className={css['axis']} aria-hidden>
      {scale.ticks.map(tick => (
        <span
          key={tick}
          data-zero={tick === 0 || undefined}
          style={{ bottom: `${((tick - scale.low) / (scale.high - scale.low)) * 100}%` }}
        >
          <span className="number">{formats.moneyRounded(tick)}</span>
        </span>
      ))}
    </div>
  )
}

const right = table['right']
const wideRight = `${table['right']} ${table['wide']}`

const MonthRow = ({
  month,
  addressOf,
}: {
  readonly month: MonthPoint
  readonly addressOf: ChartProps['addressOf']
}) => {
  const { formats } = useShell()
  const sum = sumOf(month.personal, month.customers)
  const share = perMille(month.customers.net, sum.net)
  return (
    <tr>
      <th scope="row">
        <Link to={addressOf(month.period)}>{formats.month(month.period)}</Link>
      </th>
      {[month.personal, month.customers, sum].map((turnover, column) => (
        // oxlint-disable-next-line react/no-array-index-key -- three columns that never change places
        <td key={column} className={right}>
          <Amount of={turnover} withPoints={false} />
        </td>
      ))}
      <td className={`${wideRight} number`}>{share === null ? '–' : formats.share(share)}</td>
    </tr>
  )
}

const MonthsTable = ({ months, addressOf, names }: ChartProps) => {
  const { words } = useShell()
  return (
    <details className={css['table']}>
      <summary>{words.chart.asTable}</summary>
      <Table
        columns={[
          { label: words.chart.month },
          { label: names.personal, as: 'right' },
          { label: names.customers, as: 'right' },
          { label: words.amounts.sum, as: 'right' },
          { label: words.chart.share, as: 'wide right' },
        ]}
      >
        {months.toReversed().map(month => (
          <MonthRow key={month.period} month={month} addressOf={addressOf} />
        ))}
      </Table>
    </details>
  )
}

/** Turnover month by month in its two parts. Drawn by the server: every bar is a link to its month and needs no script. */
export const MonthsChart = (props: ChartProps) => {
  const { words } = useShell()
  const drawn = windowOf(props.months, props.shown, mostMonths)
  const scale = scaleOf(drawn)
  if (drawn.every(({ personal, customers }) => personal.net === 0 && customers.net === 0))
    return <p>{words.chart.none}</p>
  return (
    <figure className={css['figure']}>
      <figcaption className={css['keys']}>
        <span>
          <Key of="customers" />
          {props.names.customers}
        </span>
        <span>
          <Key of="partners" />
          {props.names.personal}
        </span>
      </figcaption>
      <div className={css['plot']}>
        <Axis scale={scale} />
        <ol className={css['months']}>
          {drawn.map((month, position) => (
            <Month key={month.period} {...props} month={month} scale={scale} position={position} count={drawn.length} />
          ))}
        </ol>
      </div>
      <MonthsTable {...props} />
    </figure>
  )
}
