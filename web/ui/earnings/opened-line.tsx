import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Cents, Points } from '#ground/money'
import type { Period } from '#ground/period'
import type { ContactId, OpenedLine, OrderId } from '#doors/server'
import { printRate } from '#earnings/scalar'
import { ContactName } from '../contact-name.tsx'
import { useShell } from '../shell-data.ts'
import { EmptyState, Sheet } from '../sheet.tsx'
import { Table } from '../table.tsx'
import table from '../table.module.css'
import css from './earnings.module.css'

/** Where things lead from a line: other for the company than for the partner, who may not see everything. */
export type LinePlaces = {
  readonly contact: (id: ContactId) => string | undefined
  readonly earnings: (period: Period, id: ContactId) => string | undefined
  readonly volumes: (id: ContactId, period: Period) => string | undefined
  readonly order: (id: OrderId) => string
  readonly line: (period: Period, place: number) => string
}

type Props = { readonly line: OpenedLine; readonly places: LinePlaces }

type Reckoned = readonly (readonly [label: string, value: ReactNode])[]

const useReckoning = ({ line, places }: Props): Reckoned => {
  const { words, formats, language } = useShell()
  const [text, its] = [words.runs.line, words.runs.partner]
  const { partner, from, period, corrects } = line
  const isMoney = line.unit === 'money'
  const base = isMoney ? formats.money(line.base as Cents) : words.amounts.points(formats.points(line.base as Points))
  return [
    [text.partner, <ContactName key="partner" contact={partner} to={places.earnings(period, partner.id)} />],
    [its.from, from === null ? its.ofMany : <ContactName key="from" contact={from} to={places.contact(from.id)} />],
    [its.base, base],
    ...(line.rate === 0 ? [] : [[its.rate, printRate(line.rate, language)] as const]),
    [text.reason, line.reason[language]],
    [its.amount, `${formats.money(line.amount)} (${line.isRounded ? its.rounded : text.exactly})`],
    ...(corrects === null ? [] : [[its.takenBack, <Original key="original" of={corrects} places={places} />] as const]),
  ]
}

type OriginalProps = { readonly of: NonNullable<OpenedLine['corrects']>; readonly places: LinePlaces }

const Original = ({ of, places }: OriginalProps) => {
  const { words, formats } = useShell()
  return (
    <Link to={places.line(of.period, of.place)}>
      {words.runs.line.original}, {formats.month(of.period)}
    </Link>
  )
}

const Reckoning = (props: Props) => {
  const text = useShell().words.runs.line
  return (
    <Sheet title={text.reckoning}>
      <dl className={css['data']}>
        {useReckoning(props).map(([label, value]) => (
          <div key={label} className={css['row']}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

const Way = ({ line, places }: Props) => {
  const text = useShell().words.runs.line
  if (line.path.length < 2) return null
  return (
    <Sheet title={text.way}>
      <ol className={css['path']}>
        {line.path.map(contact => (
          <li key={contact.id}>
            <ContactName contact={contact} to={places.contact(contact.id)} />
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

type Behind = NonNullable<OpenedLine['behind']>
type Orders = Extract<Behind, { is: 'orders' }>

type OrderProps = { readonly row: Orders['rows'][number]; readonly places: LinePlaces }

const OrderRow = ({ row, places }: OrderProps) => {
  const { words, formats } = useShell()
  const { order, contact, net } = row
  return (
    <tr>
      <th scope="row">
        {order === null ? (
          words.runs.line.noOrder
        ) : (
          <Link to={places.order(order.id)}>{order.reference ?? formats.dayShort(order.placedAt)}</Link>
        )}
        <span className={`${table['narrow']} ${table['small']}`}>{contact.name}</span>
      </th>
      <td className={table['wide']}>{order === null ? '' : formats.dayShort(order.placedAt)}</td>
      <td className={table['wide']}>
        <ContactName contact={contact} to={places.contact(contact.id)} />
      </td>
      <td className={`${table['right']} number`}>{formats.money(net)}</td>
    </tr>
  )
}

const OrdersBehind = ({ rows, places }: Pick<Orders, 'rows'> & Pick<Props, 'places'>) => {
  const { words } = useShell()
  const text = words.runs.line
  return (
    <Sheet title={text.orders} note={text.ordersNote}>
      <Table
        columns={[
          { label: text.order },
          { label: text.day, as: 'wide' },
          { label: text.who, as: 'wide' },
          { label: text.net, as: 'right' },
        ]}
      >
        {rows.map(row => (
          <OrderRow key={`${row.order?.id} ${row.contact.id}`} row={row} places={places} />
        ))}
      </Table>
    </Sheet>
  )
}

const Sources = ({ line, rows, places }: Props & { readonly rows: Extract<Behind, { is: 'partners' }>['rows'] }) => {
  const { words, formats } = useShell()
  const text = words.runs.line
  return (
    <Sheet title={text.sources}>
      <ul className={css['lines']}>
        {rows.map(({ contact, base }) => (
          <li key={contact.id}>
            <span className={css['line']}>
              <ContactName contact={contact} to={places.volumes(contact.id, line.period)} />
              <span className={`${css['lineAmount']} number`}>
                {line.unit === 'money' ? formats.money(base as Cents) : formats.points(base as Points)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

type ViewProps = Props & {
  /** What is said where no orders are told of somebody's turnover. */
  readonly sumOnly?: string
}

/** A line opened: how it was reckoned, the way up the structure, and the orders or partners behind it. */
export const OpenedLineView = ({ sumOnly, ...props }: ViewProps) => {
  const { line } = props
  const text = useShell().words.runs.line
  return (
    <>
      <Reckoning {...props} />
      <Way {...props} />
      {line.behind?.is === 'orders' && <OrdersBehind rows={line.behind.rows} places={props.places} />}
      {line.behind?.is === 'partners' && <Sources {...props} rows={line.behind.rows} />}
      {line.behind === null && line.corrects === null && (
        <Sheet>
          <EmptyState title={text.none} text={line.from === null ? text.noneText : (sumOnly ?? text.noneText)} />
        </Sheet>
      )}
    </>
  )
}
