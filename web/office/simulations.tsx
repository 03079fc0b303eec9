import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { officeWorld, type SimulationRow } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import css from './simulation.module.css'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.simulation.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const [rows, plans] = await Promise.all([office.simulation.list(), office.simulation.plans()])
  return { rows, hasPlan: plans.length > 0 }
}

const What = ({ row }: { readonly row: SimulationRow }) => {
  const text = useShell().words.simulation
  const title = row.changes.length > 0 ? row.changes : [text.against(row.names.present, row.names.other)]
  return (
    <Link to={addresses.simulation(row.id)} className={css['lines']}>
      {title.map(line => (
        <span key={line}>{line.replace(/^bonuses\./u, '')}</span>
      ))}
    </Link>
  )
}

const Row = ({ row }: { readonly row: SimulationRow }) => {
  const { words, formats } = useShell()
  const text = words.simulation
  const { difference } = row
  return (
    <tr>
      <th scope="row">
        <What row={row} />
        <span className={table['small']}>{text.list.asked(formats.moment(row.askedAt))}</span>
      </th>
      <td className={table['wide']}>{text.span(formats.monthShort(row.from), formats.monthShort(row.until))}</td>
      <td className={table['wide']}>{text.states[row.state]}</td>
      <td className={`${table['right']} number`}>
        {difference === null
          ? text.states[row.state]
          : `${difference > 0 ? '+' : ''}${formats.moneyRounded(difference)}`}
      </td>
    </tr>
  )
}

const Rows = ({ rows }: { readonly rows: readonly SimulationRow[] }) => {
  const text = useShell().words.simulation.list
  return (
    <Table
      columns={[
        { label: text.what },
        { label: text.months, as: 'wide' },
        { label: text.state, as: 'wide' },
        { label: text.difference, as: 'right' },
      ]}
    >
      {rows.map(row => (
        <Row key={row.id} row={row} />
      ))}
    </Table>
  )
}

export default function SimulationsPage() {
  const { rows, hasPlan } = useLoaderData<typeof loader>()
  const text = useShell().words.simulation
  const ask = (
    <Button component={Link} to={addresses.newSimulation()} size="md">
      {text.ask}
    </Button>
  )
  if (!hasPlan)
    return (
      <Page title={text.title} lead={text.lead}>
        <Sheet>
          <EmptyState title={text.noPlanTitle} text={text.noPlanText} />
        </Sheet>
      </Page>
    )
  return (
    <Page title={text.title} lead={text.lead} tools={rows.length > 0 && ask}>
      <Sheet>
        {rows.length > 0 ? (
          <Rows rows={rows} />
        ) : (
          <EmptyState title={text.emptyTitle} text={text.emptyText}>
            {ask}
          </EmptyState>
        )}
      </Sheet>
    </Page>
  )
}
