import type { PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant, Period } from '#ground/period'
import type {
  GuestAnswer,
  PartyPlan,
  PartyPolicy,
  PartyState,
  PartyStep,
  PlanFault,
  StepRefusal,
} from '#referral/party'
import type { RedeemRefusal, Scheme } from '#sales/host-reward'
import type { EndResult, OpenGoods, PartyReward, RewardCost } from '#sales/host-reward/store.ts'
import type { OrderState } from '#sales/order'
import type { DeliveredTo, PartyOrderPolicy, PartyWay } from '#sales/party-order'
import type { HiddenMonth, PartyFigures, PartyPaper } from '#sales/party-order/store.ts'
import type { HowPaid } from '#sales/payment'
import type { PartyCounter, SlipId, SlipTold, SlipView } from './party-counter.ts'
import type { ContactId, ContactRef, OrderId, Page } from './records.ts'
import type { InvoiceFile } from './paper.ts'

export type { HiddenMonth, PartyFigures, PartyReward, RewardCost, Scheme }
export type { DeliveredTo, PartyOrderPolicy, PartyWay }
export type * from './party-counter.ts'
export type { GuestAnswer, PartyPlan, PartyPolicy, PartyState, PartyStep, PlanFault }
export type PartyId = PublicId<'party'>
export type GuestId = PublicId<'guest'>

type Command = { readonly commandId: string }
type Refused<R> = { readonly is: 'refused'; readonly because: R }

export type PartyRow = PartyPlan & {
  readonly id: PartyId
  readonly state: PartyState
  /** As the partner wrote it. */
  readonly hostName: string
  /** Until then orders that were taken in time may arrive. */
  readonly graceUntil: string
}

export type PartyGuest = {
  readonly id: GuestId
  readonly name: string
  readonly answer: GuestAnswer
  readonly listedBy: 'partner' | 'host' | 'guest'
  /** Who the guest turned out to be, where it is a customer of the partner's. */
  readonly contact: ContactRef | null
}

/** A party as the partner sees it whose it is. */
export type PartyView = PartyRow & {
  /** Null where the host is nobody whom the partner may know. */
  readonly host: ContactRef | null
  /** Planned by a partner whose place this one has taken. */
  readonly isTakenOver: boolean
  /** "https://anna.shop.example/party/k7m2q9xr": for the invitation and its QR code. */
  readonly guestsAddress: string
  /** For the host alone: it opens her own page. */
  readonly hostAddress: string
  readonly guests: readonly PartyGuest[]
  readonly bookedAt: { readonly id: PartyId; readonly title: string } | null
  /** Why a step cannot be taken now; what can be is not in it. */
  readonly refusals: Partial<Readonly<Record<PartyStep, StepRefusal>>>
}

/** A host nobody knows yet, as the partner tells of her. */
export type NewHost = {
  readonly givenName: string
  readonly familyName: string
  /** Empty where it is not known. */
  readonly email: string
  readonly phone: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
}

export type PlanRefusal =
  | { readonly is: 'refused'; readonly because: 'plan'; readonly faults: readonly PlanFault[] }
  | Refused<'host missing' | 'host unknown' | 'not a partner'>

export type PlanCommand = Command &
  PartyPlan & {
    /** The partner herself, a contact of hers, or somebody new. */
    readonly host: ContactId | NewHost
    /** The party of hers at which it was booked. */
    readonly bookedAt: PartyId | null
  }

type OfParty = { readonly party: PartyId }

export type StepCommand = Command &
  OfParty &
  (
    | { readonly step: Exclude<PartyStep, 'reopen'> }
    /** Until which day orders are taken again. */
    | { readonly step: 'reopen'; readonly until: string }
  )

export type PartyOrderRow = {
  readonly id: OrderId
  readonly number: string
  readonly way: PartyWay
  /** Null where the buyer is nobody whom the partner may know: somebody else's customer who ordered himself. */
  readonly buyer: ContactRef | null
  readonly state: OrderState
  readonly payment: HowPaid
  readonly deliveredTo: DeliveredTo
  readonly takenAt: Instant
  readonly pieces: number
  readonly currency: string
  /** Goods with VAT, without shipping, that were not given back. */
  readonly left: Cents
  /** The same as the party's figures count it: net of VAT, in the company's currency. */
  readonly net: Cents
  /** How many guests the partner says are behind a collective order. */
  readonly toldGuests: number | null
  /** Whether the reader may open the order. */
  readonly isOpen: boolean
}

/** A party's orders, all or those of one way, in the order they were taken. */
type ListingOrders = (
  id: PartyId,
  asked: { readonly way: PartyWay | null; readonly cursor: string | null },
) => Promise<Page<PartyOrderRow> | null>

export type SlipRefusal = 'no such party' | 'command used for another slip'

/** Taking orders at a party. */
type Selling = {
  readonly counter: (id: PartyId) => Promise<PartyCounter | null>
  readonly orders: ListingOrders
  readonly slips: (id: PartyId) => Promise<readonly SlipView[]>
  readonly slip: (id: SlipId) => Promise<{ readonly slip: SlipView; readonly party: PartyId } | null>
  /** Sent twice it is taken once, and answered by what became of it. It is kept whatever stands in its way. */
  readonly take: (
    command: Command & OfParty & { readonly slip: SlipTold; readonly takenAt: Instant },
  ) => Promise<{ readonly is: 'taken'; readonly slip: SlipView } | Refused<SlipRefusal>>
  /** Tries again with all of it as it is now. `no party`: the order counts for none, where the party takes it no more. */
  readonly settle: (
    command: Command & { readonly id: SlipId; readonly slip: SlipTold; readonly countsFor: 'its party' | 'no party' },
  ) => Promise<{ readonly is: 'settled'; readonly slip: SlipView } | Refused<'no such slip' | 'not to settle'>>
  readonly drop: (
    command: Command & { readonly id: SlipId; readonly because: string },
  ) => Promise<{ readonly is: 'dropped' } | Refused<'no such slip' | 'not to settle' | 'reason missing'>>
  /** What she has collected from guests and owes the company, by currency. */
  readonly collected: () => Promise<
    readonly { readonly currency: string; readonly amount: Cents; readonly orders: number }[]
  >
}

/** A line of a collective order, and how many pieces of it are still the partner's own. */
export type SplittableLine = {
  readonly position: number
  readonly name: string
  readonly quantity: number
  readonly left: number
}

export type SplitRefusal =
  | 'no such order'
  | 'guest unknown'
  | 'nothing chosen'
  | 'unknown line'
  | 'more than the line has left'
  | 'month closed'
  | 'belongs to somebody else'
  | 'is the buyer'

/** A party that was booked at another. */
export type BookedParty = Pick<PartyRow, 'id' | 'title' | 'heldOn'> & { readonly hasOrders: boolean }

/** What came of a party. Turnover is net of VAT and of what came back. */
export type PartyFiguresView = PartyFigures & {
  /** How many names are on the list. */
  readonly listed: number
  /** Parties booked at it that were not cancelled, and how many of them have orders. */
  readonly bookings: number
  readonly held: number
  readonly booked: readonly BookedParty[]
  readonly reward: RewardCost
}

/** A partner's parties of a month, by the day they were held. */
export type PartyMonth = Pick<PartyFigures, 'ways' | 'guests' | 'newCustomers' | 'told' | 'untold'> & {
  readonly period: Period
  readonly parties: number
  /** What was granted to hosts. */
  readonly rewards: Cents
}

/** What came of parties. */
type Figures = {
  readonly figures: (id: PartyId) => Promise<PartyFiguresView | null>
  /** The last twelve months with a party, the oldest first. */
  readonly months: () => Promise<readonly PartyMonth[]>
}

/** Collective orders whose guests register later. */
type Splitting = {
  /** Null where it is no collective order of a party of hers. */
  readonly splittable: (order: OrderId) => Promise<readonly SplittableLine[] | null>
  /** Turnover moves from her personal volume to her customer's; her own volume stays the same. */
  readonly split: (
    command: Command & {
      readonly order: OrderId
      readonly pieces: readonly { readonly position: number; readonly quantity: number }[]
      readonly to: ContactId
    },
  ) => Promise<{ readonly is: 'split'; readonly net: Cents } | Refused<SplitRefusal>>
}

/** Papers for guests who have no mailbox. */
type Papers = {
  readonly papers: (id: PartyId) => Promise<readonly PartyPaper[]>
  /** The confirmation of an order, to be handed over; null for an order whose buyer has it in his mailbox, and for another's. */
  readonly paper: (order: OrderId) => Promise<InvoiceFile | null>
}

export type RewardChoice = { readonly sku: string; readonly quantity: number; readonly by: 'credit' | 'half price' }

export type RewardRefusal =
  | Refused<RedeemRefusal | 'no such party' | 'not settled' | 'not final'>
  | { readonly is: 'refused'; readonly because: 'not sold' | 'out of stock'; readonly sku: string }

/** Of what a host took, which: counted from 1 in the order it was taken. */
type OfGoods = OfParty & { readonly place: number }

export type EndAnswer = EndResult | Refused<'no such party'>

/** Takes back what a host took, as long as it is not sent: the goods are in stock again, and what she took them by is hers again. */
type Undoing = {
  readonly undo: (command: Command & OfGoods & { readonly reason: string }) => Promise<EndAnswer>
}

/** The host's reward. */
type Rewarding = Undoing & {
  readonly reward: (id: PartyId) => Promise<PartyReward | null>
  /** The host takes goods of it: by her credit, or at half price, which she pays to the partner. */
  readonly redeem: (
    command: Command & OfParty & { readonly goods: readonly RewardChoice[] },
  ) => Promise<{ readonly is: 'redeemed' } | RewardRefusal>
}

/** What a partner asks about her parties; whose they are is fixed when it is made. Another's is as if it were not there. */
export type DeskParties = Selling &
  Rewarding &
  Splitting &
  Papers &
  Figures & {
    /** The latest first. */
    readonly list: () => Promise<readonly PartyRow[]>
    readonly party: (id: PartyId) => Promise<PartyView | null>
    /** The company's rules: how long orders may be taken, and what else a form should say. */
    readonly policy: () => Promise<PartyPolicy>
    readonly plan: (command: PlanCommand) => Promise<{ readonly is: 'planned'; readonly party: PartyId } | PlanRefusal>
    readonly change: (
      command: Command & OfParty & PartyPlan,
    ) => Promise<
      | { readonly is: 'changed' }
      | { readonly is: 'refused'; readonly because: 'plan'; readonly faults: readonly PlanFault[] }
      | Refused<'no such party' | 'over'>
    >
    readonly step: (
      command: StepCommand,
    ) => Promise<{ readonly is: 'done' } | Refused<StepRefusal | 'no such party' | 'not within the grace'>>
    readonly listGuest: (
      command: Command & OfParty & { readonly name: string },
    ) => Promise<{ readonly is: 'listed' } | Refused<'no such party' | 'name missing or too long' | 'too many guests'>>
    /** Nothing happens where there is no such guest, or the guest has ordered. */
    readonly unlistGuest: (command: Command & OfParty & { readonly guest: GuestId }) => Promise<void>
  }

/** A party as the company sees it. */
export type OfficePartyRow = PartyRow & {
  /** Whose party it is now. */
  readonly partner: ContactRef
  readonly host: ContactRef
}

export type OfficeParty = OfficePartyRow & {
  /** Who planned it; another than `partner` where that one has left. */
  readonly plannedBy: ContactRef
  readonly plannedAt: Instant
  /** How many names are on the list. */
  readonly guests: number
  /** What was commanded, oldest first, and by whom: the address he signs in with. */
  readonly steps: readonly { readonly step: string; readonly at: Instant; readonly by: string }[]
}

/** A partner's parties as the company sees them: the latest, and what came of them by month. */
export type PartnersParties = {
  readonly partner: ContactRef
  readonly parties: readonly PartyRow[]
  readonly months: readonly PartyMonth[]
}

/** The company's rules: of parties, of orders at them, and how hosts are thanked. */
export type PartyRules = { readonly policy: PartyPolicy; readonly orders: PartyOrderPolicy; readonly scheme: Scheme }

/** What the company asks and decides about hosts' rewards. */
type OfficeRewarding = Undoing & {
  readonly reward: (id: PartyId) => Promise<PartyReward | null>
  readonly ship: (command: Command & OfGoods) => Promise<EndAnswer>
  /** What hosts took and nobody has sent yet, the oldest first, so many at most. */
  readonly toShip: (most: number) => Promise<readonly GoodsToShip[]>
}

export type GoodsToShip = Omit<OpenGoods, 'party'> & { readonly party: Pick<OfficePartyRow, 'id' | 'title' | 'host'> }

/** What the company asks and decides about parties. */
export type OfficeParties = OfficeRewarding & {
  /** The latest first. */
  readonly list: (asked: { readonly cursor: string | null }) => Promise<Page<OfficePartyRow>>
  readonly party: (id: PartyId) => Promise<OfficeParty | null>
  readonly ofPartner: (id: ContactId) => Promise<PartnersParties | null>
  readonly figures: (id: PartyId) => Promise<PartyFiguresView | null>
  readonly orders: ListingOrders
  /** Customers whom collective orders hide, the last so many months until one, the oldest first. */
  readonly hidden: (asked: { readonly until: Period; readonly months: number }) => Promise<readonly HiddenMonth[]>
  readonly rules: () => Promise<PartyRules>
  /** All of them or none; a scheme counts for parties that are settled from then on. Refused field by field: "scheme.tiers.1.from". */
  readonly changeRules: (
    command: Command & { readonly rules: Readonly<Record<keyof PartyRules, unknown>> },
  ) => Promise<
    | { readonly is: 'changed' }
    | { readonly is: 'refused'; readonly faults: readonly { readonly field: string; readonly because: string }[] }
  >
}
