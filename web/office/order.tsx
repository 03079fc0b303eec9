import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { uuidOf, type PublicId } from '#ground/identity'
import { reasonClasses } from '#sales/order'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, orderIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { ContactName } from '../ui/contact-name.tsx'
import { officeWorld, type OfficeWorld, type Order, type OrderAnswer, type OrderId } from '../ui/context.ts'
import { OrderView } from '../ui/order-view.tsx'
import { titleOf, useShell } from '../ui/shell-data.ts'
import { Page, Sheet } from '../ui/sheet.tsx'
import { Actions, Outcome, type ActionProblem, type Typed } from './order-actions.tsx'
import { OrderInvoices } from './order-invoices.tsx'
import { Refunds, ShopFacts, ShopLinks, ShopTotals } from './order-shop.tsx'
import { Surplus } from './surplus-row.tsx'
import css from './orders.module.css'

export const meta: MetaFunction = ({ matches, loaderData }) =>
  titleOf(matches, words =>
    words.office.order.title((loaderData as { order?: Order } | undefined)?.order?.reference ?? ''),
  )

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const id = orderIdOf(params['id'])
  const { office } = officeWorld({ request, context })
  const [order, shop, actions, invoices, surpluses, rule] = await Promise.all([
    office.order(id),
    office.shopOrders.shop(id),
    office.shopOrders.actions(id),
    office.invoices.ofOrder(id),
    office.surplus.ofOrder(id),
    office.plans.returns(),
  ])
  const asked = new URL(request.url).searchParams
  const told = { isDone: asked.has('done'), notInvoiced: asked.get('invoice') }
  return {
    order: found(order),
    shop,
    actions: found(actions),
    invoices: found(invoices),
    surpluses,
    takesBack: rule.classes,
    ...told,
    commandId: newCommandId(),
  }
}

type Asked = { readonly orders: OfficeWorld['office']['shopOrders']; readonly order: OrderId; readonly form: FormData }

export const action = async ({ request, context, params }: ActionFunctionArgs) => {
  const { office } = officeWorld({ request, context })
  const order = orderIdOf(params['id'])
  const form = await request.formData()
  const answer = await carryOut({ orders: office.shopOrders, order, form })
  if (typeof answer === 'string') return data({ because: answer, typed: typedIn(form) }, { status: 400 })
  if (answer.is === 'done') return redirect(`${addresses.order(order)}?done`)
  return data({ because: answer.because, typed: typedIn(form) }, { status: answer.because === 'no IBAN' ? 400 : 409 })
}

/** All that was typed, by the field. */
const typedIn = (form: FormData): Typed => Object.fromEntries([...form.keys()].map(name => [name, wordOf(form, name)]))

const carryOut = async ({ orders, order, form }: Asked): Promise<OrderAnswer | ActionProblem> => {
  const command = { commandId: commandIdOf(form), order }
  const asked = wordOf(form, 'do')
  if (asked === 'paid') return orders.reach({ ...command, step: asked, iban: wordOf(form, 'iban') })
  if (asked === 'shipped') return orders.reach({ ...command, step: asked })
  if (asked === 'lock links') return orders.lockLinks(command)
  if (asked === 'refunded') {
    const refund = wordOf(form, 'refund')
    if (uuidOf('refund', refund) === undefined) return 'no such refund'
    return orders.refunded({ ...command, refund: refund as PublicId<'refund'> })
  }
  if (asked !== 'take back') throw new Response('do', { status: 400 })
  const pieces = piecesOf(form)
  const reason = wordOf(form, 'reason')
  const reasonClass = reasonClasses.find(each => each === wordOf(form, 'class'))
  if (pieces.length === 0) return 'nothing chosen'
  if (reasonClass === undefined) return 'no reason class'
  return reason === '' ? 'no reason' : orders.takeBack({ ...command, reason, reasonClass, pieces })
}

const piecesOf = (form: FormData) =>
  [...form.keys()].flatMap(key => {
    const position = Number(/^line (\d{1,6})$/u.exec(key)?.[1] ?? 0)
    const quantity = /^\d{1,9}$/u.test(wordOf(form, key)) ? Number(wordOf(form, key)) : 0
    return position > 0 && quantity > 0 ? [{ position, quantity }] : []
  })

const contactTo = ({ id }: Order['contact']) => addresses.contact(id)

export default function OrderPage() {
  const { order, shop, actions, invoices, surpluses, takesBack, isDone, notInvoiced, commandId } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
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
      <Outcome isDone={isDone && refused === undefined} problem={refused?.because} />
      <Actions
        key={commandId}
        actions={actions}
        commandId={commandId}
        typed={refused?.typed ?? {}}
        takesBack={takesBack}
      />
      {shop !== null && <ShopFacts shop={shop} />}
      {shop !== null && <ShopTotals shop={shop} />}
      {surpluses.length > 0 && (
        <Sheet title={words.orders.surplus.title}>
          <ul className={css['surpluses']}>
            {surpluses.map(row => (
              <Surplus key={row.id} row={row} commandId={commandId} />
            ))}
          </ul>
        </Sheet>
      )}
      {shop !== null && <Refunds shop={shop} commandId={commandId} />}
      <OrderView order={order} contactTo={contactTo} />
      {shop !== null && <ShopLinks shop={shop} commandId={commandId} />}
      <OrderInvoices order={order.id} invoices={invoices} commandId={commandId} refused={notInvoiced} />
    </Page>
  )
}
