import { useActionData, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { ShopCart, ShopCartLine } from '#doors/server'
import { wordOf } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { ProductPicture } from './card.tsx'
import type { cartAction } from './cart-actions.ts'
import { Code } from './code.tsx'
import { PerUnit, PriceNote } from './money.tsx'
import { shopMeta, useShop } from './shell.ts'
import { Sums } from './sums.tsx'

export { cartAction as action } from './cart-actions.ts'
export { handedOn as headers } from '../ui/too-many.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.cart.title, isIndexed: false }))

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { searchParams } = new URL(request.url)
  const left = wordOf(searchParams, 'left')
  const { cart, parties } = shopOf(context)
  return {
    cart: await cart.view(),
    party: await parties.current(),
    added: wordOf(searchParams, 'added'),
    left: /^\d{1,3}$/u.test(left) ? Number(left) : null,
  }
}

const Stepper = ({ line }: { readonly line: ShopCartLine }) => {
  const { words } = useShop()
  const { sku, quantity, name, left } = line
  return (
    <form method="post" action="/cart" className="stepper">
      <input type="hidden" name="do" value="set" />
      <input type="hidden" name="sku" value={sku} />
      <button type="submit" name="quantity" value={quantity - 1} aria-label={words.cart.oneLess(name)}>
        −
      </button>
      <span className="number">{quantity}</span>
      <button
        type="submit"
        name="quantity"
        value={quantity + 1}
        aria-label={words.cart.oneMore(name)}
        disabled={left !== null && quantity >= left}
      >
        +
      </button>
    </form>
  )
}

const Remove = ({ line: { sku, name } }: { readonly line: ShopCartLine }) => {
  const { words } = useShop()
  return (
    <form method="post" action="/cart">
      <input type="hidden" name="do" value="set" />
      <input type="hidden" name="sku" value={sku} />
      <button type="submit" name="quantity" value={0} className="plain" aria-label={words.cart.removeOf(name)}>
        {words.cart.remove}
      </button>
    </form>
  )
}

const Short = ({ line: { name, offer, left, quantity } }: { readonly line: ShopCartLine }) => {
  const { words } = useShop()
  if (offer === null) return <p className="wrong">{words.cart.unsold(name)}</p>
  if (left === null || left >= quantity) return null
  return <p className="wrong">{words.cart.short(name, left)}</p>
}

const Line = ({ line }: { readonly line: ShopCartLine }) => {
  const { words, formats } = useShop()
  const { name, slug, picture, offer, quantity, gross } = line
  return (
    <li>
      <ProductPicture picture={picture ?? undefined} name={name} isFirst />
      <div>
        <h3>{slug === null ? name : <a href={`/products/${slug}`}>{name}</a>}</h3>
        {offer !== null && quantity > 1 && (
          <p className="fine">
            {formats.money(offer.gross)} {words.cart.each}
          </p>
        )}
        {offer !== null && offer.unitPrice !== null && (
          <p className="fine">
            <PerUnit unitPrice={offer.unitPrice} />
          </p>
        )}
        <Short line={line} />
      </div>
      <div className="line-row">
        <Stepper line={line} />
        <Remove line={line} />
        <strong className="number">{formats.money(gross)}</strong>
      </div>
    </li>
  )
}

const Summary = ({ cart }: { readonly cart: ShopCart }) => {
  const { words, formats } = useShop()
  const { totals, untilFree, code, isOrderable } = cart
  return (
    <aside className="summary sheet">
      <h2>{words.cart.summary}</h2>
      {totals !== null && <Sums totals={totals} />}
      {untilFree !== null && untilFree > 0 && <p className="note">{words.cart.freeFrom(formats.money(untilFree))}</p>}
      <Code code={code} again={useActionData<typeof cartAction>()} />
      <PriceNote />
      {isOrderable && totals !== null && (
        <div className="go-on">
          <span>
            <small className="fine">{words.cart.total}</small>
            <br />
            <strong className="number">{formats.money(totals.total)}</strong>
          </span>
          <a className="button" href="/checkout">
            {words.cart.checkout}
          </a>
        </div>
      )}
    </aside>
  )
}

const ForParty = () => {
  const { party } = useLoaderData<typeof loader>()
  const { words } = useShop()
  return party === null ? null : <p className="note">{words.party.inCart(party.title, party.hostName)}</p>
}

const Said = () => {
  const { cart, added, left } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const line = cart?.lines.find(({ sku }) => sku === added)
  if (left !== null)
    return (
      <p className="note bad" role="alert">
        {words.cart.capped(left)}
      </p>
    )
  if (line === undefined) return null
  return (
    <output className="note applied">
      {words.cart.added(line.name)} <a href="/products">{words.cart.more}</a>
    </output>
  )
}

const Empty = ({ code }: { readonly code: ShopCart['code'] }) => {
  const { words } = useShop()
  return (
    <div className="wrap narrow lost">
      <h1>{words.cart.empty}</h1>
      <p className="soft">{code?.is === 'valid' ? words.cart.code.applied(code.code) : words.cart.emptyText}</p>
      <p>
        <a className="button" href="/products">
          {words.products.title}
        </a>
      </p>
    </div>
  )
}

export default function CartPage() {
  const { cart } = useLoaderData<typeof loader>()
  const { words } = useShop()
  if (cart === null || cart.lines.length === 0) return <Empty code={cart?.code ?? null} />
  return (
    <div className="wrap">
      <h1>{words.cart.title}</h1>
      <div className="with-summary">
        <div className="stack">
          <Said />
          <ForParty />
          <ul className="lines">
            {cart.lines.map(line => (
              <Line key={line.sku} line={line} />
            ))}
          </ul>
        </div>
        <Summary cart={cart} />
      </div>
    </div>
  )
}
