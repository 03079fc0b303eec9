import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { insertRows, selectColumns } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { always, isoOf, type Instant, type Period, type Zone } from '#ground/period'
import { house, lockStructure, roleNow } from '#people/structure/store.ts'
import { refusalOfGiver, type GiverRefusal } from './index.ts'

/** A decision who gave a contact as a lead, from when on. */
export type GivenGiver = {
  readonly contact: ContactNumber
  /** The house for a lead of the company; null: nobody. */
  readonly giver: ContactNumber | null
  readonly from: Instant
  readonly reason: string
  readonly at: Instant
  readonly by: string
}

type Kept = GivenGiver & {
  /** The accepted offer that decided it. */
  readonly lead?: number
  /** The last decision about his sponsor at that time; a later one ends it. */
  readonly attribution: number | null
}

/** Keeps decisions who gave contacts. Call it in a transaction. */
export const keepGivers = (database: Database, givers: readonly Kept[]): Promise<void> =>
  insertRows(
    database,
    'referral.lead_giver',
    givers.map(({ contact, giver, from, lead = null, attribution, reason, at, by }) => ({
      contact_id: contact,
      giver_id: giver,
      from_at: isoOf(from),
      lead_id: lead,
      attribution_id: attribution,
      reason,
      decided_at: isoOf(at),
      decided_by: by,
    })),
  )

// What became of an order that was cancelled before payment decides nothing any more, and an order that left him where he stood decided
// nothing.
const deciding = `decided_by not in ('existing', 'cancellation')
  and not exists (select from referral.attribution undoing where undoing.undoes_id = attribution.id)`

/**
 * By contact who gave him as a lead, as it held just before a moment; -1 for whoever came otherwise. Of the company is who came alone and was
 * given to a partner by its rule. Another decision about his sponsor ends it: whoever wins him by a voucher owes nothing. Linear in contacts.
 */
export const leadGivers = async (
  database: Database,
  { until, size, among }: { readonly until: Instant; readonly size: number; readonly among?: ContactNumber },
): Promise<Int32Array> => {
  const [top, then] = [await house(database), until >= always.until ? 'infinity' : isoOf(until)]
  const which = among === undefined ? 'true' : `contact_id = ${among}`
  const found = await selectColumns(database, {
    query: `with decided as (
        select distinct on (contact_id) contact_id, id, decided_by, sponsor_id from referral.attribution
        where ${which} and from_at < '${then}' and ${deciding} order by contact_id, id desc
      ), given as (
        select distinct on (contact_id) contact_id, giver_id, attribution_id from referral.lead_giver
        where ${which} and from_at < '${then}' order by contact_id, id desc
      )
      select contact_id as contact, case when given.contact_id is not null and coalesce(given.attribution_id, 0) >= coalesce(decided.id, 0)
          then coalesce(given.giver_id, -1)
          when decided.decided_by = 'rule' and decided.sponsor_id <> ${top} then ${top} else -1 end as giver
      from decided full join given using (contact_id)`,
    columns: { contact: 'int4', giver: 'int4' },
  })
  const givers = new Int32Array(size).fill(-1)
  for (const [row, contact] of found.contact.entries()) if (contact < size) givers[contact] = found.giver[row]!
  return givers
}

/** Who gave a contact as a lead, as it holds now; undefined for nobody. */
export const giverNow = async (database: Database, contact: ContactNumber): Promise<ContactNumber | undefined> => {
  const givers = await leadGivers(database, { until: always.until, size: contact + 1, among: contact })
  const giver = givers[contact]!
  return giver < 0 ? undefined : (giver as ContactNumber)
}

/** Every decision who gave a contact, the newest first. */
export const giversOf = async (database: Database, contact: ContactNumber): Promise<GivenGiver[]> => {
  const rows = await database
    .selectFrom('referral.lead_giver')
    .selectAll()
    .where('contact_id', '=', contact)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(row => ({
    contact: row.contact_id,
    giver: row.giver_id,
    from: row.from_at,
    reason: row.reason,
    at: row.decided_at,
    by: row.decided_by,
  }))
}

/** The last closed month, which stays the last until the transaction ends. The ledger knows it, which is a wing after this one. */
export type HoldBooks = (database: Database) => Promise<Period | undefined>

type Decision = GivenGiver & { readonly holdBooks: HoldBooks; readonly zone: Zone }

export type DecidedGiver = { readonly is: 'decided' } | ({ readonly is: 'refused' } & GiverRefusal)

/**
 * The company says who gave a contact, from a moment on, with its reason. The guards are the row that closing holds, and structure's, whose
 * version tells open months to be computed anew. Call it in a transaction.
 */
export const decideGiver = async (
  database: Database,
  { holdBooks, zone, ...decision }: Decision,
): Promise<DecidedGiver> => {
  const closed = await holdBooks(database)
  await lockStructure(database)
  const { contact, giver, from, reason, at } = decision
  const refusal = refusalOfGiver(
    {
      contact: await roleNow(database, contact),
      giver: giver === null ? null : await roleNow(database, giver),
      isHimself: giver === contact,
      from,
      reason,
      now: at,
    },
    { closed, zone },
  )
  if (refusal !== undefined) return { is: 'refused', ...refusal }
  const { rows } = await sql<{ id: number | null }>`
    select max(id) as id from referral.attribution where contact_id = ${contact}`.execute(database)
  await keepGivers(database, [{ ...decision, reason: reason.trim(), attribution: rows[0]!.id }])
  return { is: 'decided' }
}
