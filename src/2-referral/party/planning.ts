import { timestamp, type Database } from '#ground/database'
import { newUuid, type ContactNumber } from '#ground/identity'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { markEntered } from '#people/consent/store.ts'
import { knownByEmail, type MasterData } from '#people/contact/store.ts'
import { roleNow } from '#people/structure/store.ts'
import { register } from '#referral/attribution/store.ts'
import { invitationLength, linkLength } from '#referral/link'
import { newSlug } from '#referral/link/store.ts'
import { faultsOfPlan, graceUntil, partyPolicy, stateOn, type PartyPlan, type PlanFault } from './index.ts'
import { lockParty, partyByNumber, type Party } from './reading.ts'

/** Who opens his home: somebody known, or somebody new, of whom the partner says who he is. */
export type Host =
  | { readonly is: 'known'; readonly contact: ContactNumber; readonly name: string }
  | { readonly is: 'new'; readonly name: string; readonly data: MasterData }

export type Planning = PartyPlan & {
  readonly partner: ContactNumber
  readonly host: Host
  /** The party at which it was booked. */
  readonly bookedAt: number | null
  readonly at: Instant
  readonly zone: Zone
  readonly by: string
}

type Refused<T> = { readonly is: 'refused' } & T

export type Planned =
  | { readonly is: 'planned'; readonly party: Party }
  | Refused<{ readonly because: 'plan'; readonly faults: readonly PlanFault[] }>
  | Refused<{ readonly because: 'not a partner' }>

/** A partner plans a party. A new host becomes a contact of the partner's, marked as entered by another. Call it in a transaction. */
export const planParty = async (database: Database, planning: Planning): Promise<Planned> => {
  const { partner, at, zone, by } = planning
  const policy = await readSetting(database, partyPolicy)
  const faults = faultsOfPlan(planning, policy, dayOf(at, zone))
  if (faults.length > 0) return { is: 'refused', because: 'plan', faults }
  if ((await roleNow(database, partner)) !== 'partner') return { is: 'refused', because: 'not a partner' }
  const host = await hostOf(database, planning)
  const row = await database
    .insertInto('referral.party')
    .values({
      uuid: newUuid(),
      slug: newSlug(linkLength),
      host_slug: newSlug(invitationLength),
      partner_id: partner,
      host_id: host,
      host_name: planning.host.name.trim(),
      ...planRow(planning),
      grace_until: graceUntil(planning.closesOn, policy),
      booked_at_id: planning.bookedAt,
      planned_at: timestamp(at),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepStep(database, { party: row.id, step: 'planned', at, by })
  return { is: 'planned', party: (await partyByNumber(database, row.id))! }
}

const planRow = ({ title, place, heldOn, beginsAt, closesOn }: PartyPlan) => ({
  title: title.trim(),
  place: place?.trim() ?? null,
  held_on: heldOn,
  begins_at: beginsAt,
  closes_on: closesOn,
})

// Whoever has the mailbox is the host; the partner is not told who that is, and nothing that is kept of him changes.
const hostOf = async (database: Database, { host, partner, title, at, by }: Planning): Promise<ContactNumber> => {
  if (host.is === 'known') return host.contact
  const known = await knownByEmail(database, host.data)
  if (known !== undefined) return known
  const signals = { party: { partner, party: title.trim() } }
  const { contact } = await register(database, { data: host.data, signals, at, moment: 'registration', by })
  await markEntered(database, { contact, by: partner, at })
  return contact
}

type Step = {
  readonly party: number
  readonly step: 'planned' | 'changed' | 'opened' | 'closed' | 'reopened' | 'settled' | 'cancelled'
  readonly at: Instant
  readonly by: string
}

export const keepStep = async (database: Database, { party, step, at, by }: Step): Promise<void> => {
  await database
    .insertInto('referral.party_step')
    .values({ party_id: party, step, at: timestamp(at), by_whom: by })
    .execute()
}

export type Change = PartyPlan & Pick<Planning, 'at' | 'zone' | 'by'> & { readonly party: number }

export type Changed =
  | { readonly is: 'changed' }
  | Refused<{ readonly because: 'plan'; readonly faults: readonly PlanFault[] }>
  | Refused<{ readonly because: 'no such party' | 'over' }>

/** Changes a party that is not over. Its grace moves with its closing day. Call it in a transaction. */
export const changeParty = async (database: Database, change: Change): Promise<Changed> => {
  const { at, zone, by } = change
  const party = await lockParty(database, change.party)
  if (party === undefined) return { is: 'refused', because: 'no such party' }
  const [today, policy] = [dayOf(at, zone), await readSetting(database, partyPolicy)]
  if (!['planned', 'open'].includes(stateOn(party, today))) return { is: 'refused', because: 'over' }
  const faults = faultsOfPlan(change, policy, today)
  if (faults.length > 0) return { is: 'refused', because: 'plan', faults }
  await database
    .updateTable('referral.party')
    .set({ ...planRow(change), grace_until: graceUntil(change.closesOn, policy) })
    .where('id', '=', change.party)
    .execute()
  await keepStep(database, { party: change.party, step: 'changed', at, by })
  return { is: 'changed' }
}
