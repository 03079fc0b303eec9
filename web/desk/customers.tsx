import { Button, TextInput } from '@mantine/core'
import { Form, Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { Period } from '#ground/period'
import { addresses, withQuery } from '../ui/addresses.ts'
import { Amount } from '../ui/amount.tsx'
import { cursorOf, wordOf } from '../ui/asked.ts'
import { deskWorld, type CustomerRow } from '../ui/context.ts'
import { IconSearch } from '../ui/icons.ts'
import { PeriodPicker } from '../ui/period-picker.tsx'
import { periodChoice } from '../ui/periods.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Pager, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import css from './customers.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.desk.customers.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const world = deskWorld({ request, context })
  const asked = new URL(request.url).searchParams
  const choice = await periodChoice(world, asked.get('period'))
  const [q, cursor] = [wordOf(asked, 'q'), cursorOf(asked)]
  return { choice, q, cursor, customers: await world.desk.customers({ period: choice.shown, q, cursor }) }
}

const Search = () => {
  const { q, choice } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <search>
      <Form method="get" className={css['search']} key={q}>
        <input type="hidden" name="period" value={choice.shown} />
        <TextInput
          className={css['q']}
          aria-label={words.desk.customers.search}
          placeholder={words.desk.customers.search}
          name="q"
          type="search"
          defaultValue={q}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          size="md"
        />
        <Button type="submit" size="md" variant="default">
          {words.office.contacts.searchShort}
        </Button>
      </Form>
    </search>
  )
}

const Row = ({ row, period }: { readonly row: CustomerRow; readonly period: Period }) => {
  const { words, formats } = useShell()
  const text = words.desk.customers
  const { contact, via, lastOrderAt } = row
  const explained = `${withQuery(`/desk/volumes/${period}`, { open: contact.id })}#customers`
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.deskWhyMine(contact.id)} className={css['name']}>
          {contact.name}
        </Link>
        <span className={table['small']}>
          {via !== null && `${text.via} ${via.name}`}
          <span className={table['narrow']}>
            {via !== null && ' · '}
            {text.lastOrder}: {lastOrderAt === null ? text.never : formats.dayShort(lastOrderAt)}
          </span>
        </span>
      </th>
      <td className={`${table['wide']} number`}>{formats.dayShort(row.since)}</td>
      <td className={`${table['wide']} number`}>{lastOrderAt === null ? text.never : formats.dayShort(lastOrderAt)}</td>
      <td className={table['right']}>
        <Amount of={row.turnover} to={explained} what={`${words.kinds.personal}, ${contact.name}`} />
      </td>
    </tr>
  )
}

const Rows = () => {
  const { customers, choice } = useLoaderData<typeof loader>()
  const { words } = useShell()
  const text = words.desk.customers
  return (
    <Table
      columns={[
        { label: text.name },
        { label: text.since, as: 'wide' },
        { label: text.lastOrder, as: 'wide' },
        { label: words.kinds.personal, as: 'right' },
      ]}
    >
      {customers.rows.map(row => (
        <Row key={row.contact.id} row={row} period={choice.shown} />
      ))}
    </Table>
  )
}

export default function CustomersPage() {
  const { choice, q, cursor, customers } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.desk.customers
  const asked = { q, period: choice.shown }
  const empty =
    q === '' ? { title: text.emptyTitle, text: text.emptyText } : { title: text.nobody, text: text.nobodyText }
  return (
    <Page
      title={text.title}
      lead={
        <>
          {text.found(customers.total, formats.count(customers.total))} ·{' '}
          <Link to={addresses.permissions()}>{words.known.permissions.way}</Link>
        </>
      }
      tools={<PeriodPicker choice={choice} action="/desk/customers" keep={q === '' ? undefined : { q }} />}
    >
      <Sheet>
        {(customers.rows.length > 0 || q !== '') && <Search />}
        {customers.rows.length === 0 ? <EmptyState {...empty} /> : <Rows />}
        <Pager
          isFirst={cursor === null}
          next={customers.next}
          to={cursor => addresses.deskCustomers({ ...asked, cursor })}
        />
      </Sheet>
      <p className={css['ways']}>
        <Link to="/desk/links">{words.attribution.links.title}</Link>
        <Link to={addresses.deskLeads()}>{words.leads.title}</Link>
        <Link to={addresses.deskOthers()}>{words.attribution.others.title}</Link>
      </p>
    </Page>
  )
}
