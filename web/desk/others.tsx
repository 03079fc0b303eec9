import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { cursorOf } from '../ui/asked.ts'
import { deskWorld } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import css from '../ui/attribution.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.attribution.others.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { desk } = deskWorld({ request, context })
  const cursor = cursorOf(new URL(request.url).searchParams)
  return { cursor, lost: await desk.attribution.lost({ cursor }) }
}

const Rows = () => {
  const { lost } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.attribution
  return (
    <Table columns={[{ label: text.signal }, { label: text.outcome }]}>
      {lost.rows.map(row => (
        <tr key={row.key}>
          <th scope="row">
            {row.kind === null ? text.others.was : text.signals[row.kind]}
            <span className={`${table['small']} ${css['said']}`}>{row.said}</span>
          </th>
          <td>
            {row.outcome !== null && text.outcomes[row.outcome]}
            <span className={table['small']}>
              {formats.dayShort(row.decidedAt)} · {text.others.instead(text.by[row.by])}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
}

export default function OthersPage() {
  const { lost, cursor } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.attribution.others
  return (
    <Page title={text.title} lead={text.lead} back={{ to: '/desk/customers', label: words.desk.customers.title }}>
      <Sheet>
        {lost.rows.length === 0 ? <EmptyState title={text.emptyTitle} text={text.emptyText} /> : <Rows />}
        <Pager isFirst={cursor === null} next={lost.next} to={cursor => addresses.deskOthers({ cursor })} />
      </Sheet>
    </Page>
  )
}
