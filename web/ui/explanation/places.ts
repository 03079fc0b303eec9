import type { Period } from '#ground/period'
import type { ContactId, ContactRef, EntryRow, Explanation, OrderId, Page } from '#doors/server'

/** What is opened on the page: whose entries, and from which on. */
export type Opened = { readonly of: ContactId; readonly entries: Page<EntryRow>; readonly isFirst: boolean }

export type Explained = {
  readonly explanation: Explanation
  readonly opened: Opened | null
  readonly isFirst: { readonly customers: boolean; readonly lines: boolean }
}

/** What the address of an explanation can ask for besides the contact and the month. */
export type Asked = {
  readonly open?: ContactId
  readonly entries?: string | null
  readonly customers?: string | null
  readonly lines?: string | null
}

/** Where things lead from an explanation: other for the company than for the partner, who may not see everything. */
export type Places = {
  readonly contact: (contact: ContactRef) => string | undefined
  readonly order: (id: OrderId) => string
  readonly team: (contact: ContactRef, period: Period) => string | undefined
  readonly self: (asked: Asked, part: 'own' | 'personal' | 'customers' | 'team') => string
}
