import type { InvoiceRow } from '#doors/server'
import { useShop } from './shell.ts'

type Props = {
  readonly invoices: readonly InvoiceRow[]
  /** The address of the order's page. */
  readonly at: string
}

/** What the buyer has in writing: the invoice and its cancellations. */
export const OrderPapers = ({ invoices, at }: Props) => {
  const { words } = useShop()
  if (invoices.length === 0) return null
  return (
    <ul className="ways plain">
      {invoices.map(({ id, kind, number }) => (
        <li key={id}>
          <a className="button quiet" href={`${at}/invoices/${id}`}>
            {words.order.papers[kind](number)}
          </a>
        </li>
      ))}
    </ul>
  )
}
