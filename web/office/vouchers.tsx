import { Button } from '@mantine/core'
import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { officeWorld, type VoucherTemplateRow } from '../ui/context.ts'
import { formatsOf } from '../ui/formats.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import { StateBadge, Terms } from '../ui/vouchers/terms.tsx'
import css from '../ui/vouchers/vouchers.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.vouchers.office.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { vouchers } = officeWorld({ request, context }).office
  const [templates, openReviews] = await Promise.all([vouchers.templates(), vouchers.openReviews()])
  return { templates, openReviews }
}

const Row = ({ row }: { readonly row: VoucherTemplateRow }) => {
  const { formats, language, company } = useShell()
  const { money } = formatsOf(language, row.currency, company.zone)
  return (
    <tr>
      <th scope="row">
        <Link to={addresses.voucherTemplate(row.id)}>{row.name}</Link>
        <Terms of={row} />
        <span className={table['narrow']}>
          <StateBadge state={row.state} />
        </span>
      </th>
      <td className={table['wide']}>
        <StateBadge state={row.state} />
      </td>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.count(row.codes)}</td>
      <td className={`${table['right']} number`}>{formats.count(row.redeemed)}</td>
      <td className={`${table['wide']} ${table['right']} number`}>{money(row.saved)}</td>
    </tr>
  )
}

const Templates = () => {
  const { templates } = useLoaderData<typeof loader>()
  const text = useShell().words.vouchers.office
  return (
    <Table
      columns={[
        { label: text.name },
        { label: text.state, as: 'wide' },
        { label: text.codes, as: 'wide right' },
        { label: text.redeemed, as: 'right' },
        { label: text.saved, as: 'wide right' },
      ]}
    >
      {templates.map(row => (
        <Row key={row.id} row={row} />
      ))}
    </Table>
  )
}

export default function VouchersPage() {
  const { templates, openReviews } = useLoaderData<typeof loader>()
  const { words, formats } = useShell()
  const text = words.vouchers.office
  const add = (
    <Button component={Link} to={addresses.voucherNew} size="md">
      {text.add}
    </Button>
  )
  return (
    <Page title={text.title} lead={text.lead} tools={templates.length === 0 ? undefined : add}>
      <p className={css['reviews']}>
        <Link to={addresses.voucherReviews()}>
          {openReviews === 0 ? text.noReviews : text.reviews(openReviews, formats.count(openReviews))}
        </Link>
      </p>
      <Sheet>
        {templates.length === 0 ? (
          <EmptyState title={text.emptyTitle} text={text.emptyText}>
            {add}
          </EmptyState>
        ) : (
          <Templates />
        )}
      </Sheet>
    </Page>
  )
}
