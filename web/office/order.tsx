import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { found, orderIdOf } from '../ui/asked.ts'
import { ContactName } from '../ui/contact-name.tsx'
import { officeWorld, type Order } from '../ui/context.ts'
import { OrderView } from '../ui/order-view.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page } from '../ui/sheet.tsx'

type Loaded = { readonly order: Order }

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words => words.office.order.title((loaderData as Loaded | undefined)?.order.reference ?? ''))

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const id = orderIdOf(params['id'])
  return { order: found(await officeWorld({ request, context }).office.order(id)) }
}

const contactTo = ({ id }: Order['contact']) => addresses.contact(id)

export default function OrderPage() {
  const { order } = useLoaderData<typeof loader>()
  const { words } = useShell()
  return (
    <Page
      title={words.office.order.title(order.reference)}
      lead={<ContactName contact={order.contact} to={contactTo(order.contact)} />}
      back={{
        to: `${addresses.contact(order.contact.id)}#orders`,
        label: words.office.explanation.back(order.contact.name),
      }}
    >
      <OrderView order={order} contactTo={contactTo} />
    </Page>
  )
}
