import type { Begun, Instructions } from '#doors/server'
import { formatsFor, useShop } from './shell.ts'

type TransferProps = { readonly instructions: Instructions; readonly isOnPaper: boolean }

const Transfer = ({ instructions, isOnPaper }: TransferProps) => {
  const shop = useShop()
  const { words } = shop
  const { account, amount, reference, how } = instructions
  const text = words.order.transfer
  const rows: readonly (readonly [string, string | null])[] = [
    [text.amount, formatsFor(shop, instructions.currency).money(amount)],
    [text.purpose, reference],
    ...(account === null
      ? []
      : ([
          [text.account, account.holder],
          [text.iban, account.iban],
          [text.bic, account.bic],
          [text.bank, account.bank],
        ] as const)),
  ]
  return (
    <section className="note stack">
      <p>{how === 'invoice' && isOnPaper ? words.order.invoiceOnPaper : words.order.instructions[how]}</p>
      {how === 'prepayment' && (
        <dl className="facts">
          {rows.map(
            ([name, value]) =>
              value !== null && (
                <div key={name} className="fact">
                  <dt>{name}</dt>
                  <dd className="number">{value}</dd>
                </div>
              ),
          )}
        </dl>
      )}
    </section>
  )
}

type PayProps = Omit<TransferProps, 'instructions'> & { readonly payment: Begun; readonly isOnTheWay: boolean }

/** How the order is paid, as long as it is not. */
export const PayPart = ({ payment, isOnTheWay, isOnPaper }: PayProps) => {
  const { words } = useShop()
  if (payment.is === 'nothing to pay') return null
  if (payment.is === 'waiting') return <Transfer instructions={payment.instructions} isOnPaper={isOnPaper} />
  if (payment.is === 'failed') return <p className="note bad">{words.order.later}</p>
  return (
    <section className="note stack">
      <p>{isOnTheWay ? words.order.paying : words.order.instructions.stripe}</p>
      <p>
        <a className="button" href={payment.url} rel="noreferrer">
          {words.order.payNow}
        </a>
      </p>
    </section>
  )
}
