import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { cents, points } from '#ground/money'
import { instant } from '#ground/period'
import type { Country, VatClass } from '#sales/catalogue'
import { addProduct, type NewVariant } from '#sales/catalogue/store.ts'

type Article = {
  /** Gross cents for customers in each country since 2026. */
  readonly prices?: Partial<Record<Country, number>>
  readonly stock?: number | null
  readonly vatClass?: VatClass
}

export const since2026 = instant('2026-01-01T00:00:00Z')

const variantOf = (sku: string, article: Article): NewVariant => {
  const { prices = { DE: 1_000 }, stock = null, vatClass = 'standard' } = article
  return {
    sku,
    stock,
    points: points(5_000),
    vatClass,
    prices: Object.entries(prices).map(([country, gross]) => ({
      country: country as Country,
      group: 'customer',
      kind: 'regular',
      gross: cents(gross),
      from: since2026,
    })),
  }
}

/** Puts products on the shelf to tell stories with: the article's number is the name and, in lower case, the slug. */
export const sells = (database: Database, articles: Readonly<Record<string, Article>>): Promise<void> =>
  inTransaction(database, async transaction => {
    for (const [sku, article] of Object.entries(articles))
      await addProduct(transaction, {
        slug: sku.toLowerCase(),
        name: { de: sku, en: sku },
        description: { de: '', en: '' },
        category: null,
        group: null,
        shown: true,
        variants: [variantOf(sku, article)],
      })
  })
