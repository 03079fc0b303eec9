import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf } from '../ui/asked.ts'
import { deskWorld, type PermissionRow } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import css from './permissions.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.known.permissions.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const cursor = cursorOf(new URL(request.url).searchParams)
  return { cursor, found: await desk.known.permissions({ cursor }) }
}

const Row = ({ row }: { readonly row: PermissionRow }) => {
  const { words } = useShell()
  const { permissions, consent } = words.known
  return (
    <tr>
      <th scope="row">{row.contact.name}</th>
      <td>
        {row.channels.length === 0 ? (
          <span className={css['none']}>{permissions.nothing}</span>
        ) : (
          <ul className={css['ways']}>
            {row.channels.map(({ channel, address }) => (
              <li key={channel}>
                {consent.channels[channel]}: {address}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}

const Rows = ({ rows }: { readonly rows: readonly PermissionRow[] }) => {
  const text = useShell().words.known.permissions
  return (
    <Table columns={[{ label: text.name }, { label: text.ways }]}>
      {rows.map(row => (
        <Row key={row.contact.id} row={row} />
      ))}
    </Table>
  )
}

const ways = ['email', 'phone', 'post', 'messenger'] as const

const Export = () => {
  const { permissions, consent } = useShell().words.known
  return (
    <p className={css['export']}>
      {permissions.export}:{' '}
      {ways.map(channel => (
        <a key={channel} href={`/desk/permissions/recipients?channel=${channel}`} download>
          {consent.channels[channel]}
        </a>
      ))}
    </p>
  )
}

export default function PermissionsPage() {
  const { cursor, found } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.known.permissions
  return (
    <Page
      title={text.title}
      lead={text.lead}
      back={{ to: addresses.deskCustomers(), label: words.desk.customers.title }}
    >
      <Sheet
        title={text.sum(formats.count(found.mayWrite), formats.count(found.customers))}
        note={`${text.how} ${text.company(formats.count(found.mayContact))}`}
      >
        {found.customers === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText} />
        ) : (
          <>
            <Rows rows={found.rows} />
            {found.mayWrite > 0 && <Export />}
          </>
        )}
        <Pager isFirst={cursor === null} next={found.next} to={cursor => addresses.permissions({ cursor })} />
      </Sheet>
    </Page>
  )
}
