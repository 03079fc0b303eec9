import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { signalKinds, type Decision, type Policy, type SignalKind, type Signals, type WhyNot } from './index.ts'

export type Outcome = 'decided' | WhyNot

/** A signal of a decision and what became of it. */
export type KeptSignal = {
  readonly kind: SignalKind
  readonly partner: ContactNumber | null
  /** The code, campaign, name or number as it was given. */
  readonly said: string
  readonly outcome: Outcome
}

export type AttributionRecord = {
  readonly id: number
  readonly contact: ContactNumber
  readonly moment: 'registration' | 'order' | 'correction' | 'cancellation' | 'lead'
  readonly decidedAt: Instant
  /** From when on the sponsor is his sponsor. */
  readonly from: Instant
  readonly sponsor: ContactNumber
  /** The sponsor before; null for whoever was registered by it. */
  readonly before: ContactNumber | null
  readonly by: Decision['by'] | 'company' | 'cancellation' | 'lead'
  readonly reason:
    | Decision['reason']
    | 'correction'
    | 'named by the company'
    | 'order cancelled before payment'
    | 'accepted by its receiver'
  /** What the company said for it. */
  readonly words: string
  readonly order: number | null
  readonly actor: string
  readonly madeCustomer: boolean
  readonly isUndone: boolean
  readonly signals: readonly KeptSignal[]
}

export type NewRecord = Omit<AttributionRecord, 'id' | 'isUndone' | 'signals' | 'words' | 'madeCustomer' | 'order'> & {
  readonly words?: string
  readonly madeCustomer?: boolean
  readonly order?: number | undefined
  readonly signals: Signals
  readonly policy?: Policy
  readonly beaten?: Decision['beaten']
  readonly undoes?: number
}

/** Keeps a decision with everything it was decided by. */
export const keepRecord = async (database: Database, record: NewRecord): Promise<number> => {
  const { id } = await database
    .insertInto('referral.attribution')
    .values({
      contact_id: record.contact,
      moment: record.moment,
      decided_at: timestamp(record.decidedAt),
      from_at: timestamp(record.from),
      sponsor_id: record.sponsor,
      before_id: record.before,
      decided_by: record.by,
      reason: record.reason,
      words: record.words ?? '',
      signals: JSON.stringify(record.signals),
      policy: record.policy === undefined ? null : JSON.stringify(record.policy),
      made_customer: record.madeCustomer ?? false,
      order_id: record.order ?? null,
      actor: record.actor,
      undoes_id: record.undoes ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const signals = keptSignals(record).map(({ kind, partner, said, outcome }) => ({
    attribution_id: id,
    kind,
    partner_id: partner,
    said,
    outcome,
  }))
  if (signals.length > 0) await database.insertInto('referral.signal').values(signals).execute()
  return id
}

const keptSignals = ({ signals, by, beaten = [] }: NewRecord): KeptSignal[] =>
  signalKinds.flatMap(kind => {
    const why = kind === by ? 'decided' : beaten.find(each => each.signal === kind)?.why
    return why === undefined ? [] : [{ kind, partner: signals[kind]!.partner, said: said(signals, kind), outcome: why }]
  })

const said = (signals: Signals, kind: SignalKind): string => {
  const words: Record<SignalKind, string | undefined> = {
    voucher: signals.voucher?.code,
    party: signals.party?.party,
    named: signals.named?.text,
    link: signals.link?.campaign,
    subdomain: signals.subdomain?.name,
    remembered: signals.remembered?.name,
  }
  return words[kind] ?? ''
}

/** Every decision about a contact's sponsor, oldest first. None for whoever was imported. */
export const attributionsOf = async (database: Database, contact: ContactNumber): Promise<AttributionRecord[]> => {
  const rows = await recordRows(database)
    .where('attribution.contact_id', '=', contact)
    .orderBy('attribution.id')
    .execute()
  return withSignals(database, rows)
}

/** A decision by its number; undefined where there is none. */
export const attributionByNumber = async (database: Database, id: number): Promise<AttributionRecord | undefined> => {
  const rows = await recordRows(database).where('attribution.id', '=', id).execute()
  return (await withSignals(database, rows))[0]
}

const recordRows = (database: Database) =>
  database
    .selectFrom('referral.attribution as attribution')
    .leftJoin('referral.attribution as undoing', 'undoing.undoes_id', 'attribution.id')
    .selectAll('attribution')
    .select('undoing.id as undone_by')

type Row = Awaited<ReturnType<ReturnType<typeof recordRows>['execute']>>[number]

const withSignals = async (database: Database, rows: readonly Row[]): Promise<AttributionRecord[]> => {
  const ids = rows.map(row => row.id)
  const signals =
    ids.length === 0
      ? []
      : await database.selectFrom('referral.signal').selectAll().where('attribution_id', 'in', ids).execute()
  return rows.map(row => ({
    id: row.id,
    contact: row.contact_id,
    moment: row.moment,
    decidedAt: row.decided_at,
    from: row.from_at,
    sponsor: row.sponsor_id,
    before: row.before_id,
    by: row.decided_by as AttributionRecord['by'],
    reason: row.reason as AttributionRecord['reason'],
    words: row.words,
    order: row.order_id,
    actor: row.actor,
    madeCustomer: row.made_customer,
    isUndone: row.undone_by !== null,
    signals: signalKinds.flatMap(kind => {
      const kept = signals.find(signal => signal.attribution_id === row.id && signal.kind === kind)
      return kept === undefined
        ? []
        : [{ kind, partner: kept.partner_id, said: kept.said, outcome: kept.outcome as Outcome }]
    }),
  }))
}

export type LostSignal = {
  readonly attribution: number
  /** Null where he was the sponsor until the company corrected it. */
  readonly kind: SignalKind | null
  readonly said: string
  readonly outcome: WhyNot | null
  /** What decided instead. */
  readonly by: AttributionRecord['by']
  readonly decidedAt: Instant
}

/**
 * Where a signal named this partner, or he was the sponsor, and somebody else was decided for and is it now; newest first. It tells what
 * happened, and neither to whom nor whose he is. `before` is the decision after which to go on.
 */
export const lostSignalsOf = async (
  database: Database,
  {
    partner,
    before,
    limit,
  }: { readonly partner: ContactNumber; readonly before: number | null; readonly limit: number },
): Promise<LostSignal[]> => {
  const { rows } = await sql<LostSignal>`
    with lost as (
      select attribution_id as id, kind, said, outcome from referral.signal
      where partner_id = ${partner} and outcome <> 'decided'
      union all
      select id, null, '', null from referral.attribution where before_id = ${partner} and moment = 'correction'
    )
    select attribution.id as attribution, lost.kind, lost.said, lost.outcome, attribution.decided_by as by,
      attribution.decided_at as "decidedAt"
    from lost join referral.attribution using (id)
    join people.sponsorship place on place.contact_id = attribution.contact_id and place.until_at = 'infinity'
    where attribution.sponsor_id <> ${partner} and place.sponsor_id <> ${partner}
      and attribution.id < coalesce(${before}::bigint, ${Number.MAX_SAFE_INTEGER})
    order by attribution.id desc, lost.kind limit ${limit}`.execute(database)
  return rows
}
