import type { ContactNumber } from '#ground/identity'
import type { PartnerPage } from '#referral/subdomain'
import type { Category, Country, Currency, OfferedProduct } from '#sales/catalogue'
import type { Base, Place } from './hosts.ts'
import type { AccountQueries, PersonalData } from './shop-account.ts'
import type { ShopParties } from './shop-parties.ts'
import type { CartCommands, CheckoutQueries } from './shop-buying.ts'
import type { ConsentQueries, LegalQueries, ShopInvoices, WithdrawalCommands } from './shop-papers.ts'
import type { Language } from './records.ts'

export type { PartnerPage }
export type * from './shop-account.ts'
export type * from './shop-buying.ts'
export type * from './shop-papers.ts'
export type * from './shop-parties.ts'
export type { Begun, Instructions } from '#sales/payment'
export type { ShopOrder } from '#sales/checkout'

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
  readonly cart: CartCommands
  readonly checkout: CheckoutQueries
  readonly account: AccountQueries
  readonly consents: ConsentQueries
  readonly invoices: ShopInvoices
  readonly withdrawal: WithdrawalCommands
  readonly legal: LegalQueries
  /** By a personal link: it is counted, and kept for the time the browser is open. */
  readonly followLink: (slug: string) => Promise<'followed' | 'invited' | 'no such link'>
  readonly parties: ShopParties
  readonly invitation: {
    /** False where the invitation is over, or has caused too many letters. */
    readonly answer: (slug: string, data: PersonalData & { readonly email: string }) => Promise<boolean>
    readonly confirm: (token: string) => Promise<'registered' | 'over'>
  }
  /** The Set-Cookie values that this request made needful so far. */
  readonly cookies: () => readonly string[]
}
