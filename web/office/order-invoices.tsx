import { Alert, Button } from '@mantine/core'
import { Form, Link } from 'react-router'
import type { InvoiceRow, InvoicesOfOrder, OrderId } from '#doors/server'
import { formatsOf } from '../ui/formats.ts'
import { addresses } from '../ui/addresses.ts'
import { CommandId } from '../ui/command-id.tsx'
import { useShell } from '../ui/shell-data.ts'
import { Sheet } from '../ui/sheet.tsx'
import css from './paper.module.css'

type Props = {
  readonly order: OrderId
  readonly invoices: InvoicesOfOrder
  readonly commandId: string
  /** Why the last try to write one came to nothing; null where there was none. */
  readonly refused: string | null
}

const Row = ({ row }: { readonly row: InvoiceRow }) => {
  const { words, formats, language, company } = useShell()
  const text = words.paper.invoices
  return (
    <li>
      <span>
        {text.kinds[row.kind]} <strong>{row.number}</strong>
        <span className={css['soft']}> · {formats.dayShort(row.issuedAt)}</span>
      </span>
      <span className="number">{formatsOf(language, row.currency, company.zone).money(row.gross)}</span>
      <Button component="a" href={addresses.invoice(row.id)} variant="default" size="md">
        {text.download(row.number)}
      </Button>
    </li>
  )
}

const NoneYet = ({ order, invoices, commandId }: Props) => {
  const text = useShell().words.paper.invoices
  if (!invoices.isSellerKnown)
    return (
      <p>
        {text.needsSeller} <Link to={addresses.paperSettings()}>{text.toSeller}</Link>
      </p>
    )
  return (
    <>
      <p>
        {text.none} {invoices.isOfShop && text.comes}
      </p>
      <Form method="post" action={`${addresses.order(order)}/invoice`}>
        <CommandId id={commandId} />
        <Button type="submit" variant="default" size="md">
          {text.write}
        </Button>
      </Form>
    </>
  )
}

/** The invoice of an order and its cancellations. */
export const OrderInvoices = (props: Props) => {
  const text = useShell().words.paper.invoices
  const { invoices, refused } = props
  const reasons: Readonly<Record<string, string>> = text.refused
  return (
    <Sheet title={text.title} id="invoices">
      {refused !== null && Object.hasOwn(reasons, refused) && (
        <Alert color="red" role="alert">
          {reasons[refused]}
        </Alert>
      )}
      {invoices.rows.length === 0 ? (
        <NoneYet {...props} />
      ) : (
        <ul className={css['list']}>
          {invoices.rows.map(row => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Sheet>
  )
}
