import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { sum } from '#ground/money'
import type { ShopConsent } from '#doors/server'
import { wordOf } from '../ui/asked.ts'
import { Allowing, allowedIn } from './allowing.tsx'
import { AddressFields, NameFields } from './address-fields.tsx'
import { shopOf } from './asking.ts'
import { Field, Faults } from './field.tsx'
import { peopleFaults } from './people-faults.ts'
import { personalDataIn } from './personal.ts'
import { formatsFor, shopMeta, shopWordsOf, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.account.title, isIndexed: false }))

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { account, checkout, consents } = shopOf(context)
  const view = await account.view()
  if (view === null) throw redirect('/login', 303)
  const said =
    (['saved', 'withdrawn', 'allowed'] as const).find(word => new URL(request.url).searchParams.has(word)) ?? null
  return {
    ...view,
    said,
    orders: await checkout.mine(),
    credit: await checkout.creditEntries(),
    consents: await consents.mine(),
    offered: await consents.offered(),
  }
}

const channels = ['email', 'phone', 'post', 'messenger'] as const

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const { account, consents, language } = shopOf(context)
  if (account.shopper === null) throw redirect('/login', 303)
  const form = await request.formData()
  const channel = channels.find(one => one === wordOf(form, 'channel'))
  if (channel !== undefined) {
    await consents.withdraw({ sender: wordOf(form, 'sender'), channel })
    return redirect('/account?withdrawn#consents', 303)
  }
  if (wordOf(form, 'do') === 'allow') {
    await consents.allow(allowedIn(form))
    return redirect('/account?allowed#consents', 303)
  }
  const personal = personalDataIn(form)
  const faults = peopleFaults(personal, shopWordsOf(language))
  if (Object.keys(faults).length > 0) return data({ faults, typed: { ...personal } }, { status: 400 })
  await account.change(personal)
  return redirect('/account?saved', 303)
}

const Orders = () => {
  const { orders } = useLoaderData<typeof loader>()
  const shop = useShop()
  const { words, formats } = shop
  return (
    <section className="sheet stack">
      <h2>{words.account.orders}</h2>
      {orders.length === 0 && <p className="soft">{words.account.noOrders}</p>}
      <ul className="rows">
        {orders.map(order => (
          <li key={order.id}>
            <a href={`/account/orders/${order.id}`}>{words.order.title(order.number)}</a>
            <span className="fine">
              {formats.day(order.placedAt)}, {words.order.states[order.state]}
            </span>
            <span className="number">{formatsFor(shop, order.currency).money(order.totals.total)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Credit = () => {
  const { credit } = useLoaderData<typeof loader>()
  const shop = useShop()
  const { words, formats } = shop
  if (credit.length === 0) return null
  const balances = [...Map.groupBy(credit, entry => entry.currency)].map(([currency, entries]) =>
    formatsFor(shop, currency).money(sum(entries.map(({ amount }) => amount))),
  )
  return (
    <section className="sheet stack" id="credit">
      <h2>{words.account.credit.title}</h2>
      <p>
        <strong className="number">{balances.join(' · ')}</strong> <span>{words.account.credit.text}</span>
      </p>
      <ul className="rows">
        {credit.map(({ surplus, kind, amount, currency, at, order, number }) => (
          <li key={`${surplus} ${kind} ${at} ${order} ${amount}`}>
            <a href={`/account/orders/${order}`}>{words.order.title(number)}</a>
            <span className="fine">
              {formats.day(at)}, {words.account.credit.kinds[kind]}
            </span>
            <span className="number">{formatsFor(shop, currency).money(amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Carer = () => {
  const { carer } = useLoaderData<typeof loader>()
  const { words, companyName, shopperIsPartner } = useShop()
  if (shopperIsPartner) return null
  return (
    <section className="sheet stack">
      <h2>{words.account.sponsor}</h2>
      {carer === null ? <p>{words.account.house(companyName)}</p> : <p>{words.account.sponsorText(carer.name)}</p>}
      {typeof carer?.address === 'string' && (
        <p>
          <a href={carer.address}>{carer.address.replace(/^https?:\/\//u, '')}</a>
        </p>
      )}
    </section>
  )
}

const Data = () => {
  const { data: known, email } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { words } = useShop()
  return (
    <section className="sheet">
      <form method="post" action="/account" className="form" noValidate>
        <h2>{words.account.data}</h2>
        <Faults answered={answered} />
        <p className="soft">{email}</p>
        <div className="fields">
          <NameFields answered={answered} data={known} />
          <Field
            name="phone"
            type="tel"
            label={words.checkout.phone}
            autoComplete="tel"
            answered={answered}
            value={known.phone}
            isOptional
          />
          <AddressFields answered={answered} data={known} isOptional />
        </div>
        <button type="submit" className="button">
          {words.account.save}
        </button>
      </form>
    </section>
  )
}

const Consent = ({ consent }: { readonly consent: ShopConsent }) => {
  const { words, formats } = useShop()
  const { sender, line, state, since } = consent
  const when = state === 'given' ? words.account.since(formats.day(since)) : words.account.asked
  return (
    <li>
      <span>
        <strong>{sender}</strong> {words.account.channels[line.channel]}
        <br />
        <span className="fine">{when}</span>
      </span>
      <form method="post" action="/account">
        <input type="hidden" name="sender" value={line.sender} />
        <button type="submit" className="button quiet small" name="channel" value={line.channel}>
          {words.account.withdraw}
        </button>
      </form>
    </li>
  )
}

const Offered = () => {
  const { offered } = useLoaderData<typeof loader>()
  const text = useShop().words.account
  if (offered.length === 0) return null
  return (
    <form method="post" action="/account" className="stack">
      <h3>{text.mayBeAllowed}</h3>
      <Allowing offered={offered} ticked={undefined} />
      <button type="submit" className="button quiet" name="do" value="allow">
        {text.allow}
      </button>
    </form>
  )
}

const Consents = () => {
  const { consents } = useLoaderData<typeof loader>()
  const { words } = useShop()
  return (
    <section className="sheet stack" id="consents">
      <h2>{words.account.consents}</h2>
      {consents.length === 0 && <p className="soft">{words.account.noConsents}</p>}
      <ul className="rows">
        {consents.map(consent => (
          <Consent key={`${consent.line.sender} ${consent.line.channel}`} consent={consent} />
        ))}
      </ul>
      <Offered />
    </section>
  )
}

export default function AccountPage() {
  const { said } = useLoaderData<typeof loader>()
  const { words, shopper } = useShop()
  return (
    <div className="wrap narrow form">
      <div className="section-head">
        <h1>{words.account.hello(shopper ?? '')}</h1>
        <form method="post" action="/logout">
          <button type="submit" className="plain">
            {words.account.signOut}
          </button>
        </form>
      </div>
      {said !== null && <output className="note waiting-note">{words.account[said]}</output>}
      <Orders />
      <Credit />
      <Carer />
      <Data />
      <Consents />
    </div>
  )
}
