import type { ContactNumber } from '#ground/identity'
import type { PartnerPage } from '#referral/subdomain'
import type { Category, Country, Currency, OfferedProduct } from '#sales/catalogue'
import type { Base, Place } from './hosts.ts'
import type { Language } from './records.ts'

export type { PartnerPage }

/** Whose page a host is. */
export type PlacePartner = {
  readonly partner: ContactNumber
  /** His name below the base: "anna". */
  readonly name: string
  readonly language: Language
  readonly country: string
  readonly page: PartnerPage
}

export type ShopPlace = Place<PlacePartner>

/** Where a request arrived. */
export type Visit = { readonly base: Base; readonly place: Extract<ShopPlace, { is: 'house' | 'shop' }> }

export type ProductsAsked = {
  /** Every word of it is found; empty for all. */
  readonly q: string
  /** A category's slug; null for all. */
  readonly category: string | null
  /** From 1. */
  readonly page: number
}

export type ShopCatalogue = {
  readonly categories: () => Promise<readonly (Category & { readonly products: number })[]>
  readonly products: (asked: ProductsAsked) => Promise<{
    readonly rows: readonly OfferedProduct[]
    readonly total: number
    readonly pages: number
  }>
  /** Null where it is unknown or not sold to this visitor. */
  readonly product: (slug: string) => Promise<OfferedProduct | null>
}

/** Everything the shop's pages know of the world, made for one request. */
export type ShopWorld = {
  /** The address of this shop without a path, for search engines and for links that leave the page. */
  readonly address: string
  /** The company's own shop. */
  readonly companyAddress: string
  /** Null in the company's own shop. */
  readonly partner: PartnerPage | null
  readonly language: Language
  /** Prices and delivery are of this country. */
  readonly country: Country
  /** Where the company delivers to. */
  readonly countries: readonly Country[]
  readonly currency: Currency
  readonly catalogue: ShopCatalogue
  /** The Set-Cookie values that this request made needful so far. */
  readonly cookies: () => readonly string[]
}
