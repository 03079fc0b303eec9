import { redirect, useActionData, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { ShopCart } from '#doors/server'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { AllowingPart } from './allowing.tsx'
import { AddressFields, NameFields } from './address-fields.tsx'
import { shopOf } from './asking.ts'
import type { checkoutAction } from './checkout-action.ts'
import { CreditPart, CreditSums, useCreditChosen } from './checkout-credit.tsx'
import { Field, Faults } from './field.tsx'
import { shopMeta, useShop } from './shell.ts'
import { Sums } from './sums.tsx'

export { checkoutAction as action } from './checkout-action.ts'
export { handedOn as headers } from '../ui/too-many.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.checkout.title, isIndexed: false }))

export const loader = async ({ context }: LoaderFunctionArgs) => {
  const { cart, checkout, account, consents } = shopOf(context)
  const [view, payments, known, credit, offered] = await Promise.all([
    cart.view(),
    checkout.payments(),
    account.view(),
    checkout.credit(),
    consents.offered(),
  ])
  if (view === null || !view.isOrderable || view.totals === null) throw redirect('/cart', 303)
  const { totals } = view
  return { cart: { ...view, totals }, payments, known, credit, offered, commandId: newCommandId() }
}

const useAnswer = () => useActionData<typeof checkoutAction>()

const Contact = () => {
  const { known } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const answered = useAnswer()
  const text = words.checkout
  return (
    <fieldset>
      <h2>{text.contact}</h2>
      <div className="fields">
        <Field
          name="email"
          type="email"
          label={text.email}
          note={text.emailNote}
          autoComplete="email"
          answered={answered}
          value={known?.email}
        />
        <Field
          name="phone"
          type="tel"
          label={text.phone}
          autoComplete="tel"
          answered={answered}
          value={known?.data.phone}
          isOptional
        />
      </div>
    </fieldset>
  )
}

const Delivery = () => {
  const { known } = useLoaderData<typeof loader>()
  const { words, country } = useShop()
  const answered = useAnswer()
  const data = known?.data ?? {}
  return (
    <fieldset className="part">
      <h2>{words.checkout.delivery}</h2>
      <div className="fields">
        <NameFields answered={answered} data={data} />
        <AddressFields answered={answered} data={data} />
      </div>
      <p>
        <strong>{words.countries[country]}</strong> <span className="fine">{words.checkout.countryNote}</span>
      </p>
    </fieldset>
  )
}

const Billing = () => {
  const { words } = useShop()
  const answered = useAnswer()
  const text = words.checkout
  const isOpen = answered?.typed.billingStreet !== undefined && answered.typed.billingStreet !== ''
  const of = { answered } as const
  return (
    <fieldset className="part">
      <label className="choice bare">
        <input type="checkbox" id="otherBilling" name="otherBilling" defaultChecked={isOpen} />
        <span>{text.otherBilling}</span>
      </label>
      <div className="fields only-other">
        <Field {...of} name="billingName" label={text.billingName} autoComplete="billing name" />
        <Field {...of} name="billingFirmName" label={text.firmName} autoComplete="billing organization" isOptional />
        <Field {...of} name="billingStreet" label={text.street} autoComplete="billing street-address" />
        <Field
          {...of}
          name="billingPostalCode"
          label={text.postalCode}
          autoComplete="billing postal-code"
          width="third"
        />
        <Field {...of} name="billingCity" label={text.city} autoComplete="billing address-level2" width="rest" />
      </div>
    </fieldset>
  )
}

const Payment = () => {
  const { payments } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const answered = useAnswer()
  const { chosen: credit, left } = useCreditChosen()
  // Credit pays for all of it.
  if (credit > 0 && left === 0) return null
  const chosen = answered?.typed.payment || (payments.length === 1 ? payments[0] : '')
  return (
    <fieldset className="part" aria-describedby={answered?.faults.payment && 'payment-fault'}>
      <legend className="unseen">{words.checkout.payment}</legend>
      <h2 aria-hidden>{words.checkout.payment}</h2>
      {answered?.faults.payment !== undefined && (
        <p className="wrong" id="payment-fault">
          {answered.faults.payment}
        </p>
      )}
      {payments.map((payment, position) => (
        <label className="choice" key={payment}>
          <input
            type="radio"
            name="payment"
            id={position === 0 ? 'payment' : undefined}
            value={payment}
            required
            defaultChecked={payment === chosen}
          />
          <span>
            {words.checkout.payments[payment].name}
            <span className="fine">{words.checkout.payments[payment].note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const Sponsor = () => {
  const { known } = useLoaderData<typeof loader>()
  const { words, partner } = useShop()
  const answered = useAnswer()
  if (known !== null || partner !== null) return null
  return (
    <fieldset className="part">
      <h2>{words.checkout.sponsor}</h2>
      <div className="fields">
        <Field
          name="named"
          label={words.checkout.sponsorNumber}
          note={words.checkout.sponsorNote}
          answered={answered}
          isOptional
        />
      </div>
    </fieldset>
  )
}

const Terms = () => {
  const [before, terms, between, privacy, after] = useShop().words.checkout.terms
  return (
    <p className="fine">
      {before}
      <a href="/terms">{terms}</a>
      {between}
      <a href="/privacy">{privacy}</a>
      {after}
    </p>
  )
}

type SummaryProps = { readonly cart: ShopCart & { readonly totals: NonNullable<ShopCart['totals']> } }

const Summary = ({ cart }: SummaryProps) => {
  const { words, formats } = useShop()
  const { chosen, left } = useCreditChosen()
  return (
    <aside className="summary sheet">
      <h2>{words.checkout.yourOrder}</h2>
      <ul className="short-lines">
        {cart.lines.map(({ sku, name, quantity, gross }) => (
          <li key={sku}>
            <span>
              {quantity} × {name}
            </span>
            <span className="number">{formats.money(gross)}</span>
          </li>
        ))}
      </ul>
      <Sums totals={cart.totals} />
      {chosen > 0 && <CreditSums credit={formats.money(chosen)} left={formats.money(left)} />}
      <p>
        <a href="/cart">{words.checkout.change}</a>
      </p>
      <p className="fine">{words.checkout.withdrawal}</p>
      <Terms />
      <input type="hidden" name="total" value={cart.totals.total} />
      <button type="submit" className="button wide">
        {words.checkout.submit}
      </button>
    </aside>
  )
}

const WhoOrders = () => {
  const { shopper, words } = useShop()
  if (shopper !== null) return <p className="soft">{words.checkout.as(shopper)}</p>
  return (
    <p className="soft">
      {words.checkout.asGuest} {words.checkout.haveAccount} <a href="/login?to=%2Fcheckout">{words.checkout.signIn}</a>
    </p>
  )
}

export default function CheckoutPage() {
  const { cart, commandId, offered } = useLoaderData<typeof loader>()
  const { words } = useShop()
  const answered = useAnswer()
  return (
    <div className="wrap">
      <h1>{words.checkout.title}</h1>
      <WhoOrders />
      <form method="post" action="/checkout" className="with-summary" noValidate>
        <div className="form">
          {typeof answered?.problem === 'string' && (
            <p className="note bad" role="alert">
              {answered.problem}
            </p>
          )}
          <Faults answered={answered} />
          <CommandId id={answered?.commandId ?? commandId} />
          <Contact />
          <Delivery />
          <Billing />
          <CreditPart />
          <Payment />
          <Sponsor />
          <AllowingPart offered={offered} ticked={answered?.typed.consents} />
        </div>
        <Summary cart={cart} />
      </form>
    </div>
  )
}
