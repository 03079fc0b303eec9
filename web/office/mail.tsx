import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf } from '../ui/asked.ts'
import { officeWorld, type MessageRow } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import css from './paper.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.paper.mail.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { mail } = officeWorld({ request, context }).office
  const cursor = cursorOf(new URL(request.url).searchParams)
  return { cursor, isSending: mail.isSending, found: await mail.list({ cursor }) }
}

const Row = ({ row }: { readonly row: MessageRow }) => {
  const { words, formats } = useShell()
  const text = words.paper.mail
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.message(row.id)} className={css['link']}>
          {row.subject}
        </Link>
        <span className={table['small']}>
          <span className={table['narrow']}>
            {text.states[row.state]} · {formats.moment(row.sentAt ?? row.createdAt)}
            <br />
          </span>
          {row.to}
        </span>
      </th>
      <td className={table['wide']}>{text.states[row.state]}</td>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.moment(row.sentAt ?? row.createdAt)}</td>
    </tr>
  )
}

const Rows = ({ rows }: { readonly rows: readonly MessageRow[] }) => {
  const text = useShell().words.paper.mail
  return (
    <Table
      columns={[{ label: text.subject }, { label: text.state, as: 'wide' }, { label: text.when, as: 'wide right' }]}
    >
      {rows.map(row => (
        <Row key={row.id} row={row} />
      ))}
    </Table>
  )
}

export default function MailPage() {
  const { cursor, isSending, found } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.paper.mail
  return (
    <Page title={text.title} lead={<p>{isSending ? text.sending : text.keeping}</p>}>
      <Sheet>
        {found.rows.length === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        ) : (
          <Rows rows={found.rows} />
        )}
        <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.mail({ cursor })} />
      </Sheet>
    </Page>
  )
}
