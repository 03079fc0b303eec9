import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf, wordOf } from '../ui/asked.ts'
import { ContactName } from '../ui/contact-name.tsx'
import { officeWorld, type OfficeWorld, type OpenOrders, type ShopOrderRow } from '../ui/context.ts'
import { formatsOf } from '../ui/formats.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import css from './orders.module.css'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.orders.title)

const kinds: readonly OpenOrders[] = ['to ship', 'to pay', 'all']

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const shown = kinds.find(kind => kind === wordOf(asked, 'show'))
  const cursor = cursorOf(asked)
  if (shown !== undefined) return listOf(office, { open: shown, cursor })
  // Who chose nothing sees what there is to do first.
  const found = await Promise.all(kinds.map(open => listOf(office, { open, cursor: null })))
  return found.find(({ rows }) => rows.length > 0) ?? found[0]!
}

type Asked = { readonly open: OpenOrders; readonly cursor: string | null }

const listOf = async ({ shopOrders }: Pick<OfficeWorld['office'], 'shopOrders'>, { open, cursor }: Asked) => ({
  open,
  isFirst: cursor === null,
  ...(await shopOrders.list({ open, cursor })),
})

const Surpluses = () => {
  const text = useShell().words.orders.surplus
  return (
    <p>
      <Link to={addresses.surpluses()}>{text.title}</Link>
    </p>
  )
}

const Choice = ({ open }: { readonly open: OpenOrders }) => {
  const text = useShell().words.orders
  return (
    <nav aria-label={text.show}>
      <ul className={css['choice']}>
        {kinds.map(kind => (
          <li key={kind}>
            <Link to={addresses.orders({ show: kind })} aria-current={kind === open ? 'page' : undefined}>
              {text.open[kind]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Row = ({ order }: { readonly order: ShopOrderRow }) => {
  const { words, formats, language, company } = useShell()
  const { money } = formatsOf(language, order.currency, company.zone)
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.order(order.id)}>{order.number}</Link>
        <span className={table['small']}>{formats.dayShort(order.placedAt)}</span>
      </th>
      <td>
        <ContactName contact={order.buyer} to={addresses.contact(order.buyer.id)} />
      </td>
      <td className={table['wide']}>{words.orders.payments[order.payment]}</td>
      <td className={table['wide']}>{words.office.order.states[order.state]}</td>
      <td className={`${table['right']} number`}>{money(order.total)}</td>
    </tr>
  )
}

const Rows = ({ rows }: { readonly rows: readonly ShopOrderRow[] }) => {
  const text = useShell().words.orders
  return (
    <Table
      columns={[
        { label: text.number },
        { label: text.buyer },
        { label: text.payment, as: 'wide' },
        { label: text.state, as: 'wide' },
        { label: text.total, as: 'right' },
      ]}
    >
      {rows.map(order => (
        <Row key={order.id} order={order} />
      ))}
    </Table>
  )
}

export default function OrdersPage() {
  const { open, isFirst, rows, next } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.orders
  return (
    <Page title={text.title} lead={text.lead}>
      <Choice open={open} />
      <Sheet title={text.open[open]}>
        {rows.length === 0 ? <EmptyState {...text.empty[open]} /> : <Rows rows={rows} />}
        <Pager isFirst={isFirst} next={next} to={cursor => addresses.orders({ show: open, cursor })} />
      </Sheet>
      <Surpluses />
    </Page>
  )
}
