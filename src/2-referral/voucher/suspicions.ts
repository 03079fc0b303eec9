import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber, type PublicId } from '#ground/identity'
import type { Cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { shownCode } from './code.ts'
import type { SuspicionEvidence, SuspicionKind } from './notice.ts'

export const decisions = ['harmless', 'abuse'] as const
export type Decision = (typeof decisions)[number]

export type Suspicion = {
  readonly number: number
  readonly id: PublicId<'suspicion'>
  readonly kind: SuspicionKind
  readonly evidence: SuspicionEvidence
  readonly noticedAt: Instant
  readonly voucher: {
    readonly id: PublicId<'voucher'>
    readonly shown: string
    readonly partner: ContactNumber | null
    readonly isOff: boolean
  }
  readonly redemption: {
    readonly contact: ContactNumber
    /** The order's number; null while it is not placed. */
    readonly order: number | null
    readonly at: Instant
    readonly total: Cents
    readonly discount: Cents
    /** Whether its order was cancelled before payment. */
    readonly isReleased: boolean
  }
  /** Null while nobody has decided. */
  readonly decided: {
    readonly decision: Decision
    readonly reason: string
    readonly at: Instant
    readonly by: string
  } | null
}

export type SuspicionsAsked = {
  readonly decided: 'open' | 'decided'
  /** Suspicions older than this number; undefined for the newest. */
  readonly before?: number | undefined
  readonly limit: number
}

/** What looks odd, newest first. */
export const listSuspicions = async (
  database: Database,
  { decided, before, limit }: SuspicionsAsked,
): Promise<Suspicion[]> => {
  let rows = suspicions(database).orderBy('suspicion.id', 'desc').limit(limit)
  rows = rows.where('suspicion.decision', decided === 'open' ? 'is' : 'is not', null)
  if (before !== undefined) rows = rows.where('suspicion.id', '<', before)
  return (await rows.execute()).map(suspicionOf)
}

/** How many wait for a decision. */
export const countSuspicions = async (database: Database): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from referral.suspicion where decision is null`.execute(database)
  return rows[0]!.count
}

const suspicions = (database: Database) =>
  database
    .selectFrom('referral.suspicion as suspicion')
    .innerJoin('referral.voucher as voucher', 'voucher.id', 'suspicion.voucher_id')
    .innerJoin('referral.redemption as redemption', 'redemption.id', 'suspicion.redemption_id')
    .selectAll('suspicion')
    .select(['voucher.uuid as voucher_uuid', 'voucher.code', 'voucher.kind as code_kind', 'voucher.partner_id'])
    .select(['voucher.off_at', 'redemption.contact_id', 'redemption.order_id', 'redemption.at'])
    .select(['redemption.total', 'redemption.discount', 'redemption.released_at'])

type Row = Awaited<ReturnType<ReturnType<typeof suspicions>['executeTakeFirstOrThrow']>>

const suspicionOf = (row: Row): Suspicion => ({
  number: row.id,
  id: publicIdOf('suspicion', row.uuid),
  kind: row.kind,
  evidence: row.evidence,
  noticedAt: row.noticed_at,
  voucher: {
    id: publicIdOf('voucher', row.voucher_uuid),
    shown: shownCode({ code: row.code, kind: row.code_kind }),
    partner: row.partner_id,
    isOff: row.off_at !== null,
  },
  redemption: {
    contact: row.contact_id,
    order: row.order_id,
    at: row.at,
    total: row.total,
    discount: row.discount,
    isReleased: row.released_at !== null,
  },
  decided:
    row.decision === null
      ? null
      : { decision: row.decision, reason: row.reason ?? '', at: row.decided_at!, by: row.decided_by! },
})

type Deciding = {
  /** The suspicion's UUID. */
  readonly uuid: string
  readonly decision: Decision
  readonly reason: string
  readonly by: string
  readonly at: Instant
}

export type Decided =
  | { readonly is: 'decided' }
  | { readonly is: 'refused'; readonly because: 'unknown' | 'already decided' }

/** Keeps what a person decided and why. Decided once, it stays: who comes second is told. */
export const decideSuspicion = async (
  database: Database,
  { uuid, decision, reason, by, at }: Deciding,
): Promise<Decided> => {
  const { numUpdatedRows } = await database
    .updateTable('referral.suspicion')
    .set({ decision, reason, decided_by: by, decided_at: new Date(at) })
    .where('uuid', '=', uuid)
    .where('decision', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 1n) return { is: 'decided' }
  const known = await database.selectFrom('referral.suspicion').select('id').where('uuid', '=', uuid).executeTakeFirst()
  return { is: 'refused', because: known === undefined ? 'unknown' : 'already decided' }
}
