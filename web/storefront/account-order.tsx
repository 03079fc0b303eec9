import { redirect, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { wordOf } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { actOnOrder, OpenedOrder, orderBy } from './order-page.tsx'
import { shopMeta, useShop } from './shell.ts'

/** One of the visitor's own orders; another's does not exist for him. */
export const loader = async ({ params, request, context }: LoaderFunctionArgs) => {
  const shop = shopOf(context)
  if (shop.account.shopper === null) throw redirect('/login', 303)
  const isLocked = new URL(request.url).searchParams.has('locked')
  return { ...(await orderBy(shop, { id: params['id'] ?? '' })), isLocked }
}

export const action = async ({ params, request, context }: ActionFunctionArgs) => {
  const shop = shopOf(context)
  if (shop.account.shopper === null) throw redirect('/login', 303)
  const id = params['id'] ?? ''
  const form = await request.formData()
  const at = `/account/orders/${id}${wordOf(form, 'do') === 'lock' ? '?locked' : ''}`
  return actOnOrder(shop, { way: { id }, form, at })
}

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.order.title(asked.loaderData?.order.number ?? ''), isIndexed: false }))

export default function AccountOrderPage() {
  const shown = useLoaderData<typeof loader>()
  const { id, number } = shown.order
  const { words } = useShop()
  return (
    <div className="wrap narrow form">
      <p className="crumb">
        <a href="/account">{words.account.title}</a>
      </p>
      <h1>{words.order.title(number)}</h1>
      {shown.isLocked && <output className="note">{words.order.links.locked}</output>}
      <OpenedOrder {...shown} at={`/account/orders/${id}`} withdrawal={`/withdrawal?order=${id}`} />
    </div>
  )
}
