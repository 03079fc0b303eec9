import { z } from 'zod'
import { dayAfter, type Instant } from '#ground/period'
import { setting } from '#ground/setting'

export const partyStates = ['planned', 'open', 'closed', 'settled', 'cancelled'] as const

/** What a party is on a day. Orders are taken while it is open; once it is settled nothing of it changes. */
export type PartyState = (typeof partyStates)[number]

/** What a party's state follows from. Days are of the company's time zone: "2026-03-14". */
export type PartyDays = {
  readonly heldOn: string
  /** The last day of orders. */
  readonly closesOn: string
  /** Until then orders that were taken in time may arrive, and the party may be opened again. */
  readonly graceUntil: string
  readonly openedAt: Instant | null
  readonly closedAt: Instant | null
  readonly settledAt: Instant | null
  readonly cancelledAt: Instant | null
}

/** A party opens by itself on its day, closes after its closing day and is settled after its grace; commands may do each earlier. */
export const stateOn = (party: PartyDays, today: string): PartyState => {
  if (party.cancelledAt !== null) return 'cancelled'
  if (party.settledAt !== null || today > party.graceUntil) return 'settled'
  if (party.closedAt !== null || today > party.closesOn) return 'closed'
  return party.openedAt !== null || today >= party.heldOn ? 'open' : 'planned'
}

/** When an order was taken, and on which day it arrives: a phone may have been without network in between. */
export type Taken = { readonly at: Instant; readonly on: string; readonly arrivesOn: string }

export type NotTaken = 'party is cancelled' | 'party is settled' | 'party was not open'

/** Why the party does not take an order; undefined where it does. What was taken in time is taken as long as the grace lasts. */
export const refusalOfOrder = (party: PartyDays, { at, on, arrivesOn }: Taken): NotTaken | undefined => {
  const now = stateOn(party, arrivesOn)
  if (now === 'cancelled' || now === 'settled') return `party is ${now}`
  const isOpened = on >= party.heldOn || (party.openedAt !== null && at >= party.openedAt)
  const isClosed = on > party.closesOn || (party.closedAt !== null && at >= party.closedAt)
  return isOpened && !isClosed ? undefined : 'party was not open'
}

export type PartyStep = 'open' | 'close' | 'reopen' | 'settle' | 'cancel'

const policyShape = z.strictObject({
  graceDays: z.int().min(0).max(60),
  longestOpenDays: z.int().min(0).max(365),
  plannedAheadDays: z.int().min(1).max(1_000),
  reopening: z.enum(['never', 'within grace']),
})

/**
 * The company's rules of parties as data.
 * - `graceDays`: how long after the closing day orders that were taken in time may arrive
 * - `longestOpenDays`: the closing day is at most so many days after the party's
 * - `plannedAheadDays`: the party's day is at most so far away
 * - `reopening`: whether a closed party may be opened again
 */
export type PartyPolicy = z.output<typeof policyShape>

export const partyPolicy = setting<PartyPolicy>('party', policyShape, {
  graceDays: 7,
  longestOpenDays: 21,
  plannedAheadDays: 365,
  reopening: 'within grace',
})

export type StepRefusal =
  | 'not planned'
  | 'not open'
  | 'not closed'
  | 'reopening is not allowed'
  | 'has orders'
  | 'orders to settle'
  | 'over'

const refusals: Readonly<Record<PartyStep, (state: PartyState) => StepRefusal | undefined>> = {
  open: state => (state === 'planned' ? undefined : 'not planned'),
  close: state => (state === 'open' ? undefined : 'not open'),
  reopen: state => (state === 'closed' ? undefined : 'not closed'),
  settle: state => (state === 'closed' ? undefined : 'not closed'),
  cancel: state => (state === 'settled' || state === 'cancelled' ? 'over' : undefined),
}

/** Why a step cannot be taken on a day; undefined where it can. */
export const refusalOfStep = (
  party: PartyDays,
  step: PartyStep,
  { today, policy }: { readonly today: string; readonly policy: PartyPolicy },
): StepRefusal | undefined => {
  const refusal = refusals[step](stateOn(party, today))
  if (refusal !== undefined) return refusal
  return step === 'reopen' && policy.reopening === 'never' ? 'reopening is not allowed' : undefined
}

/** What a partner says of a party. */
export type PartyPlan = {
  readonly title: string
  /** Null: online. */
  readonly place: string | null
  readonly heldOn: string
  /** "19:30"; null where it is not fixed. */
  readonly beginsAt: string | null
  readonly closesOn: string
}

export type PlanFault = {
  readonly field: 'title' | 'place' | 'heldOn' | 'beginsAt' | 'closesOn'
  readonly because:
    | 'missing'
    | 'too long'
    | 'not a time'
    | 'already over'
    | 'too far away'
    | 'before the party'
    | 'too late'
}

const longest = 200
const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/u

/** What is wrong with a plan on the day it is made, field by field. A party whose orders may still be entered may be planned late. */
export const faultsOfPlan = (plan: PartyPlan, policy: PartyPolicy, today: string): PlanFault[] => {
  const { title, place, heldOn, beginsAt, closesOn } = plan
  const fault = (field: PlanFault['field'], because: PlanFault['because'], is: boolean): PlanFault[] =>
    is ? [{ field, because }] : []
  return [
    ...fault('title', 'missing', title.trim() === ''),
    ...fault('title', 'too long', title.length > longest),
    ...fault('place', 'missing', place !== null && place.trim() === ''),
    ...fault('place', 'too long', place !== null && place.length > longest),
    ...fault('beginsAt', 'not a time', beginsAt !== null && !timePattern.test(beginsAt)),
    ...fault('heldOn', 'too far away', heldOn > dayAfter(today, policy.plannedAheadDays)),
    ...fault('closesOn', 'before the party', closesOn < heldOn),
    ...fault('closesOn', 'already over', closesOn >= heldOn && closesOn < today),
    ...fault('closesOn', 'too late', closesOn > dayAfter(heldOn, policy.longestOpenDays)),
  ]
}

export const graceUntil = (closesOn: string, { graceDays }: PartyPolicy): string => dayAfter(closesOn, graceDays)

/** Until when a party that is opened again takes orders: never beyond its grace, so that it cannot be prolonged for ever. */
export const reopenedUntil = (party: PartyDays, wanted: string, today: string): string | undefined =>
  wanted < today || wanted > party.graceUntil ? undefined : wanted

export type GuestAnswer = 'invited' | 'coming' | 'not coming'

/** More than a home holds, and fewer than a machine would enter. */
export const mostGuests = 200
const longestName = 80

/** A guest's name as it is listed: without control characters and doubled space; undefined where nothing, or too much, is left. */
export const guestNameOf = (text: string): string | undefined => {
  const name = text.normalize('NFC').replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/gu, ' ').trim()
  return name === '' || name.length > longestName ? undefined : name
}
