import { timestamp, type Database } from '#ground/database'
import { newUuid, type ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { lockStructure, move, roleNow, standingsAt } from '#people/structure/store.ts'
import { keepRecord, placeNow } from '#referral/attribution/store.ts'
import { giverNow, keepGivers } from './givers.ts'
import { mayAnswer, refusalOfPassing, type Answer, type PassingRefusal } from './index.ts'
import { tellAnswered, tellOffered } from './news.ts'

/** A contact whom one partner offered to another, and what became of it. */
export type KeptLead = {
  readonly id: number
  readonly uuid: string
  readonly contact: ContactNumber
  readonly giver: ContactNumber
  readonly receiver: ContactNumber
  readonly note: string
  readonly offeredAt: Instant
  /** Null while it is open. */
  readonly answer: Answer | null
  readonly answeredAt: Instant | null
}

type Offer = Pick<KeptLead, 'contact' | 'giver' | 'receiver' | 'note'> & { readonly at: Instant; readonly by: string }

export type Offered =
  | { readonly is: 'offered'; readonly lead: KeptLead }
  | { readonly is: 'refused'; readonly because: PassingRefusal | 'offered already' }

/** Offers a prospect to another partner. The guard is the unique index: of each contact one offer is open. Call it in a transaction. */
export const offerLead = async (database: Database, offer: Offer): Promise<Offered> => {
  const refusal = await refusalNow(database, offer)
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  const { contact, giver, receiver, note, at, by } = offer
  const row = await database
    .insertInto('referral.lead')
    .values({
      uuid: newUuid(),
      contact_id: contact,
      giver_id: giver,
      receiver_id: receiver,
      note: note.trim(),
      offered_at: timestamp(at),
      offered_by: by,
    })
    .onConflict(conflict => conflict.column('contact_id').where('answer', 'is', null).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return { is: 'refused', because: 'offered already' }
  await tellOffered(database, leadOf(row))
  return { is: 'offered', lead: leadOf(row) }
}

type Parties = Pick<KeptLead, 'contact' | 'giver' | 'receiver'> & { readonly at: Instant }

const refusalNow = async (
  database: Database,
  { contact, giver, receiver, at }: Parties,
): Promise<PassingRefusal | undefined> => {
  const [standing] = await standingsAt(database, [{ contact, at }])
  const isMerged = (await contactsByNumber(database, [contact])).get(contact)?.mergedInto !== null
  return refusalOfPassing({
    contact: isMerged ? undefined : standing!.role,
    giver: await roleNow(database, giver),
    isGivers: standing!.owners.nearest === giver && contact !== giver,
    receiver: await roleNow(database, receiver),
    isToHimself: giver === receiver,
  })
}

type Answering = {
  readonly uuid: string
  readonly answer: Answer
  /** Whose answer it is: the receiver's, or to withdraw the giver's. */
  readonly of: ContactNumber
  readonly at: Instant
  readonly by: string
}

export type Answered =
  | { readonly is: 'answered'; readonly lead: KeptLead }
  | { readonly is: 'refused'; readonly because: PassingRefusal | 'unknown' | 'answered before' }

/**
 * Answers an open offer; told twice it is the same. Accepted, the contact stands below the receiver from now on, and whoever gave him
 * first stays the giver. The guard is structure's row: nobody moves, becomes a customer or leaves between look and move. Call it in a transaction.
 */
export const answerLead = async (database: Database, { uuid, answer, of, at, by }: Answering): Promise<Answered> => {
  await lockStructure(database)
  const row = await rows(database).where('uuid', '=', uuid).executeTakeFirst()
  if (row === undefined || (row.receiver_id !== of && row.giver_id !== of)) return { is: 'refused', because: 'unknown' }
  if (!mayAnswer(answer, { isGiver: row.giver_id === of })) return { is: 'refused', because: 'unknown' }
  if (row.answer === answer) return { is: 'answered', lead: leadOf(row) }
  if (row.answer !== null) return { is: 'refused', because: 'answered before' }
  const lead = leadOf(row)
  const refusal = answer === 'accepted' ? await refusalNow(database, { ...lead, at }) : undefined
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  const answered = { answer, answered_at: timestamp(at) as Date, answered_by: by }
  await database.updateTable('referral.lead').set(answered).where('id', '=', lead.id).execute()
  if (answer === 'accepted') await passOn(database, lead, { at, by })
  if (answer !== 'withdrawn') await tellAnswered(database, lead, answer)
  return { is: 'answered', lead: { ...lead, answer, answeredAt: at } }
}

const passOn = async (database: Database, lead: KeptLead, { at, by }: Pick<Answering, 'at' | 'by'>): Promise<void> => {
  const { contact, giver, receiver } = lead
  const [before, gaveFirst] = [await placeNow(database, contact), await giverNow(database, contact)]
  const from = Math.max(at, before.from + 1) as Instant
  const because = { reason: 'lead', facts: { by: 'lead' } }
  const moved = await move(database, { contact, to: receiver, at: from, because })
  if (moved.is === 'refused') throw new Error(`contact ${contact} cannot move to ${receiver}: ${moved.because}`)
  const attribution = await keepRecord(database, {
    contact,
    moment: 'lead',
    decidedAt: at,
    from,
    sponsor: receiver,
    before: before.sponsor,
    by: 'lead',
    reason: 'accepted by its receiver',
    words: lead.note,
    actor: by,
    signals: {},
  })
  const giverFirst = gaveFirst ?? giver
  await keepGivers(database, [
    { contact, giver: giverFirst, from, lead: lead.id, attribution, reason: 'passed on', at, by },
  ])
}

/** All that a partner passed on or was offered, the newest first, below a number where one is told. */
export const leadsOf = async (
  database: Database,
  {
    partner,
    before,
    limit,
  }: { readonly partner: ContactNumber; readonly before: number | null; readonly limit: number },
): Promise<KeptLead[]> => {
  const found = await rows(database)
    .where(where => where.or([where('giver_id', '=', partner), where('receiver_id', '=', partner)]))
    .$if(before !== null, query => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return found.map(leadOf)
}

/** What waits for a partner's answer, the newest first. */
export const waitingFor = async (database: Database, receiver: ContactNumber): Promise<KeptLead[]> => {
  const open = rows(database).where('receiver_id', '=', receiver).where('answer', 'is', null)
  return (await open.orderBy('id', 'desc').execute()).map(leadOf)
}

/** Whom a partner has offered, and nobody has answered yet. */
export const offeredOf = async (database: Database, giver: ContactNumber): Promise<Set<ContactNumber>> => {
  const open = await rows(database).where('giver_id', '=', giver).where('answer', 'is', null).execute()
  return new Set(open.map(row => row.contact_id))
}

/** A lead by its uuid; undefined where there is none. */
export const leadByUuid = async (database: Database, uuid: string): Promise<KeptLead | undefined> => {
  const row = await rows(database).where('uuid', '=', uuid).executeTakeFirst()
  return row && leadOf(row)
}

/** All offers of a contact, the newest first. */
export const offersOf = async (database: Database, contact: ContactNumber): Promise<KeptLead[]> =>
  (await rows(database).where('contact_id', '=', contact).orderBy('id', 'desc').execute()).map(leadOf)

const rows = (database: Database) => database.selectFrom('referral.lead').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

const leadOf = (row: Row): KeptLead => ({
  id: row.id,
  uuid: row.uuid,
  contact: row.contact_id,
  giver: row.giver_id,
  receiver: row.receiver_id,
  note: row.note,
  offeredAt: row.offered_at,
  answer: row.answer,
  answeredAt: row.answered_at,
})
