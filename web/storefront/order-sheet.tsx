import type { ShopOrder } from '#doors/server'
import { toPay } from '#sales/checkout'
import { CreditSums } from './checkout-credit.tsx'
import { formatsFor, useShop } from './shell.ts'
import { useRate } from './sums.tsx'

const Address = ({ title, address }: { readonly title: string; readonly address: ShopOrder['delivery'] }) => {
  const countries: Readonly<Record<string, string>> = useShop().words.countries
  return (
    <div>
      <h3>{title}</h3>
      <address className="address">
        {address.firmName !== null && (
          <>
            {address.firmName}
            <br />
          </>
        )}
        {address.name}
        <br />
        {address.street}
        <br />
        {address.postalCode} {address.city}
        <br />
        {countries[address.country] ?? address.country}
      </address>
    </div>
  )
}

const Totals = ({ order: { totals, currency } }: { readonly order: ShopOrder }) => {
  const shop = useShop()
  const { words } = shop
  const formats = formatsFor(shop, currency)
  const rateText = useRate()
  return (
    <dl className="sums">
      <div>
        <dt>{words.cart.goods}</dt>
        <dd>{formats.money(totals.goods)}</dd>
      </div>
      {totals.discount > 0 && (
        <div>
          <dt>{words.cart.voucher}</dt>
          <dd>−{formats.money(totals.discount)}</dd>
        </div>
      )}
      <div>
        <dt>{words.cart.shipping}</dt>
        <dd>{totals.shipping === 0 ? words.cart.free : formats.money(totals.shipping)}</dd>
      </div>
      <div className="total">
        <dt>{words.cart.total}</dt>
        <dd>{formats.money(totals.total)}</dd>
      </div>
      {totals.vat.map(({ vatRate, vat }) => (
        <div className="fine" key={vatRate}>
          <dt>{words.cart.vat(rateText(vatRate), formats.money(vat))}</dt>
        </div>
      ))}
    </dl>
  )
}

const Credit = ({ order }: { readonly order: ShopOrder }) => {
  const formats = formatsFor(useShop(), order.currency)
  return <CreditSums credit={formats.money(order.credit)} left={formats.money(toPay(order))} isPlaced />
}

/** An order as its buyer sees it. */
export const OrderSheet = ({ order }: { readonly order: ShopOrder }) => {
  const shop = useShop()
  const { words } = shop
  const formats = formatsFor(shop, order.currency)
  return (
    <section className="sheet stack">
      <dl className="facts">
        <dt>{words.order.title('')}</dt>
        <dd>
          <strong>{order.number}</strong>
        </dd>
        <dt>{words.order.placed}</dt>
        <dd>{formats.moment(order.placedAt)}</dd>
        <dt>{words.order.state}</dt>
        <dd>{words.order.states[order.state]}</dd>
      </dl>
      <ul className="short-lines">
        {order.lines.map(({ position, name, quantity, gross }) => (
          <li key={position}>
            <span>
              {quantity} × {name}
            </span>
            <span className="number">{formats.money(gross)}</span>
          </li>
        ))}
      </ul>
      <Totals order={order} />
      {order.credit > 0 && <Credit order={order} />}
      <div className="addresses">
        <Address title={words.order.delivery} address={order.delivery} />
        <Address title={words.order.billing} address={order.billing} />
      </div>
    </section>
  )
}
