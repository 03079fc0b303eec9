import {
  redirect,
  useLoaderData,
  useParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from 'react-router'
import { found, wordOf } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { EnteredBy } from './entered-by.tsx'
import { OrderPapers } from './order-papers.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { PayPart } from './order-pay.tsx'
import { shopMeta, useShop } from './shell.ts'

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => {
  const { checkout, invoices, parties } = shopOf(context)
  const token = params['token'] ?? ''
  const order = found(await checkout.byToken(token))
  const asked = new URL(request.url).searchParams
  const isOpen = order.paidAt === null && order.state !== 'cancelled'
  return {
    order,
    invoices: await invoices.of(order.order),
    payment: isOpen ? await checkout.pay(token) : null,
    isNew: asked.has('thanks') || asked.has('paid') || asked.has('pay'),
    isOnTheWay: asked.has('pay'),
    entered: await parties.entered(token),
    isConfirmed: asked.has('confirmed'),
  }
}

/** The buyer says that it was he whose data a partner entered, or takes back what is not paid yet. Sent twice, it is done once. */
export const action = async ({ params, request, context }: ActionFunctionArgs) => {
  const { checkout, parties } = shopOf(context)
  const token = params['token'] ?? ''
  if (wordOf(await request.formData(), 'do') === 'confirm') {
    await parties.confirm(token)
    return redirect(`/orders/${token}?confirmed`, 303)
  }
  const cancelled = await checkout.cancel(token)
  if (cancelled.is === 'refused' && cancelled.because === 'unknown order') throw new Response(null, { status: 404 })
  return redirect(`/orders/${token}`, 303)
}

export const meta: MetaFunction<typeof loader> = asked => {
  const found = asked.loaderData
  const way = found?.isOnTheWay === true && found.payment?.is === 'redirect' ? found.payment.url : undefined
  return [
    ...shopMeta(asked, ({ words }) => ({ title: words.order.title(found?.order.number ?? ''), isIndexed: false })),
    // The provider's page is reached by a link, because a form may lead nowhere but to ourselves.
    ...(way === undefined ? [] : [{ httpEquiv: 'refresh', content: `1;url=${way}` }]),
  ]
}

export default function OrderPage() {
  const { order, invoices, payment, isNew, isOnTheWay, entered, isConfirmed } = useLoaderData<typeof loader>()
  const token = useParams()['token'] ?? ''
  const { words } = useShop()
  return (
    <div className="wrap narrow form">
      <h1>{isNew ? words.order.thanks : words.order.title(order.number)}</h1>
      {isNew && <p>{words.order.thanksText(order.email)}</p>}
      {payment !== null && <PayPart payment={payment} isOnTheWay={isOnTheWay} />}
      <EnteredBy entered={entered} isConfirmed={isConfirmed} />
      <OrderSheet order={order} />
      <OrderPapers invoices={invoices} at={`/orders/${token}`} />
      {order.isCancellable && (
        <form method="post" className="stack">
          <p className="fine">{words.order.cancelText}</p>
          <button className="button quiet" type="submit">
            {words.order.cancel}
          </button>
        </form>
      )}
      {order.carer !== null && <p>{words.order.yourPartner(order.carer.name)}</p>}
      <p className="fine">{words.order.bookmark}</p>
      <div className="ways">
        <a className="button" href="/">
          {words.order.again}
        </a>
        <a className="button quiet" href="/withdrawal">
          {words.order.withdraw}
        </a>
      </div>
    </div>
  )
}
