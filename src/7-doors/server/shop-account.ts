import type { TooMany } from '#doors/attempt'
import type { ContactId } from './records.ts'

/** What a customer tells of himself. */
export type PersonalData = {
  readonly givenName: string
  readonly familyName: string
  /** Empty where there is none; so are phone and address. */
  readonly firmName: string
  readonly phone: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
}

export type Shopper = { readonly name: string; readonly email: string; readonly isPartner: boolean }

export type Registering = PersonalData & {
  readonly email: string
  readonly password: string
  /** What was typed in as the number of whoever recommended the shop; empty where nothing was. */
  readonly named: string
  /** Whom he allowed to write to him; he confirms it in his mailbox. */
  readonly consents: readonly ContactId[]
  readonly commandId: string
}

export type PasswordFault = 'password too short' | 'password too long'

/** Whether the e-mail address is known is told to its mailbox alone. */
export type RegisterAnswer =
  | { readonly is: 'told' }
  | { readonly is: 'refused'; readonly because: PasswordFault | 'unknown sponsor' }
  | TooMany

export type ShopSignIn =
  | { readonly is: 'signed in'; readonly headers: Headers }
  | { readonly is: 'refused'; readonly because: 'wrong' | 'not confirmed' }
  | TooMany

/** Stale: the link is used, or too old. Wrong: that is not the password of the account, and the link still works. */
export type ConfirmAnswer = 'confirmed' | 'stale' | 'wrong' | TooMany

export type AccountView = {
  readonly email: string
  readonly data: PersonalData
  /** The partner who looks after him; null where it is the company. He himself is nobody's, being a partner. */
  readonly carer: { readonly name: string; readonly address: string | null } | null
}

export type AccountQueries = {
  /** Whoever is signed in; null for a guest. */
  readonly shopper: Shopper | null
  readonly register: (registering: Registering) => Promise<RegisterAnswer>
  /** By the letter's word, and the password that was chosen with the account. */
  readonly confirm: (asked: { readonly word: string; readonly password: string }) => Promise<ConfirmAnswer>
  /** Whether there is such an account is told to its mailbox alone. */
  readonly forgot: (email: string) => Promise<{ readonly is: 'told' } | TooMany>
  readonly choosePassword: (asked: {
    readonly word: string
    readonly password: string
  }) => Promise<{ readonly is: 'chosen' } | { readonly is: 'refused'; readonly because: PasswordFault | 'stale' }>
  readonly signIn: (credentials: { readonly email: string; readonly password: string }) => Promise<ShopSignIn>
  readonly signOut: () => Promise<Headers>
  /** Null for a guest. */
  readonly view: () => Promise<AccountView | null>
  readonly change: (data: PersonalData) => Promise<void>
  /** Logins that a demo shows; empty in a real company. */
  readonly demoLogins: () => Promise<
    readonly { readonly name: string; readonly email: string; readonly password: string }[]
  >
}
