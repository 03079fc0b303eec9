import { Link } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import type { OrderRow, Page } from '../ui/context.ts'
import { useShell } from '../ui/shell-data.ts'
import { Pager, Sheet } from '../ui/sheet.tsx'
import table from '../ui/table.module.css'

type OrdersProps = {
  readonly orders: Page<OrderRow>
  readonly isFirst: boolean
  readonly addressOf: (cursor: string | null) => string
}

const wideRight = `${table['right']} ${table['wide']}`

const Head = () => {
  const text = useShell().words.office.contact
  return (
    <thead>
      <tr>
        <th scope="col">{text.order}</th>
        <th scope="col">{text.placedAt}</th>
        <th scope="col" className={table['wide']}>
          {text.state}
        </th>
        <th scope="col" className={table['right']}>
          {text.net}
        </th>
        <th scope="col" className={wideRight}>
          {text.returned}
        </th>
      </tr>
    </thead>
  )
}

const Row = ({ order }: { readonly order: OrderRow }) => {
  const { words, formats } = useShell()
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.order(order.id)}>{order.reference}</Link>
      </th>
      <td className="number">{formats.dayShort(order.placedAt)}</td>
      <td className={table['wide']}>{words.office.order.states[order.state]}</td>
      <td className={`${table['right']} number`}>{formats.money(order.net)}</td>
      <td className={`${wideRight} number`}>{order.returned === 0 ? '' : formats.money(order.returned)}</td>
    </tr>
  )
}

/** A contact's orders, newest first. */
export const OrdersTable = ({ orders, isFirst, addressOf }: OrdersProps) => {
  const { words } = useShell()
  const text = words.office.contact
  return (
    <Sheet title={text.orders} id="orders">
      {orders.rows.length === 0 ? (
        <p className={table['small']}>{text.noOrders}</p>
      ) : (
        <div className={table['scroll']}>
          <table className={table['table']}>
            <Head />
            <tbody>
              {orders.rows.map(order => (
                <Row key={order.id} order={order} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager isFirst={isFirst} next={orders.next} to={addressOf} />
    </Sheet>
  )
}
