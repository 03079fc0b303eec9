import { Link } from 'react-router'
import type { ContactRef, OrderId, Page, PartyOrderRow } from '#doors/server'
import { partyWays, type PartyWay } from '#sales/party-order'
import { ContactName } from '../contact-name.tsx'
import { formatsOf } from '../formats.ts'
import { useShell } from '../shell-data.ts'
import { Pager, Sheet } from '../sheet.tsx'
import { Table } from '../table.tsx'
import table from '../table.module.css'
import css from './orders.module.css'

type OrdersProps = {
  readonly page: Page<PartyOrderRow>
  /** What the list is narrowed to. */
  readonly way: PartyWay | null
  readonly cursor: string | null
  readonly ordersAt: (query: Readonly<Record<string, string | null>>) => string
  readonly orderTo: (id: OrderId) => string
  readonly contactTo: (contact: ContactRef) => string | undefined
  /** Where a collective order is divided; left out for who does not. */
  readonly splitTo?: (id: OrderId) => string
}

const right = `${table['right']} number`
const wide = table['wide']

const Filter = ({ way, ordersAt }: Pick<OrdersProps, 'way' | 'ordersAt'>) => {
  const { orders, figures } = useShell().words.partyResult
  const choices = [[null, orders.all] as const, ...partyWays.map(each => [each, figures.ways[each]] as const)]
  return (
    <nav className={css['filter']} aria-label={orders.filter}>
      {choices.map(([each, label]) => (
        <Link
          key={label}
          to={ordersAt({ way: each })}
          preventScrollReset
          aria-current={each === way ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}

type RowProps = Pick<OrdersProps, 'orderTo' | 'contactTo' | 'splitTo'> & { readonly order: PartyOrderRow }

const useFacts = ({ way, takenAt, state, toldGuests }: PartyOrderRow) => {
  const { words, formats } = useShell()
  const { figures, orders } = words.partyResult
  const told = toldGuests === null ? [] : [orders.told(toldGuests, formats.count(toldGuests))]
  return {
    way: [figures.ways[way], ...told].join(', '),
    course: `${formats.moment(takenAt)} · ${words.office.order.states[state]}`,
  }
}

const Buyer = ({ order, contactTo }: Pick<RowProps, 'order' | 'contactTo'>) => {
  const text = useShell().words.partyResult.orders
  return order.buyer === null ? text.unknown : <ContactName contact={order.buyer} to={contactTo(order.buyer)} />
}

const Row = ({ order, orderTo, contactTo, splitTo }: RowProps) => {
  const { words, formats, language, company } = useShell()
  const text = words.partyResult.orders
  const { way, course } = useFacts(order)
  const { money } = formatsOf(language, order.currency, company.zone)
  const net = formats.money(order.net)
  return (
    <tr>
      <th scope="row">
        {order.isOpen ? <Link to={orderTo(order.id)}>{order.number}</Link> : order.number}
        <span className={table['small']}>{course}</span>
        <span className={table['narrow']}>
          <Buyer order={order} contactTo={contactTo} />
          <span className={table['small']}>{way}</span>
        </span>
        {order.way === 'collective' && splitTo !== undefined && <Link to={splitTo(order.id)}>{text.split}</Link>}
      </th>
      <td className={wide}>
        <Buyer order={order} contactTo={contactTo} />
      </td>
      <td className={wide}>{way}</td>
      <td className={`${right} ${wide}`}>{formats.count(order.pieces)}</td>
      <td className={right}>
        {order.isOpen ? <Link to={`${orderTo(order.id)}#entries`}>{net}</Link> : net}
        <span className={table['small']}>{text.gross(money(order.left))}</span>
      </td>
    </tr>
  )
}

const Rows = (props: OrdersProps) => {
  const { orders, figures } = useShell().words.partyResult
  return (
    <Table
      columns={[
        { label: orders.order },
        { label: orders.buyer, as: 'wide' },
        { label: figures.way, as: 'wide' },
        { label: orders.pieces, as: 'wide right' },
        { label: orders.net, as: 'right' },
      ]}
    >
      {props.page.rows.map(order => (
        <Row key={order.id} {...props} order={order} />
      ))}
    </Table>
  )
}

/** The orders that count for a party, all or those of one way, with what each is of its turnover. */
export const PartyOrders = (props: OrdersProps) => {
  const { page, way, cursor, ordersAt } = props
  const { orders: text, figures } = useShell().words.partyResult
  const isEmpty = page.rows.length === 0
  return (
    <Sheet
      title={text.title}
      id="orders"
      note={way === null ? text.note : `${text.noteOfWay(figures.ways[way])} ${text.note}`}
    >
      {isEmpty && way === null ? null : <Filter {...{ way, ordersAt }} />}
      {isEmpty ? <p className={css['soft']}>{way === null ? text.none : text.noneOfWay}</p> : <Rows {...props} />}
      <Pager isFirst={cursor === null} next={page.next} to={after => ordersAt({ way, cursor: after })} />
    </Sheet>
  )
}
