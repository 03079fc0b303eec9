import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import { wordOf } from '../ui/asked.ts'
import { shopOf } from './asking.ts'
import { Cards } from './card.tsx'
import { Categories } from './categories.tsx'
import { PriceNote } from './money.tsx'
import { shopMeta, useShop } from './shell.ts'

const pageIn = (search: URLSearchParams): number => {
  const text = wordOf(search, 'page')
  return /^[1-9]\d{0,3}$/u.test(text) ? Number(text) : 1
}

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const { catalogue } = shopOf(context)
  const { searchParams } = new URL(request.url)
  const asked = {
    q: wordOf(searchParams, 'q'),
    category: wordOf(searchParams, 'category') || null,
    page: pageIn(searchParams),
  }
  const [found, categories] = await Promise.all([catalogue.products(asked), catalogue.categories()])
  const category = categories.find(({ slug }) => slug === asked.category)
  if (asked.category !== null && category === undefined) throw new Response(null, { status: 404 })
  return { ...asked, ...found, categories, name: category?.name ?? null }
}

export const meta: MetaFunction<typeof loader> = asked => {
  const found = asked.loaderData
  return shopMeta(asked, ({ words, language }) => {
    const title = found?.name?.[language] ?? words.products.title
    return { title, description: words.products.description(title), isIndexed: found !== undefined && found.q === '' }
  })
}

const More = () => {
  const { q, category, page, pages } = useLoaderData<typeof loader>()
  const { words } = useShop()
  if (page >= pages) return null
  const next = new URLSearchParams({ ...(q && { q }), ...(category && { category }), page: String(page + 1) })
  return (
    <p className="section">
      <a className="button quiet" href={`/products?${next}`} rel="next">
        {words.products.more}
      </a>
    </p>
  )
}

const Nothing = () => {
  const { q } = useLoaderData<typeof loader>()
  const { words } = useShop()
  if (q === '') return <p>{words.products.empty}</p>
  return (
    <>
      <p>{words.products.none}</p>
      <p className="section">
        <a className="button quiet" href="/products">
          {words.start.all}
        </a>
      </p>
    </>
  )
}

export default function ProductsPage() {
  const { q, rows, total, categories, category, name } = useLoaderData<typeof loader>()
  const { words, language } = useShop()
  return (
    <div className="wrap">
      <h1>{name === null ? words.products.title : name[language]}</h1>
      {q !== '' && <p className="soft">{words.products.found(total, q)}</p>}
      <Categories categories={categories} chosen={q === '' ? category : undefined} />
      {rows.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <Cards products={rows} />
          <PriceNote />
        </>
      )}
      <More />
    </div>
  )
}
