import { z } from 'zod'
import { setting } from '#ground/setting'
import type { Cents } from '#ground/money'
import { ibanOf } from '#sales/payment'
import { totalsOf } from './amounts.ts'
import type { InvoiceFacts } from './facts.ts'

export type * from './facts.ts'

const said = z.string().trim().max(200)

/** Who sells: what the law wants on an invoice (§ 14 (4) UStG), in letters (§ 5 DDG, § 35a GmbHG) and on a transfer. */
export const sellerSetting = setting(
  'seller',
  z.strictObject({
    name: said,
    street: said,
    postalCode: said,
    city: said,
    /** ISO 3166, such as "DE"; empty as long as nobody said. */
    country: z.union([z.string().regex(/^[A-Z]{2}$/u), z.literal('')]),
    vatId: said,
    taxNumber: said,
    /** Numbers of other countries, as they are to be printed: "CHE-123.456.789 MWST". */
    otherVatIds: said,
    register: said,
    managers: said,
    email: said,
    phone: said,
    iban: said.refine(iban => iban === '' || ibanOf(iban) !== undefined, 'no IBAN'),
    bic: said,
    bank: said,
    /** § 19 UStG: no VAT is charged, and the invoice says so. */
    isSmallBusiness: z.boolean(),
  }),
  {
    name: '',
    street: '',
    postalCode: '',
    city: '',
    country: '',
    vatId: '',
    taxNumber: '',
    otherVatIds: '',
    register: '',
    managers: '',
    email: '',
    phone: '',
    iban: '',
    bic: '',
    bank: '',
    isSmallBusiness: false,
  },
)

export type Seller = (typeof sellerSetting)['usual']

export type SellerField = keyof Seller

/** What has to be known before an invoice may be written: name, address, and a tax number or VAT id (§ 14 (4) no. 1 and 2 UStG). */
export const missingIn = (seller: Seller): SellerField[] => {
  const missing: SellerField[] = (['name', 'street', 'postalCode', 'city', 'country'] as const).filter(
    field => seller[field] === '',
  )
  return seller.vatId === '' && seller.taxNumber === '' ? [...missing, 'vatId'] : missing
}

/** Who sells, in the lines that stand below a letter. */
export const imprintOf = (seller: Seller, company: string): string[] =>
  [
    seller.name || company,
    [seller.street, [seller.postalCode, seller.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    [seller.register, seller.managers].filter(Boolean).join(' · '),
    seller.vatId,
    [seller.email, seller.phone].filter(Boolean).join(' · '),
  ].filter(line => line !== '')

/** When the shop's invoices are written, how they are numbered, and whether the buyer gets them by mail. */
export const invoiceSetting = setting(
  'invoice',
  z.strictObject({
    when: z.enum(['paid', 'shipped']),
    /** Stands before year and number: "R" makes R2026-00017. */
    prefix: z.string().regex(/^[A-Z0-9-]{0,8}$/u),
    isMailed: z.boolean(),
  }),
  { when: 'shipped', prefix: 'R', isMailed: true },
)

export type InvoicePolicy = (typeof invoiceSetting)['usual']

export type InvoiceNumber = { readonly year: number; readonly serial: number }

/** "R2026-00017". */
export const numberText = ({ year, serial }: InvoiceNumber, { prefix }: Pick<InvoicePolicy, 'prefix'>): string =>
  `${prefix}${year}-${String(serial).padStart(5, '0')}`

/** What is to be paid by an invoice; negative on a cancellation. */
export const grossOf = ({ vat }: Pick<InvoiceFacts, 'vat'>): Cents => totalsOf(vat).gross
