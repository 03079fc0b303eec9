import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../../ui/addresses.ts'
import { officeWorld, type RunRow } from '../../ui/context.ts'
import { titleOf, useShell } from '../../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../../ui/sheet.tsx'
import { Table } from '../../ui/table.tsx'
import table from '../../ui/table.module.css'
import { StateBadge } from './parts.tsx'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.runs.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => ({
  runs: await officeWorld({ request, context }).office.runs.runs(),
})

const Row = ({ run }: { readonly run: RunRow }) => {
  const { words, formats } = useShell()
  const { turnover, total, partners } = run.sums
  const ratio = turnover <= 0 ? '' : formats.share(Math.round((total / turnover) * 1_000))
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.run(run.period)}>{formats.month(run.period)}</Link>
        {run.asOf !== null && <span className={table['small']}>{words.runs.asOf(formats.moment(run.asOf))}</span>}
        {!run.isOver && <span className={table['small']}>{words.runs.running}</span>}
        <span className={`${table['narrow']} ${table['small']}`}>
          <StateBadge state={run.state} />
        </span>
      </th>
      <td className={table['wide']}>
        <StateBadge state={run.state} />
      </td>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.money(turnover)}</td>
      <td className={`${table['right']} number`}>{formats.money(total)}</td>
      <td className={`${table['right']} number`}>{ratio}</td>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.count(partners)}</td>
    </tr>
  )
}

const Runs = () => {
  const { runs } = useLoaderData<typeof loader>()
  const text = useShell().words.runs
  return (
    <Table
      columns={[
        { label: text.month },
        { label: text.state, as: 'wide' },
        { label: text.turnover, as: 'wide right' },
        { label: text.total, as: 'right' },
        { label: text.ratio, as: 'right' },
        { label: text.partners, as: 'wide right' },
      ]}
    >
      {runs.map(run => (
        <Row key={run.period} run={run} />
      ))}
    </Table>
  )
}

export default function RunsPage() {
  const { runs } = useLoaderData<typeof loader>()
  const text = useShell().words.runs
  const plan = (
    <Button component={Link} to={addresses.plan()} size="md" variant={runs.length === 0 ? 'filled' : 'default'}>
      {runs.length === 0 ? text.addPlan : text.toPlan}
    </Button>
  )
  return (
    <Page title={text.title} lead={text.lead} tools={runs.length === 0 ? undefined : plan}>
      <Sheet>
        {runs.length === 0 ? (
          <EmptyState title={text.empty} text={text.emptyText}>
            {plan}
          </EmptyState>
        ) : (
          <Runs />
        )}
      </Sheet>
    </Page>
  )
}
