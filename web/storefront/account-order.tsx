import { redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { found } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { OrderPapers } from './order-papers.tsx'
import { OrderSheet } from './order-sheet.tsx'
import { shopMeta, useShop } from './shell.ts'

/** One of the visitor's own orders; another's does not exist for him. */
export const loader = async ({ params, context }: LoaderFunctionArgs) => {
  const { account, checkout, invoices } = shopOf(context)
  if (account.shopper === null) throw redirect('/login', 303)
  const order = found((await checkout.mine()).find(({ id }) => id === params['id']) ?? null)
  return { order, invoices: await invoices.of(order.order) }
}

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.order.title(asked.loaderData?.order.number ?? ''), isIndexed: false }))

export default function AccountOrderPage() {
  const { order, invoices } = useLoaderData<typeof loader>()
  const { words } = useShop()
  return (
    <div className="wrap narrow form">
      <p className="crumb">
        <a href="/account">{words.account.title}</a>
      </p>
      <h1>{words.order.title(order.number)}</h1>
      <OrderSheet order={order} />
      <OrderPapers invoices={invoices} at={`/account/orders/${order.id}`} />
      <p>
        <a className="button quiet" href="/withdrawal">
          {words.order.withdraw}
        </a>
      </p>
    </div>
  )
}
