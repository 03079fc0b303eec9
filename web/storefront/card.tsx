import type { OfferedProduct, OfferedVariant, Picture } from '#sales/catalogue'
import { Price } from './money.tsx'
import { useShop } from './shell.ts'

type PictureProps = {
  readonly picture: Picture | undefined
  readonly name: string
  readonly isFirst?: boolean
}

/** A picture of a product; its first letter where there is none. The name stands beside it, so it says nothing twice. */
export const ProductPicture = ({ picture, name, isFirst = false }: PictureProps) => {
  const { language } = useShop()
  return (
    <span className="picture">
      {picture === undefined ? (
        <span className="letter" aria-hidden>
          {name.slice(0, 1)}
        </span>
      ) : (
        <img
          src={picture.path}
          alt={picture.alt[language]}
          width={600}
          height={600}
          loading={isFirst ? 'eager' : 'lazy'}
          decoding="async"
        />
      )}
    </span>
  )
}

export const isSoldOut = ({ stock }: OfferedVariant): boolean => stock === 0

/** The variant whose price a card shows: the cheapest that can be had. */
const shownVariant = (variants: readonly OfferedVariant[]): OfferedVariant => {
  const there = variants.filter(variant => !isSoldOut(variant))
  return (there.length === 0 ? variants : there).toSorted((a, b) => a.offer.gross - b.offer.gross)[0]!
}

type CardProps = { readonly product: OfferedProduct; readonly isFirst?: boolean }

const Card = ({ product, isFirst = false }: CardProps) => {
  const { language, words } = useShop()
  const shown = shownVariant(product.variants)
  const name = product.name[language]
  const { reduction } = shown.offer
  return (
    <li className="card">
      <ProductPicture picture={product.pictures[0]} name={name} isFirst={isFirst} />
      {reduction !== null && reduction.percent > 0 && (
        <span className="flag">{words.price.percent(reduction.percent)}</span>
      )}
      <h3>
        <a href={`/products/${product.slug}`}>{name}</a>
      </h3>
      <Price offer={shown.offer} isLeast={product.variants.some(({ offer }) => offer.gross > shown.offer.gross)} />
      {product.variants.every(isSoldOut) && <p className="fine">{words.products.soldOut}</p>}
    </li>
  )
}

const eagerCards = 4

export const Cards = ({ products }: { readonly products: readonly OfferedProduct[] }) => (
  <ul className="cards">
    {products.map((product, position) => (
      <Card key={product.slug} product={product} isFirst={position < eagerCards} />
    ))}
  </ul>
)
