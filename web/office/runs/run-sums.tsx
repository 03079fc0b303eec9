import { Link } from 'react-router'
import type { Cents } from '#ground/money'
import type { Period } from '#ground/period'
import type { LinesOf } from '#doors/server'
import { addresses } from '../../ui/addresses.ts'
import type { RunView } from '../../ui/context.ts'
import { FigureList } from '../../ui/earnings/figure-list.tsx'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import css from './runs.module.css'

type Props = { readonly run: RunView }

const Figures = ({ run: { sums, ratio } }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs
  const figures = [
    [text.turnover, formats.money(sums.turnover)],
    [text.total, formats.money(sums.total)],
    [text.ratio, ratio === null ? '–' : formats.share(Math.round(ratio / 1_000))],
    [text.partners, formats.count(sums.partners)],
  ] as const
  return <FigureList figures={figures} />
}

type Paid = { readonly name: string; readonly of: LinesOf; readonly amount: Cents; readonly lines: number }

// What paid anything opens to those it paid.
const Row = ({ paid: { name, of, amount, lines }, period }: { readonly paid: Paid; readonly period: Period }) => {
  const { words, formats } = useShell()
  const money = formats.money(amount)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.count(lines)}</td>
      <td className={`${table['right']} number`}>
        {lines === 0 ? (
          money
        ) : (
          <Link to={addresses.runPartners(period, of)} aria-label={`${money}: ${words.runs.run.whom(name)}`}>
            {money}
          </Link>
        )}
      </td>
    </tr>
  )
}

const Rules = ({ run: { period, sums } }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  const takenBack: Paid = { name: text.takenBack, of: 'taken back', ...sums.takenBack }
  const rows: Paid[] = sums.rules.map((rule, of) => ({ ...rule, of }))
  const foot = (
    <tr>
      <th scope="row">{text.all}</th>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.count(sums.lines)}</td>
      <td className={`${table['right']} number`}>{formats.money(sums.total)}</td>
    </tr>
  )
  const columns = [
    { label: text.rule },
    { label: text.lines, as: 'wide right' as const },
    { label: text.amount, as: 'right' as const },
  ]
  return (
    <Table columns={columns} foot={foot}>
      {[...rows, ...(takenBack.lines === 0 ? [] : [takenBack])].map(paid => (
        <Row key={paid.of} paid={paid} period={period} />
      ))}
    </Table>
  )
}

/** What a month pays, by rule. */
export const Sums = ({ run }: Props) => {
  const { words } = useShell()
  const text = words.runs.run
  return (
    <>
      <Sheet>
        <Figures run={run} />
      </Sheet>
      <Sheet title={text.sums}>
        <Rules run={run} />
        <p className={css['links']}>
          <Link to={`${addresses.plan()}#returns`}>{words.returns.toRule}</Link>
        </p>
      </Sheet>
    </>
  )
}

/** Who did what with it. */
export const History = ({ run }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  return (
    <Sheet title={text.history}>
      <ul className={css['history']}>
        {run.events.map(({ what, by, at }) => (
          <li key={`${at} ${what}`}>
            <span>{text.events[what](by)}</span>
            <span className={`${css['soft']} number`}>{formats.moment(at)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
