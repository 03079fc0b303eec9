import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { lockStructure, move, moveFromRegistration, roleNow, type MoveResult } from '#people/structure/store.ts'
import { placeNow } from './binding.ts'
import { keepRecord } from './records.ts'

/**
 * Whether turnover since then, for the first place also from before he joined, was booked by where the contact stands. The ledger knows it,
 * which is a wing after this one.
 */
export type IsBookedSince = (
  database: Database,
  asked: { readonly contact: ContactNumber; readonly by: 'place' | 'first place'; readonly since: Instant },
) => Promise<boolean>

export type Correction = {
  readonly contact: ContactNumber
  readonly to: ContactNumber
  /**
   * From when on; not before his last change, nor before turnover that was booked by it. From his registration on, where he never moved:
   * then who brought him is another, too.
   */
  readonly from: Instant | 'registration'
  readonly reason: string
  /** Who of the company corrects. */
  readonly by: string
  readonly now: Instant
  readonly isBookedSince: IsBookedSince
}

export type Corrected =
  | { readonly is: 'corrected'; readonly attribution: number }
  | Extract<MoveResult, { is: 'refused' }>
  | { readonly is: 'refused'; readonly because: CorrectionRefusal }

export type CorrectionRefusal =
  | 'reason missing'
  | 'same sponsor'
  | 'sponsor is none'
  | 'already booked'
  | 'in the future'

/**
 * The company gives a contact another sponsor, with a reason and from a day on. What is booked stays booked, and a day that would belie
 * it is refused. Call it in a transaction.
 */
export const correct = async (database: Database, correction: Correction): Promise<Corrected> => {
  await lockStructure(database)
  const refusal = await refusalOf(database, correction)
  if (refusal !== undefined) return { is: 'refused', because: refusal }
  const { contact, to, by, now } = correction
  const place = await placeNow(database, contact)
  const [before, from] = [place.sponsor, startOf(correction, place.from)]
  const words = correction.reason.trim()
  const because = { reason: words, facts: { by: 'company', actor: by, corrects: before } }
  const moved =
    correction.from === 'registration'
      ? await moveFromRegistration(database, { contact, to, because })
      : await move(database, { contact, to, at: from, because })
  if (moved.is === 'refused') return moved
  const attribution = await keepRecord(database, {
    contact,
    moment: 'correction',
    decidedAt: now,
    from,
    sponsor: to,
    before,
    by: 'company',
    reason: 'correction',
    words,
    actor: by,
    signals: {},
  })
  return { is: 'corrected', attribution }
}

const startOf = ({ from }: Correction, since: Instant): Instant => (from === 'registration' ? since : from)

const refusalOf = async (
  database: Database,
  correction: Correction,
): Promise<CorrectionRefusal | 'unknown contact' | 'the house has no sponsor' | undefined> => {
  const { contact, to, reason, now, isBookedSince } = correction
  if (reason.trim() === '') return 'reason missing'
  if (correction.from !== 'registration' && correction.from > now) return 'in the future'
  const [role, above] = [await roleNow(database, contact), await roleNow(database, to)]
  if (role === undefined || above === undefined) return 'unknown contact'
  if (role === 'house') return 'the house has no sponsor'
  if (above !== 'partner' && above !== 'customer' && above !== 'house') return 'sponsor is none'
  const place = await placeNow(database, contact)
  if (place.sponsor === to) return 'same sponsor'
  const by = correction.from === 'registration' ? 'first place' : 'place'
  const since = startOf(correction, place.from)
  return (await isBookedSince(database, { contact, by, since })) ? 'already booked' : undefined
}

export type CorrectionPreview = {
  readonly sponsor: ContactNumber
  /** Since when he stands where he stands: a correction begins after it, or, from the registration on, with it. */
  readonly since: Instant
  readonly from: Instant
  /** How many stand below him and go with him. */
  readonly below: number
  /** Why it would be refused; undefined where nothing stands in its way. */
  readonly refusal: Extract<Corrected, { is: 'refused' }>['because'] | undefined
}

class Tried extends Error {}

/** What the correction would do. Nothing is changed: it is tried and rolled back. */
export const previewCorrection = async (database: Database, correction: Correction): Promise<CorrectionPreview> => {
  let refusal: CorrectionPreview['refusal']
  await database
    .transaction()
    .execute(async transaction => {
      const tried = await correct(transaction, correction)
      refusal = tried.is === 'refused' ? tried.because : undefined
      throw new Tried()
    })
    .catch((error: unknown) => (error instanceof Tried ? undefined : Promise.reject(error)))
  const { sponsor, from: since } = await placeNow(database, correction.contact)
  const below = await countBelow(database, correction.contact)
  return { sponsor, since, from: startOf(correction, since), below, refusal }
}

const countBelow = async (database: Database, contact: ContactNumber): Promise<number> => {
  const { rows } = await sql<{ below: number }>`
    with recursive below (id) as (
      select contact_id from people.sponsorship where sponsor_id = ${contact} and until_at = 'infinity'
      union
      select edge.contact_id from below join people.sponsorship edge on edge.sponsor_id = below.id and edge.until_at = 'infinity'
    )
    select count(*)::int as below from below join people.contact using (id) where merged_into is null`.execute(database)
  return rows[0]!.below
}
