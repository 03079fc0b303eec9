import type { ColumnType, Generated } from 'kysely'
import type { ContactNumber } from '#ground/identity'
import type { Cents, Points } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Json, Timestamp } from './common.ts'

type PriceGroup = 'customer' | 'partner' | 'reseller'
type VatClass = 'standard' | 'reduced'

export type CategoryTable = {
  id: Generated<number>
  slug: string
  name_de: string
  name_en: string
  position: Generated<number>
}

export type ProductTable = {
  id: Generated<number>
  uuid: string
  slug: string
  name_de: string
  name_en: string
  description_de: Generated<string>
  description_en: Generated<string>
  category_id: number | null
  product_group: string | null
  shown: Generated<boolean>
  position: Generated<number>
  created_at: ColumnType<Instant, undefined, never>
  search: ColumnType<string, never, never>
}

export type PictureTable = {
  id: Generated<number>
  product_id: number
  position: Generated<number>
  hash: string
  type: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/svg+xml'
  bytes: Buffer
  alt_de: Generated<string>
  alt_en: Generated<string>
}

export type VariantTable = {
  id: Generated<number>
  product_id: number
  position: Generated<number>
  sku: string
  name_de: Generated<string>
  name_en: Generated<string>
  stock: number | null
  points: Points
  vat_class: VatClass
  content: number | null
  content_unit: 'g' | 'kg' | 'ml' | 'l' | 'm' | 'm2' | null
}

export type PriceTable = {
  id: Generated<number>
  variant_id: number
  country: string
  price_group: PriceGroup
  kind: 'regular' | 'reduced'
  gross: Cents
  from_at: Timestamp
  until_at: ColumnType<Instant, Date | 'infinity' | undefined, Date | 'infinity'>
}

export type ContactPriceGroupTable = {
  contact_id: ContactNumber
  price_group: PriceGroup
  from_at: Timestamp
  until_at: ColumnType<Instant, Date | 'infinity' | undefined, Date | 'infinity'>
  given_by: string
  ended_by: string | null
}

export type VatRateTable = { country: string; vat_class: VatClass; from_on: string; rate: number }

export type CartTable = {
  id: Generated<number>
  token_hash: string
  country: string
  language: 'de' | 'en'
  price_group: PriceGroup
  voucher_code: string | null
  signals: Json
  expires_at: Timestamp
}

export type CartLineTable = {
  cart_id: number
  variant_id: number
  quantity: number
  added_at: ColumnType<Instant, undefined, never>
}
