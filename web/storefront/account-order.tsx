import { redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { found } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { OrderSheet } from './order-sheet.tsx'
import { shopMeta, useShop } from './shell.ts'

/** One of the visitor's own orders; another's does not exist for him. */
export const loader = async ({ params, context }: LoaderFunctionArgs) => {
  const { account, checkout } = shopOf(context)
  if (account.shopper === null) throw redirect('/login', 303)
  return { order: found((await checkout.mine()).find(({ id }) => id === params['id']) ?? null) }
}

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.order.title(asked.loaderData?.order.number ?? ''), isIndexed: false }))

export default function AccountOrderPage() {
  const { order } = useLoaderData<typeof loader>()
  const { words } = useShop()
  return (
    <div className="wrap narrow form">
      <p className="crumb">
        <a href="/account">{words.account.title}</a>
      </p>
      <h1>{words.order.title(order.number)}</h1>
      <OrderSheet order={order} />
      <p>
        <a className="button quiet" href="/withdrawal">
          {words.order.withdraw}
        </a>
      </p>
    </div>
  )
}
