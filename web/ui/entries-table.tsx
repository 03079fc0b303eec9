import { Link } from 'react-router'
import type { EntryRow, OrderId } from '#doors/server'
import { useShell } from './shell-data.ts'
import table from './table.module.css'

type EntriesProps = {
  readonly rows: readonly EntryRow[]
  readonly orderTo: (id: OrderId) => string
  readonly caption: string
}

const right = table['right']

const Row = ({ row, orderTo }: { readonly row: EntryRow; readonly orderTo: EntriesProps['orderTo'] }) => {
  const { words, formats, company } = useShell()
  const text = words.office.explanation
  const order = row.order !== null && <Link to={orderTo(row.order.id)}>{row.order.reference}</Link>
  return (
    <tr>
      <td className="number">
        {formats.dayShort(row.at)}
        <span className={table['narrow']}>
          <br />
          {order}
        </span>
      </td>
      <td className={table['wide']}>{order}</td>
      <td>
        {row.article.name}
        {row.is === 'return' && <span className={table['small']}>{text.isReturn}</span>}
        {row.is === 'split' && <span className={table['small']}>{text.isSplit}</span>}
        <span className={table['small']}>{row.article.number}</span>
      </td>
      <td className={`${right} number ${table['wide']}`}>{formats.count(row.quantity)}</td>
      <td className={`${right} number`}>{formats.money(row.turnover.net)}</td>
      {company.hasPoints && (
        <td className={`${right} number ${table['wide']}`}>{formats.points(row.turnover.points)}</td>
      )}
    </tr>
  )
}

/** Lines of the ledger with the article and the order behind them. */
export const EntriesTable = ({ rows, orderTo, caption }: EntriesProps) => {
  const { words, company } = useShell()
  const text = words.office.explanation
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.date}</th>
            <th scope="col" className={table['wide']}>
              {text.order}
            </th>
            <th scope="col">{text.article}</th>
            <th scope="col" className={`${right} ${table['wide']}`}>
              {text.quantity}
            </th>
            <th scope="col" className={right}>
              {text.net}
            </th>
            {company.hasPoints && (
              <th scope="col" className={`${right} ${table['wide']}`}>
                {text.points}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row key={row.id} row={row} orderTo={orderTo} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
