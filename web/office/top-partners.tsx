import type { Period } from '#ground/period'
import type { PartnerRow } from '../ui/context.ts'
import { addresses } from '../ui/addresses.ts'
import { Amount, SplitBar } from '../ui/amount.tsx'
import { ContactName } from '../ui/contact-name.tsx'
import { useShell } from '../ui/shell-data.ts'
import { EmptyState } from '../ui/sheet.tsx'
import table from '../ui/table.module.css'
import css from './top-partners.module.css'

type RowProps = { readonly row: PartnerRow; readonly rank: number; readonly period: Period }

const right = table['right']
const wideRight = `${table['right']} ${table['wide']}`

const Row = ({ row, rank, period }: RowProps) => {
  const { words, formats } = useShell()
  const { id, name } = row.contact
  const to = (kind: 'personal' | 'customers' | 'own' | 'team') => addresses.volumes(id, period, kind)
  return (
    <tr>
      <td className={`${table['soft']} ${css['rank']} number`}>{rank}</td>
      <th scope="row">
        <ContactName contact={row.contact} to={addresses.contact(id, { period })} />
      </th>
      <td className={`${right} ${css['own']}`}>
        <Amount of={row.own} to={to('own')} what={`${words.kinds.own}, ${name}`} withPoints={false} />
        <SplitBar partners={row.personal.net} customers={row.customers.net} />
      </td>
      <td className={wideRight}>
        <Amount of={row.personal} to={to('personal')} what={`${words.kinds.personal}, ${name}`} withPoints={false} />
      </td>
      <td className={wideRight}>
        <Amount of={row.customers} to={to('customers')} what={`${words.kinds.customers}, ${name}`} withPoints={false} />
        <span className={table['small']}>
          {words.office.contact.customersBelow(row.customerCount, formats.count(row.customerCount))}
        </span>
      </td>
      <td className={wideRight}>
        <Amount of={row.team} to={to('team')} what={`${words.kinds.team}, ${name}`} withPoints={false} />
      </td>
    </tr>
  )
}

/** The partners with the highest own volume. */
export const TopPartners = ({ rows, period }: { readonly rows: readonly PartnerRow[]; readonly period: Period }) => {
  const { words } = useShell()
  const text = words.office.overview
  if (rows.length === 0) return <EmptyState title={text.emptyMonth} text={text.emptyMonthText} />
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{text.rank}</span>
            </th>
            <th scope="col">{text.partner}</th>
            <th scope="col" className={right}>
              {words.kinds.own}
            </th>
            <th scope="col" className={wideRight}>
              {words.kinds.personal}
            </th>
            <th scope="col" className={wideRight}>
              {words.kinds.customers}
            </th>
            <th scope="col" className={wideRight}>
              {words.kinds.team}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, position) => (
            <Row key={row.contact.id} row={row} rank={position + 1} period={period} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
