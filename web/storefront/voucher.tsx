import { data, redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { handedOn, minutesUntil, tooManyAnswer } from '../ui/too-many.ts'
import { shopOf } from './asking.ts'
import { shopMeta, useShop } from './shell.ts'

export const headers = handedOn

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.cart.code.label, isIndexed: false }))

const longestCode = 60

/** A link that brings a voucher code along: it waits until something is in the cart. */
export const loader = async ({ params, context }: LoaderFunctionArgs) => {
  const code = (params['code'] ?? '').trim()
  if (code === '' || code.length > longestCode) throw new Response(null, { status: 404 })
  const brought = await shopOf(context).cart.bringCode(code)
  if (brought.is !== 'refused') throw redirect('/', 303)
  return data({ minutes: minutesUntil(brought) }, tooManyAnswer(brought))
}

/** Stands only where too many codes were tried. */
export default function VoucherPage() {
  const { minutes } = useLoaderData<typeof loader>()
  const { words } = useShop()
  return (
    <div className="wrap narrow lost">
      <h1>{words.cart.code.label}</h1>
      <p>{words.login.tooMany(minutes)}</p>
      <p>
        <a className="button" href="/products">
          {words.products.title}
        </a>
      </p>
    </div>
  )
}
