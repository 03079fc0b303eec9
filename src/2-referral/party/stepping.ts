import type { Database } from '#ground/database'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { partyPolicy, refusalOfStep, reopenedUntil, type PartyStep, type StepRefusal } from './index.ts'
import { keepStep } from './planning.ts'
import { lockParty, type Party } from './reading.ts'

/** What was bought at a party. Sales knows it, which is a wing after this one. */
export type Bought = {
  readonly hasOrders: (database: Database, party: number) => Promise<boolean>
  /** Something was taken down, and waits to be settled. */
  readonly hasOpenSlips: (database: Database, party: number) => Promise<boolean>
}

export type Stepping = {
  readonly party: number
  readonly at: Instant
  readonly zone: Zone
  readonly by: string
  readonly bought: Bought
} & (
  | { readonly step: Exclude<PartyStep, 'reopen'> }
  /** Until which day it takes orders again. */
  | { readonly step: 'reopen'; readonly until: string }
)

export type Stepped =
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly because: StepRefusal | 'no such party' | 'not within the grace' }

const words = { open: 'opened', close: 'closed', reopen: 'reopened', settle: 'settled', cancel: 'cancelled' } as const

/** Opens, closes, opens again, settles or cancels a party before its days do. Call it in a transaction. */
export const stepParty = async (database: Database, stepping: Stepping): Promise<Stepped> => {
  const { at, zone, by, step } = stepping
  const party = await lockParty(database, stepping.party)
  if (party === undefined) return { is: 'refused', because: 'no such party' }
  const today = dayOf(at, zone)
  const refusal = refusalOfStep(party, step, { today, policy: await readSetting(database, partyPolicy) })
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  if (step === 'cancel' && (await stepping.bought.hasOrders(database, party.number)))
    return { is: 'refused', because: 'has orders' }
  if (step === 'settle' && (await stepping.bought.hasOpenSlips(database, party.number)))
    return { is: 'refused', because: 'orders to settle' }
  const change = changeBy(stepping, party, today)
  if (change === undefined) return { is: 'refused', because: 'not within the grace' }
  await database.updateTable('referral.party').set(change).where('id', '=', party.number).execute()
  await keepStep(database, { party: party.number, step: words[step], at, by })
  return { is: 'done' }
}

const changeBy = (stepping: Stepping, party: Party, today: string) => {
  const at = new Date(stepping.at)
  if (stepping.step === 'reopen') {
    const until = reopenedUntil(party, stepping.until, today)
    return until === undefined
      ? undefined
      : { closes_on: until, closed_at: null, opened_at: new Date(party.openedAt ?? at) }
  }
  const column = { open: 'opened_at', close: 'closed_at', settle: 'settled_at', cancel: 'cancelled_at' } as const
  return { [column[stepping.step]]: at }
}
