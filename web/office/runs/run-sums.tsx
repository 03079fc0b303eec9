import { Link } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import type { RunView } from '../../ui/context.ts'
import { useShell } from '../../ui/shell-data.ts'
import { Sheet } from '../../ui/sheet.tsx'
import table from '../../ui/table.module.css'
import earnings from '../../ui/earnings/earnings.module.css'
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
  ]
  return (
    <dl className={earnings['figures']}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Rules = ({ run: { sums } }: Props) => {
  const { words, formats } = useShell()
  const text = words.runs.run
  const rows = [...sums.rules, ...(sums.takenBack.lines === 0 ? [] : [{ name: text.takenBack, ...sums.takenBack }])]
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{text.rule}</th>
            <th scope="col" className={`${table['wide']} ${table['right']}`}>
              {text.lines}
            </th>
            <th scope="col" className={table['right']}>
              {text.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, lines, amount }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={`${table['wide']} ${table['right']} number`}>{formats.count(lines)}</td>
              <td className={`${table['right']} number`}>{formats.money(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.all}</th>
            <td className={`${table['wide']} ${table['right']} number`}>{formats.count(sums.lines)}</td>
            <td className={`${table['right']} number`}>{formats.money(sums.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
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
