import type { PublicId } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Category, Content, Country, Currency, Picture, PriceGroup, VatClass, Words } from '#sales/catalogue'
import type { Page } from './records.ts'

export type ProductId = PublicId<'product'>

export type ProductSearch = {
  /** Words of names, descriptions or article numbers; empty for all. */
  readonly q: string
  /** A category's slug; null for all. */
  readonly category: string | null
  /** Only products of which little is left. */
  readonly isScarce: boolean
  readonly cursor: string | null
}

export type ProductRow = {
  readonly id: ProductId
  readonly name: Words
  readonly category: Words | null
  readonly picture: string | null
  readonly shown: boolean
  readonly articles: number
  /** Pieces of all articles together; null where one has no end. */
  readonly stock: number | null
  readonly isScarce: boolean
  /** The lowest price for customers in the first country that has one. */
  readonly price: { readonly gross: Cents; readonly currency: Currency; readonly isReduced: boolean } | null
}

export type PriceView = {
  readonly country: Country
  readonly currency: Currency
  readonly group: PriceGroup
  /** Null where it has none of its own now. */
  readonly regular: Cents | null
  readonly reduced: {
    readonly gross: Cents
    readonly until: Instant | null
    /** What may be said beside it; null where it is not lower than the lowest of the 30 days before. */
    readonly lowest30: Cents | null
  } | null
  /** What is planned, the next first. */
  readonly planned: readonly {
    readonly kind: 'regular' | 'reduced'
    readonly gross: Cents
    readonly from: Instant
    readonly until: Instant | null
  }[]
}

export type VariantView = {
  readonly sku: string
  readonly name: Words
  readonly stock: number | null
  readonly points: Points
  readonly vatClass: VatClass
  readonly content: Content | null
  /** For every country and group that has a price, now or planned. */
  readonly prices: readonly PriceView[]
}

export type ProductData = {
  readonly slug: string
  readonly name: Words
  readonly description: Words
  /** A category's slug. */
  readonly category: string | null
  /** By which compensation plans tell goods apart. */
  readonly group: string | null
  readonly shown: boolean
}

export type ProductView = ProductData & {
  readonly id: ProductId
  readonly pictures: readonly Picture[]
  readonly variants: readonly VariantView[]
}

export type VariantData = {
  readonly name: Words
  readonly points: Points
  readonly vatClass: VatClass
  /** How much is in a piece; null where it is sold by the piece alone. */
  readonly content: Content | null
}

export type NewVariantData = VariantData & {
  readonly sku: string
  readonly stock: number | null
  /** The first price for customers; null where it is not sold yet. */
  readonly price: { readonly country: Country; readonly gross: Cents } | null
}

export type PriceData = {
  readonly sku: string
  readonly country: Country
  readonly group: PriceGroup
  readonly kind: 'regular' | 'reduced'
  /** Null ends the price. */
  readonly gross: Cents | null
  /** Days such as "2026-03-01" in the company's zone; null for now, and for no end. */
  readonly firstDay: string | null
  readonly lastDay: string | null
}

export type CatalogueRefusal =
  | 'slug taken'
  | 'article number taken'
  | 'unknown category'
  | 'unknown product'
  | 'unknown article'
  | 'changed meanwhile'
  | 'in the past'
  | 'ends before it begins'
  | 'not below the regular price'
  | 'too large'
  | 'no picture'

type Answer<T extends string> = { readonly is: T } | { readonly is: 'refused'; readonly because: CatalogueRefusal }
type Command = { readonly commandId: string }

/** What the company's pages ask and change of the catalogue. Each command happens once, however often its page sends it. */
export type CatalogueOffice = {
  readonly products: (search: ProductSearch) => Promise<Page<ProductRow> & { readonly total: number }>
  readonly product: (id: ProductId) => Promise<ProductView | null>
  readonly categories: () => Promise<readonly Category[]>
  readonly addProduct: (
    command: Command & { readonly product: ProductData; readonly variant: NewVariantData },
  ) => Promise<
    { readonly is: 'added'; readonly id: ProductId } | { readonly is: 'refused'; readonly because: CatalogueRefusal }
  >
  readonly changeProduct: (
    command: Command & { readonly id: ProductId; readonly product: ProductData },
  ) => Promise<Answer<'changed'>>
  readonly addVariant: (
    command: Command & { readonly id: ProductId; readonly variant: NewVariantData },
  ) => Promise<Answer<'added'>>
  readonly changeVariant: (
    command: Command & { readonly sku: string; readonly variant: VariantData },
  ) => Promise<Answer<'changed'>>
  /** `seen` is what the page showed: what was sold meanwhile is not counted twice. */
  readonly setStock: (
    command: Command & { readonly sku: string; readonly to: number | null; readonly seen: number | null },
  ) => Promise<Answer<'set'>>
  readonly keepPrice: (command: Command & { readonly price: PriceData }) => Promise<Answer<'kept'>>
  readonly keepCategory: (command: Command & { readonly name: Words }) => Promise<void>
  /** A JPEG, PNG or WebP of at most 3 MB. What the camera wrote beside it is left out. */
  readonly addPicture: (
    id: ProductId,
    picture: { readonly bytes: Uint8Array; readonly alt: Words },
  ) => Promise<Answer<'added'>>
  readonly removePicture: (id: ProductId, path: string) => Promise<void>
}
