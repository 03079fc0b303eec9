import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { Channel, ConsentState } from '#people/consent'
import type { ContactId } from './records.ts'
import type { InvoiceFile, InvoiceRow } from './paper.ts'
import type { Declaration, DeclarationFault } from '#sales/withdrawal'

/** Who may write to the customer, by what, as he reads it himself. */
export type ShopConsent = {
  /** What takes it back. */
  readonly line: { readonly sender: string; readonly channel: Channel }
  readonly sender: string
  readonly state: ConsentState
  readonly text: string
  readonly since: Instant
}

/** A permission that may be given, in the words that are agreed to. */
export type OfferedConsent = { readonly sender: ContactId; readonly text: string }

export type AskedConsent = { readonly state: ConsentState; readonly sender: string; readonly text: string }

export type ConsentQueries = {
  /** Those that stand or were asked, of whoever is signed in. */
  readonly mine: () => Promise<readonly ShopConsent[]>
  readonly withdraw: (line: ShopConsent['line']) => Promise<void>
  /** Whom the visitor may allow to write to him by e-mail, and has not yet: whose page it is, or who looks after him, and the company. */
  readonly offered: () => Promise<readonly OfferedConsent[]>
  /** Who is signed in allows it: he is asked to confirm it in his mailbox. */
  readonly allow: (senders: readonly ContactId[]) => Promise<void>
  /** What a letter's link asks; null for a link nobody was sent. */
  readonly asked: (token: string) => Promise<AskedConsent | null>
  readonly answer: (token: string, says: 'yes' | 'no') => Promise<void>
}

export type Declared =
  | { readonly is: 'received'; readonly at: Instant; readonly email: string }
  | { readonly is: 'refused'; readonly faults: readonly DeclarationFault[] }

/** § 356a BGB: withdrawing takes two steps and no login. */
export type WithdrawalCommands = {
  readonly check: (written: Omit<Declaration, 'language' | 'pieces'>) => readonly DeclarationFault[]
  readonly declare: (written: Omit<Declaration, 'language' | 'pieces'>, commandId: string) => Promise<Declared>
}

/** The papers of an order that the visitor was allowed to open. */
export type ShopInvoices = {
  /** The invoice first, then its cancellations. `order` is a number the shop's own queries gave. */
  readonly of: (order: number) => Promise<readonly InvoiceRow[]>
  /** Null where it is no paper of this order. */
  readonly pdf: (order: number, id: string) => Promise<InvoiceFile | null>
}

export type LegalPage = 'imprint' | 'terms' | 'privacy'

type InBoth = { readonly de: string; readonly en: string }
export type LegalTexts = Readonly<Record<LegalPage, InBoth>>

/** Where the company writes what stands below its shops' pages. */
export type LegalOffice = {
  readonly texts: () => Promise<LegalTexts>
  readonly keep: (command: { readonly commandId: string; readonly texts: LegalTexts }) => Promise<void>
}

export type ShippingCost = { readonly country: string; readonly cost: Cents; readonly freeFrom: Cents | null }

export type LegalQueries = {
  /** What the company wrote down; empty where it did not yet. */
  readonly text: (page: LegalPage) => Promise<string>
  /** Who sells, line by line. */
  readonly seller: () => Promise<readonly string[]>
  readonly shipping: () => Promise<ShippingCost | null>
}
