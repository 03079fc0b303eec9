import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import type { PartyDays } from '#referral/party'
import type { ShippingPolicy } from '#sales/cart'
import type { Country } from '#sales/catalogue'
import type { ListedArticle } from '#sales/catalogue/store.ts'
import type { Hindrance, PartyOrderPolicy, SlipContent, SlipState } from '#sales/party-order'
import type { PaymentName } from '#sales/payment'
import type { GuestId, PartyView } from './parties.ts'
import type { OrderId } from './records.ts'

export type SlipId = PublicId<'slip'>

/** What a partner takes down at a party: for a guest, or as one collective order in her own name. */
export type SlipTold = Omit<SlipContent, 'guest'> & { readonly guest: GuestId | null }

export type SlipView = SlipTold & {
  readonly id: SlipId
  /** The id that the phone chose for it. */
  readonly commandId: string
  readonly takenAt: Instant
  readonly receivedAt: Instant
  readonly state: SlipState
  /** What stands in its way, as long as it is to be settled. */
  readonly because: Hindrance | null
  /** What became of it, and what it comes to: less than the guest was told where a voucher counted. */
  readonly order: {
    readonly id: OrderId
    readonly number: string
    readonly total: Cents
    readonly isOnPaper: boolean
  } | null
  /** Of the country where the goods go. */
  readonly currency: string
  readonly droppedBecause: string | null
}

/** What a phone needs to take orders without network. */
export type PartyCounter = {
  readonly party: PartyView
  /** When it takes orders: told by the phone's own clock, for this may have been read days before. */
  readonly days: PartyDays
  /** When all this held. */
  readonly at: Instant
  /** Where a guest is thought to live as long as nobody says otherwise. */
  readonly country: Country
  /** Whose prices the host's reward is counted in. */
  readonly hostCountry: Country
  /** With all prices that may be asked before its grace is over, by country and group. */
  readonly articles: readonly ListedArticle[]
  readonly payments: readonly PaymentName[]
  readonly shipping: ShippingPolicy
  readonly rules: PartyOrderPolicy
  /** In which country goods go that are sent there; null where no address is known. */
  readonly reaches: { readonly host: string | null; readonly partner: string | null }
}
