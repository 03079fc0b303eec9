import { data, redirect, useActionData, useLoaderData, useParams } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import { handedOn, minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { LinkOver } from './order-link-over.tsx'
import { actOnOrder, OpenedOrder, orderBy } from './order-page.tsx'
import { EnteredBy } from './party/entered-by.tsx'
import { AddMailbox, mailboxGiven } from './party/mailbox.tsx'
import { shopMeta, shopWordsOf, useShop } from './shell.ts'

export const headers = handedOn

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => {
  const shop = shopOf(context)
  const token = params['token'] ?? ''
  const asked = new URL(request.url).searchParams
  const over = await shop.checkout.links.over(token)
  if (over !== null)
    return data({ is: 'over' as const, over, isSent: asked.has('sent'), commandId: newCommandId() }, { status: 410 })
  return {
    is: 'open' as const,
    ...(await orderBy(shop, { token })),
    isNew: asked.has('thanks') || asked.has('paid') || asked.has('pay'),
    isOnTheWay: asked.has('pay'),
    entered: await shop.parties.entered(token),
    isConfirmed: asked.has('confirmed'),
    isReached: asked.has('reached'),
  }
}

/** What the buyer may do with his order; who opens a link that is over has a new one sent to the order's mailbox. */
export const action = async ({ params, request, context }: ActionFunctionArgs) => {
  const shop = shopOf(context)
  const token = params['token'] ?? ''
  const at = `/orders/${token}`
  const form = await request.formData()
  const asked = wordOf(form, 'do')
  if (asked === 'confirm') {
    await shop.parties.confirm(token)
    return redirect(`${at}?confirmed`, 303)
  }
  if (asked === 'mailbox') return mailboxGiven(shop, { token, email: wordOf(form, 'email') })
  if (asked !== 'send') return actOnOrder(shop, { way: { token }, form, at })
  const sent = await shop.checkout.links.sendNew({ token, commandId: commandIdOf(form) })
  if (sent.is === 'sent') return redirect(`${at}?sent`, 303)
  return data(shopWordsOf(shop.language).login.tooMany(minutesUntil(sent)), tooManyAnswer(sent))
}

export const meta: MetaFunction<typeof loader> = asked => {
  const found = asked.loaderData
  const open = found?.is === 'open' ? found : undefined
  const way = open?.isOnTheWay === true && open.payment?.is === 'redirect' ? open.payment.url : undefined
  return [
    ...shopMeta(asked, ({ words }) => ({
      title: open === undefined ? words.order.links.over : words.order.title(open.order.number),
      isIndexed: false,
    })),
    // The provider's page is reached by a link, because a form may lead nowhere but to ourselves.
    ...(way === undefined ? [] : [{ httpEquiv: 'refresh', content: `1;url=${way}` }]),
  ]
}

export default function OrderPage() {
  const shown = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const token = useParams()['token'] ?? ''
  const { words } = useShop()
  if (shown.is === 'over') return <LinkOver {...shown} problem={typeof answered === 'string' ? answered : undefined} />
  const { order, isNew, entered, isConfirmed, isReached } = shown
  return (
    <div className="wrap narrow form">
      <h1>{isNew ? words.order.thanks : words.order.title(order.number)}</h1>
      {isNew && order.email !== null && <p>{words.order.thanksText(order.email)}</p>}
      <EnteredBy entered={entered} isConfirmed={isConfirmed} />
      {order.email === null && <AddMailbox answered={typeof answered === 'string' ? undefined : answered} />}
      {isReached && order.email !== null && <p className="note">{words.mailbox.added(order.email)}</p>}
      <OpenedOrder {...shown} at={`/orders/${token}`} withdrawal={`/withdrawal?link=${token}`} />
    </div>
  )
}
