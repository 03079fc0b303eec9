import type { Instant } from '#ground/period'
import type { PlaceRefusal } from '#earnings/placing'
import type { Command } from './index.ts'
import type { ContactId, ContactRef } from './records.ts'

/** Where somebody stands in the tree of a bonus. */
export type Stand = {
  readonly rule: string
  readonly width: number
  /** Null where his tree begins, or where the viewer may not know who it is. */
  readonly below: ContactRef | null
  readonly place: number
  /** He has had it since a closed month, and keeps it. */
  readonly isSettled: boolean
}

/** Somebody in a picture of a tree; null where a partner may not know who it is: somebody whom the spillover led there. */
export type TreeSeat = {
  readonly contact: ContactRef | null
  readonly isSettled: boolean
  readonly below: number
  readonly places: readonly (TreeSeat | 'more' | 'free')[]
}

export type NewPartner = {
  readonly contact: ContactRef
  readonly since: Instant
  readonly isNamed: boolean
  readonly stands: readonly Stand[]
}

export type PlacingShown = {
  /** Whether the plan has a tree. */
  readonly hasTree: boolean
  /** The newest first. */
  readonly newcomers: readonly NewPartner[]
  /** The tree of the first bonus that has one, below whoever was asked for. */
  readonly tree: {
    readonly rule: string
    readonly width: number
    readonly top: TreeSeat
    readonly isOwn: boolean
  } | null
}

export type PlaceAnswer =
  | { readonly is: 'placed' }
  | { readonly is: 'refused'; readonly because: PlaceRefusal | 'unknown number' }

export type PlacingDesk = {
  /** `root` is somebody in the viewer's tree; null for himself. Null answer: not in it. */
  readonly all: (root: ContactId | null) => Promise<PlacingShown | null>
  /** `below` null leaves him to the spillover. Null answer: no new partner of his, or nobody of his tree. */
  readonly place: (
    command: Command & {
      readonly contact: ContactId
      readonly below: ContactId | null
      readonly place: number | null
    },
  ) => Promise<PlaceAnswer | null>
}

export type NamedPlaceShown = {
  readonly below: ContactRef | null
  readonly place: number | null
  readonly from: Instant
  /** Empty where his sponsor named it. */
  readonly reason: string
  readonly at: Instant
  readonly by: string
  readonly isReplaced: boolean
}

export type PlacesOfContact = {
  /** Whether he can still be placed. */
  readonly mayPlace: boolean
  readonly stands: readonly Stand[]
  /** The newest first. */
  readonly named: readonly NamedPlaceShown[]
  /** How many places are below each, at most. */
  readonly width: number
}

export type PlacingOffice = {
  /** Null where nobody has the id; without trees nothing is in it. */
  readonly of: (id: ContactId) => Promise<PlacesOfContact | null>
  /** `below` is a partner's number, empty for the spillover. */
  readonly place: (
    command: Command & {
      readonly contact: ContactId
      readonly below: string
      readonly place: number | null
      readonly reason: string
    },
  ) => Promise<PlaceAnswer | null>
}
