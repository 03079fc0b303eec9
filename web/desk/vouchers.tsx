import { data, Link, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { deskWorld, type VoucherRow } from '../ui/context.ts'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { EmptyState, Page, Sheet } from '../ui/sheet.tsx'
import { Table } from '../ui/table.tsx'
import table from '../ui/table.module.css'
import { codeAsked, MakeCode } from '../ui/vouchers/make-code.tsx'
import { gistOf, StateBadge, Terms } from '../ui/vouchers/terms.tsx'
import css from '../ui/vouchers/vouchers.module.css'

export const meta: MetaFunction = ({ matches }) => titleOf(matches, words => words.vouchers.desk.title)

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { vouchers } = deskWorld({ request, context }).desk
  const [templates, codes] = await Promise.all([vouchers.templates(), vouchers.codes()])
  return { templates, codes, commandId: newCommandId() }
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { vouchers } = deskWorld({ request, context }).desk
  const form = await request.formData()
  const asked = codeAsked(form)
  const made = await vouchers.make({ commandId: commandIdOf(form), ...asked })
  if (made.is === 'refused') return data({ because: made.because, wording: asked.wording }, { status: 409 })
  return redirect(addresses.deskVoucher(made.id))
}

const Make = () => {
  const { templates, commandId } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { desk } = useShell().words.vouchers
  if (templates.length === 0)
    return (
      <Sheet>
        <EmptyState title={desk.noTemplates} text={desk.noTemplatesText} />
      </Sheet>
    )
  return (
    <Sheet title={desk.make}>
      <div className={css['form']}>
        {templates.length === 1 && <Terms of={templates[0]!} />}
        <MakeCode templates={templates} commandId={commandId} refused={refused} />
      </div>
    </Sheet>
  )
}

const Row = ({ row }: { readonly row: VoucherRow }) => {
  const shell = useShell()
  const { words, formats } = shell
  return (
    <tr>
      <th scope="row">
        <Link
          to={addresses.deskVoucher(row.id)}
          className={css['code']}
          aria-label={words.vouchers.desk.open(row.shown)}
        >
          {row.shown}
        </Link>
        <span className={table['small']}>{gistOf(shell, row.template)}</span>
        {(!row.isOn || row.template.state !== 'on') && <StateBadge state={row.isOn ? row.template.state : 'off'} />}
      </th>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.count(row.seen)}</td>
      <td className={`${table['right']} number`}>{formats.count(row.redeemed)}</td>
      <td className={`${table['wide']} ${table['right']} number`}>{formats.count(row.refused)}</td>
      <td className={`${table['right']} number`}>{formats.money(row.won)}</td>
    </tr>
  )
}

const Codes = () => {
  const { codes } = useLoaderData<typeof loader>()
  const text = useShell().words.vouchers.figures
  return (
    <Table
      columns={[
        { label: text.code },
        { label: text.seen, as: 'wide right' },
        { label: text.redeemed, as: 'right' },
        { label: text.refused, as: 'wide right' },
        { label: text.won, as: 'right' },
      ]}
    >
      {codes.map(row => (
        <Row key={row.id} row={row} />
      ))}
    </Table>
  )
}

export default function VouchersPage() {
  const { codes, templates } = useLoaderData<typeof loader>()
  const { desk } = useShell().words.vouchers
  const isEmpty = codes.length === 0
  return (
    <Page title={desk.title} lead={desk.lead}>
      <Make />
      {(!isEmpty || templates.length > 0) && (
        <Sheet title={desk.list}>
          {isEmpty ? <EmptyState title={desk.emptyTitle} text={desk.emptyText} /> : <Codes />}
        </Sheet>
      )}
    </Page>
  )
}
