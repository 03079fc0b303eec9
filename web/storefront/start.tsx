import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { shopOf } from './asking.ts'
import { Cards } from './card.tsx'
import { Categories } from './categories.tsx'
import { PriceNote } from './money.tsx'
import { Portrait } from './portrait.tsx'
import { shopMeta, useShop } from './shell.ts'

export const meta: MetaFunction = asked =>
  shopMeta(asked, ({ words, partner, companyName }) => ({
    title: '',
    description: words.start.description(partner?.displayName ?? companyName),
  }))

const shownHere = 8

export const loader = async ({ context }: LoaderFunctionArgs) => {
  const { catalogue } = shopOf(context)
  const [{ rows }, categories] = await Promise.all([
    catalogue.products({ q: '', category: null, page: 1 }),
    catalogue.categories(),
  ])
  return { products: rows.slice(0, shownHere), categories }
}

const PartnerHello = () => {
  const { partner, language, words } = useShop()
  if (partner === null) return null
  const { email, phone } = partner.contact
  return (
    <section className="hello with-portrait">
      <Portrait partner={partner} size={224} />
      <div>
        <h1>{words.start.hello(partner.displayName)}</h1>
        <p className="words">{partner.greeting[language] ?? words.start.greeting}</p>
        <div className="ways">
          <a className="button" href="/products">
            {words.start.browse}
          </a>
          {email !== undefined && (
            <a className="button quiet" href={`mailto:${email}`}>
              {words.start.write}
            </a>
          )}
          {phone !== undefined && (
            <a className="button quiet" href={`tel:${phone.replaceAll(/[^\d+]/gu, '')}`}>
              {words.start.call}
            </a>
          )}
          <a className="button quiet" href="/register">
            {words.start.register}
          </a>
        </div>
      </div>
    </section>
  )
}

const CompanyHello = () => {
  const { companyName, words } = useShop()
  return (
    <section className="hello">
      <div>
        <h1>{companyName}</h1>
        <p className="words">{words.start.house}</p>
        <div className="ways">
          <a className="button" href="/products">
            {words.start.browse}
          </a>
        </div>
      </div>
    </section>
  )
}

export default function StartPage() {
  const { products, categories } = useLoaderData<typeof loader>()
  const { partner, words } = useShop()
  return (
    <div className="wrap">
      {partner === null ? <CompanyHello /> : <PartnerHello />}
      <section className="section">
        <div className="section-head">
          <h2>{words.start.chosen}</h2>
          <a href="/products">{words.start.all}</a>
        </div>
        <Categories categories={categories} chosen={undefined} />
        {products.length === 0 ? <p>{words.products.empty}</p> : <Cards products={products} />}
        <PriceNote />
      </section>
    </div>
  )
}
