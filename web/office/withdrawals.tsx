import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf } from '../ui/asked.ts'
import { officeWorld, type WithdrawalRow } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import css from './paper.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.paper.withdrawals.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { withdrawals } = officeWorld({ request, context }).office
  const asked = new URL(request.url).searchParams
  const cursor = cursorOf(asked)
  const only = asked.has('all') ? 'all' : 'unsettled'
  return { cursor, only, found: await withdrawals.list({ cursor, only }) } as const
}

const Row = ({ row }: { readonly row: WithdrawalRow }) => {
  const { words, formats } = useShell()
  const text = words.paper.withdrawals
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.withdrawal(row.id)} className={css['link']}>
          {row.name}
        </Link>
        <span className={table['small']}>
          <span className={table['narrow']}>
            {text.states[row.state]} · {formats.moment(row.receivedAt)}
            <br />
          </span>
          {row.email}
        </span>
      </th>
      <td>
        {row.order}
        {row.isPart && <span className={table['small']}>{text.part}</span>}
      </td>
      <td className={table['wide']}>{text.states[row.state]}</td>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.moment(row.receivedAt)}</td>
    </tr>
  )
}

const Rows = ({ rows }: { readonly rows: readonly WithdrawalRow[] }) => {
  const text = useShell().words.paper.withdrawals
  return (
    <Table
      columns={[
        { label: text.name },
        { label: text.order },
        { label: text.state, as: 'wide' },
        { label: text.received, as: 'wide right' },
      ]}
    >
      {rows.map(row => (
        <Row key={row.id} row={row} />
      ))}
    </Table>
  )
}

const Choice = () => {
  const { only } = useLoaderData<typeof loader>()
  const text = useShell().words.paper.withdrawals
  const choices = [
    { to: addresses.withdrawals(), label: text.unsettled, isChosen: only === 'unsettled' },
    { to: addresses.withdrawals({ all: 'yes' }), label: text.all, isChosen: only === 'all' },
  ]
  return (
    <nav className={css['places']} aria-label={text.state}>
      {choices.map(({ to, label, isChosen }) => (
        <Button
          key={to}
          component={Link}
          to={to}
          size="md"
          variant={isChosen ? 'filled' : 'default'}
          aria-current={isChosen ? 'page' : undefined}
        >
          {label}
        </Button>
      ))}
    </nav>
  )
}

export default function WithdrawalsPage() {
  const { cursor, only, found } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.paper.withdrawals
  const all = only === 'all' ? 'yes' : null
  return (
    <Page title={text.title} lead={<p>{text.lead}</p>} tools={<Choice />}>
      <Sheet>
        {found.rows.length === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        ) : (
          <Rows rows={found.rows} />
        )}
        <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.withdrawals({ all, cursor })} />
      </Sheet>
    </Page>
  )
}
