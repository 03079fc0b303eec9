import { redirect } from 'react-router'
import type { OrderWay, ShopWorld } from '#doors/server'
import { found, wordOf } from '../ui/asked.ts'
import { OrderPapers } from './order-papers.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { PayPart } from './order-pay.tsx'
import { useShop } from './shell.ts'

type Looking = Pick<ShopWorld, 'checkout' | 'invoices'>

/** The order that a way leads to, with its papers and how it is still to be paid. @throws a 404 where it leads to none. */
export const orderBy = async ({ checkout, invoices }: Looking, way: OrderWay) => {
  const order = found(await checkout.open(way))
  const isOpen = order.paidAt === null && order.state !== 'cancelled'
  return {
    order,
    invoices: await invoices.of(order.order),
    payment: isOpen ? await checkout.pay(way) : null,
  }
}

type Sent = { readonly way: OrderWay; readonly form: FormData; readonly at: string }

/** Cancels what is not paid yet, or locks the links of letters; then shows the page again. Sent twice, it is done once. */
export const actOnOrder = async ({ checkout }: Pick<ShopWorld, 'checkout'>, { way, form, at }: Sent) => {
  const asked = wordOf(form, 'do')
  if (asked !== 'lock' && asked !== 'cancel') throw new Response('do', { status: 400 })
  if (asked === 'lock') await checkout.links.lock(way)
  else found(await checkout.cancel(way))
  return redirect(at, 303)
}

type Opened = Awaited<ReturnType<typeof orderBy>> & {
  /** The address of the order's page. */
  readonly at: string
  /** Where a withdrawal begins, already filled in. */
  readonly withdrawal: string
  readonly isOnTheWay?: boolean
}

const Cancel = () => {
  const { words } = useShop()
  return (
    <form method="post" className="stack">
      <p className="fine">{words.order.cancelText}</p>
      <button className="button quiet" type="submit" name="do" value="cancel">
        {words.order.cancel}
      </button>
    </form>
  )
}

const Lock = () => {
  const { words } = useShop()
  return (
    <form method="post" className="stack">
      <p className="fine">{words.order.links.text}</p>
      <button className="button quiet" type="submit" name="do" value="lock">
        {words.order.links.lock}
      </button>
    </form>
  )
}

/** What the buyer of an order sees and may do, by whichever way he came: what he ordered, how he pays, his papers, cancelling, withdrawing. */
export const OpenedOrder = ({ order, invoices, payment, at, withdrawal, isOnTheWay = false }: Opened) => {
  const { words } = useShop()
  return (
    <>
      {payment !== null && <PayPart payment={payment} isOnTheWay={isOnTheWay} isOnPaper={order.email === null} />}
      <OrderSheet order={order} />
      <OrderPapers invoices={invoices} at={at} />
      {order.isCancellable && <Cancel />}
      {order.carer !== null && <p>{words.order.yourPartner(order.carer.name)}</p>}
      <div className="ways">
        <a className="button" href="/">
          {words.order.again}
        </a>
        <a className="button quiet" href={withdrawal}>
          {words.order.withdraw}
        </a>
      </div>
      <Lock />
    </>
  )
}
