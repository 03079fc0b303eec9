import { useLoaderData, type LoaderFunctionArgs, type MetaFunction } from 'react-router'
import type { OfferedProduct, OfferedVariant } from '#sales/catalogue'
import { found } from '../ui/asked.ts'
import { CommandId, newCommandId } from '../ui/command-id.tsx'
import { IconArrowLeft } from '../ui/icons.ts'
import { shopOf } from './asking.ts'
import { isSoldOut, ProductPicture } from './card.tsx'
import { Price, PriceNote } from './money.tsx'
import { shopMeta, useShop } from './shell.ts'

export const loader = async ({ params, context }: LoaderFunctionArgs) => ({
  product: found(await shopOf(context).catalogue.product(params['slug'] ?? '')),
  commandId: newCommandId(),
})

const firstSentence = (text: string) => text.split(/(?<=[.!?])\s/u)[0]!.slice(0, 160)

export const meta: MetaFunction<typeof loader> = asked =>
  shopMeta(asked, ({ language }) => {
    const product = asked.loaderData?.product
    if (product === undefined) return { title: '', isIndexed: false }
    return { title: product.name[language], description: firstSentence(product.description[language]) }
  })

const Gallery = ({ product }: { readonly product: OfferedProduct }) => {
  const { language, words } = useShop()
  const name = product.name[language]
  const { pictures } = product
  return (
    <section className="gallery" aria-label={words.product.pictures}>
      <ul>
        {pictures.length === 0 ? (
          <li>
            <ProductPicture picture={undefined} name={name} />
          </li>
        ) : (
          pictures.map(picture => (
            <li key={picture.path}>
              <a href={picture.path}>
                <ProductPicture picture={picture} name={name} isFirst />
              </a>
            </li>
          ))
        )}
      </ul>
    </section>
  )
}

const fewLeft = 5

const Stock = ({ variant: { stock } }: { readonly variant: OfferedVariant }) => {
  const { words } = useShop()
  if (stock === 0) return <span className="fine">{words.product.gone}</span>
  if (stock !== null && stock <= fewLeft) return <span className="fine">{words.product.left(stock)}</span>
  return <span className="fine">{words.product.there}</span>
}

type VariantsProps = { readonly variants: readonly OfferedVariant[]; readonly chosen: OfferedVariant | undefined }

const Variants = ({ variants, chosen }: VariantsProps) => {
  const { language, words } = useShop()
  return (
    <fieldset>
      <legend>{words.product.choose}</legend>
      {variants.map(variant => (
        <label className="choice" key={variant.sku}>
          <input
            type="radio"
            name="sku"
            value={variant.sku}
            defaultChecked={variant.sku === chosen?.sku}
            disabled={isSoldOut(variant)}
          />
          <span>
            {variant.name[language]} <Stock variant={variant} />
          </span>
          <Price offer={variant.offer} />
        </label>
      ))}
    </fieldset>
  )
}

const OneVariant = ({ variant }: { readonly variant: OfferedVariant }) => (
  <div>
    <Price offer={variant.offer} />
    <Stock variant={variant} />
    <input type="hidden" name="sku" value={variant.sku} />
  </div>
)

type BuyProps = { readonly product: OfferedProduct; readonly commandId: string }

const Buy = ({ product, commandId }: BuyProps) => {
  const { words } = useShop()
  const { variants } = product
  const chosen = variants.find(variant => !isSoldOut(variant))
  return (
    <form method="post" action="/cart">
      <input type="hidden" name="do" value="put in" />
      <CommandId id={commandId} />
      {variants.length === 1 ? <OneVariant variant={variants[0]!} /> : <Variants variants={variants} chosen={chosen} />}
      <PriceNote />
      {chosen === undefined ? (
        <p className="note">{words.products.soldOut}</p>
      ) : (
        <div className="buy">
          <div className="field">
            <label htmlFor="quantity">{words.product.quantity}</label>
            <input
              id="quantity"
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={999}
              defaultValue={1}
              required
            />
          </div>
          <button className="button" type="submit">
            {words.product.add}
          </button>
        </div>
      )}
    </form>
  )
}

export default function ProductPage() {
  const { product, commandId } = useLoaderData<typeof loader>()
  const { language, words } = useShop()
  const { category } = product
  return (
    <div className="wrap">
      <p className="crumb">
        <a href={category === null ? '/products' : `/products?category=${category.slug}`}>
          <IconArrowLeft size={18} stroke={1.75} aria-hidden />
          {category === null ? words.product.back : category.name[language]}
        </a>
      </p>
      <article className="product">
        <Gallery product={product} />
        <div className="stack">
          <h1>{product.name[language]}</h1>
          <Buy product={product} commandId={commandId} />
          <p className="description">{product.description[language]}</p>
        </div>
      </article>
    </div>
  )
}
