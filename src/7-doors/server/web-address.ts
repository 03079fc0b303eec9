import type { Instant } from '#ground/period'
import type { NamePolicy, NameRefusal, PhotoRefusal } from '#referral/subdomain'
import type { ContactId, Language } from './records.ts'

export type OwnDomain = {
  readonly host: string
  readonly address: string
  readonly record: { readonly name: string; readonly value: string }
  readonly checkedAt: Instant | null
  /** Null until the record was seen. */
  readonly verifiedAt: Instant | null
  readonly missingSince: Instant | null
}

/** A partner's address on the web. */
export type WebAddress = {
  readonly name: string | null
  /** "http://anna.localhost:3000"; null where he has no name. */
  readonly address: string | null
  /** Names he had that still lead to the present one, the newest first. */
  readonly formerNames: readonly { readonly name: string; readonly redirectsUntil: Instant }[]
  readonly domains: readonly OwnDomain[]
  readonly photo: { readonly path: string } | null
}

/** What a partner sees of his page. */
export type MyPage = WebAddress & {
  /** What stands around a name in its address. */
  readonly around: { readonly before: string; readonly after: string }
  /** A free name made of his own; null where he has one. */
  readonly suggestion: string | null
  readonly greeting: Readonly<Record<Language, string | null>>
  readonly showsEmail: boolean
  readonly showsPhone: boolean
  /** What visitors would see. */
  readonly email: string | null
  readonly phone: string | null
  readonly redirectDays: number
}

export type NamingAnswer =
  | { readonly is: 'named'; readonly name: string }
  | {
      readonly is: 'refused'
      readonly because:
        | NameRefusal
        | 'taken'
        | 'looks like taken'
        | 'not a partner'
        | 'has a name'
        | 'no name'
        | 'same name'
        | 'too many names'
    }

export type DomainRefusal =
  | 'no domain'
  | 'no name'
  | 'too many domains'
  | 'unknown domain'
  | 'no record'
  | 'another record'
  | 'no answer'

type Refused<R> = { readonly is: 'refused'; readonly because: R }
type Command = { readonly commandId: string }

/** What a partner's page about his page asks and changes; whose it is, is fixed when it is made. */
export type MyPageDesk = {
  readonly page: () => Promise<MyPage>
  readonly hasName: () => Promise<boolean>
  /** His first name, or another one. */
  readonly name: (command: Command & { readonly name: string }) => Promise<NamingAnswer>
  readonly change: (
    command: Command & {
      readonly greeting: Readonly<Record<Language, string | null>>
      readonly showsEmail: boolean
      readonly showsPhone: boolean
    },
  ) => Promise<void>
  /** Null takes the photo away. */
  readonly photo: (bytes: Uint8Array | null) => Promise<{ readonly is: 'kept' } | Refused<PhotoRefusal>>
  readonly addDomain: (
    command: Command & { readonly host: string },
  ) => Promise<{ readonly is: 'added' } | Refused<DomainRefusal>>
  readonly checkDomain: (host: string) => Promise<{ readonly is: 'verified' } | Refused<DomainRefusal>>
  readonly removeDomain: (command: Command & { readonly host: string }) => Promise<void>
}

/** What the company asks and settles about partners' addresses. */
export type WebAddressOffice = {
  /** Null for a contact without a name, present or past. */
  readonly of: (contact: ContactId) => Promise<WebAddress | null>
  readonly policy: () => Promise<NamePolicy>
  readonly changePolicy: (command: Command & { readonly policy: NamePolicy }) => Promise<void>
}
