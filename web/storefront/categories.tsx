import type { Category } from '#sales/catalogue'
import { useShop } from './shell.ts'

type Props = {
  readonly categories: readonly Category[]
  /** A category's slug; null for all products, undefined where none is chosen. */
  readonly chosen: string | null | undefined
}

export const Categories = ({ categories, chosen }: Props) => {
  const { language, words } = useShop()
  if (categories.length === 0) return null
  const all = { slug: null, name: words.products.all, href: '/products' }
  const each = categories.map(({ slug, name }) => ({ slug, name: name[language], href: `/products?category=${slug}` }))
  return (
    <nav className="categories" aria-label={words.products.categories}>
      {[all, ...each].map(({ slug, name, href }) => (
        <a key={href} href={href} aria-current={slug === chosen ? 'true' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
