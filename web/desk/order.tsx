import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { found, orderIdOf } from '../ui/asked.ts'
import { deskWorld, type Order } from '../ui/context.ts'
import { OrderView } from '../ui/order-view.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page } from '../ui/sheet.tsx'

type Loaded = { readonly order: Order }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => words.office.order.title((loaderData as Loaded | undefined)?.order.reference ?? ''))

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const id = orderIdOf(params['id'])
  return { order: found(await deskWorld({ request, context }).desk.order(id)) }
}

export default function MyOrderPage() {
  const { order } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <Page
      title={words.office.order.title(order.reference)}
      lead={order.contact.name}
      back={{ to: '/desk', label: words.desk.month.title }}
    >
      <OrderView order={order} contactTo={() => undefined} />
    </Page>
  )
}
