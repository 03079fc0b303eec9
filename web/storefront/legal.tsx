import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { LegalPage } from '#doors/server'
import { shopOf } from './asking.ts'
import { shopMeta, shopPath, useShop } from './shell.ts'

const pages: Readonly<Record<string, LegalPage>> = { '/imprint': 'imprint', '/terms': 'terms', '/privacy': 'privacy' }

const pageAt = (pathname: string): LegalPage => {
  const page = pages[shopPath(pathname)]
  if (page === undefined) throw new Response(null, { status: 404 })
  return page
}

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { legal } = shopOf(context)
  const page = pageAt(new URL(request.url).pathname)
  const [text, seller, shipping] = await Promise.all([legal.text(page), legal.seller(), legal.shipping()])
  return { page, text, seller, shipping }
}

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, ({ words }) => ({ title: words.legal[asked.loaderData?.page ?? 'imprint'] }))

const Imprint = () => {
  const { seller } = useLoaderData<typeof loader>()
  const { words, partner, companyName } = useShop()
  return (
    <>
      <address className="address">
        {seller.map(line => (
          <span key={line}>
            {line}
            <br />
          </span>
        ))}
      </address>
      {partner !== null && <p>{words.legal.partner(partner.displayName, companyName)}</p>}
    </>
  )
}

const Shipping = () => {
  const { shipping } = useLoaderData<typeof loader>()
  const { words, formats, country } = useShop()
  if (shipping === null) return null
  const cost = formats.money(shipping.cost)
  return (
    <section id="shipping" className="stack">
      <h2>{words.legal.shipping}</h2>
      <p>
        {words.legal.shippingCost(words.countries[country], cost)}{' '}
        {shipping.freeFrom !== null && words.legal.shippingFree(formats.money(shipping.freeFrom))}
      </p>
    </section>
  )
}

const KeptData = () => {
  const { words } = useShop()
  return (
    <section className="stack">
      <h2>{words.legal.dataTitle}</h2>
      <ul>
        {words.legal.data.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

export default function LegalTextPage() {
  const { page, text } = useLoaderData<typeof loader>()
  const { words } = useShop()
  return (
    <article className="wrap narrow prose">
      <h1>{words.legal[page]}</h1>
      {page === 'imprint' && <Imprint />}
      {text === '' ? (
        page !== 'imprint' && <p className="soft">{words.legal.missing}</p>
      ) : (
        <p className="text">{text}</p>
      )}
      {page === 'terms' && <Shipping />}
      {page === 'privacy' && <KeptData />}
    </article>
  )
}
