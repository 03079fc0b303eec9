import type { ShippingPolicy } from '#sales/cart'
import type { Rates } from '#sales/checkout'
import type { Command } from './index.ts'

/** The company's rules for vouchers that its pages change. */
export type VoucherRules = {
  readonly reserved: readonly string[]
  readonly offensive: readonly string[]
  readonly harmless: readonly string[]
  readonly codesPerPartner: number
  readonly spread: { readonly redemptions: number; readonly hours: number }
}

export type SellingSettings = {
  readonly shipping: ShippingPolicy
  /** What other currencies are worth in the company's. */
  readonly exchange: Rates
  readonly vouchers: VoucherRules
}

/** Shipping, currencies and vouchers, as the company sets them. */
export type SellingOffice = {
  readonly settings: () => Promise<SellingSettings>
  readonly keepSettings: (command: Command & SellingSettings) => Promise<void>
}
