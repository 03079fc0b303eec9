import type { GuestAnswer, PartyGuest, PartyReward, PartyRow } from './parties.ts'

type Refused<R> = { readonly is: 'refused'; readonly because: R }

/** What the invitation says. */
export type InvitationView = Omit<PartyRow, 'id' | 'graceUntil'> & {
  /** Orders of whoever came by the invitation count for the party now. */
  readonly takesOrders: boolean
}

/** The host's own page: she sees who comes, and neither orders nor addresses. */
export type HostView = Omit<PartyRow, 'id' | 'graceUntil'> & {
  readonly guests: readonly Pick<PartyGuest, 'name' | 'answer'>[]
  readonly guestsAddress: string
  /** What she gets, how far it is to the next tier, and what she took of it. */
  readonly reward: Omit<PartyReward, 'entries'>
}

/** What a shop shows of its partner's parties, to whoever has the link. */
export type ShopParties = {
  /** Null where the link leads nowhere. From then on the visitor's orders count for the party, as long as it takes some. */
  readonly invitation: (slug: string) => Promise<InvitationView | null>
  readonly answer: (
    slug: string,
    told: { readonly name: string; readonly answer: Exclude<GuestAnswer, 'invited'> },
  ) => Promise<{ readonly is: 'listed' } | Refused<'no such party' | 'name missing or too long' | 'too many guests'>>
  readonly host: (hostSlug: string) => Promise<HostView | null>
  readonly hostListsGuest: (
    hostSlug: string,
    name: string,
  ) => Promise<{ readonly is: 'listed' } | Refused<'no such party' | 'name missing or too long' | 'too many guests'>>
  /** Whose data a partner entered is asked, on the page that only his mailbox leads to, whether it was so; null where nobody is to be asked. */
  readonly entered: (orderToken: string) => Promise<{ readonly by: string } | null>
  /** It was he himself: from now on he may be asked what he allows. */
  readonly confirm: (orderToken: string) => Promise<void>
  /** The party that an order of this visitor would count for; null where there is none. */
  readonly current: () => Promise<{ readonly title: string; readonly hostName: string } | null>
}
