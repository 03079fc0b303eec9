import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { numbersByReference, type MasterData } from '#people/contact/store.ts'
import { join } from '#people/structure/store.ts'
import { decideNow } from './binding.ts'
import { attributionPolicy, type Decision, type Facts, type Signals } from './index.ts'
import { keepRecord } from './records.ts'

export type Registration = {
  readonly data: MasterData
  readonly signals: Signals
  readonly at: Instant
  /**
   * An order that is completed in this transaction, or no more than a registration. Only with an order a voucher counts; it then makes
   * him a customer at once.
   */
  readonly moment: Facts['moment']
  /** Who asked for it, for the record: "shop", "user:1". */
  readonly by: string
  /** The company's own number; K-100001 and on, where it is left out. */
  readonly reference?: string | undefined
}

export type Registered = {
  readonly contact: ContactNumber
  /** The decision's number, for `keepOrder` and `unbind`. */
  readonly attribution: number
  readonly decision: Decision
}

/**
 * Registers somebody new below the sponsor that the signals decide, and keeps the decision with its evidence. His own postcode and
 * country count where the signals name none. Whether he is somebody known is looked up before (people/duplicate).
 */
export const register = async (database: Database, registration: Registration): Promise<Registered> => {
  const { data, at, moment, by, reference = await nextReference(database) } = registration
  const policy = await readSetting(database, attributionPolicy)
  const { existing: _nobody, ...told } = registration.signals
  const signals: Signals = { postcode: data.postalCode ?? undefined, country: data.country, ...told }
  const decision = await decideNow(database, signals, { policy, at, moment, contact: undefined })
  const madeCustomer = moment === 'order' && signals.voucher !== undefined
  const newcomer = {
    contact: { ...data, reference, joinedAt: at },
    role: madeCustomer ? ('customer' as const) : ('prospect' as const),
    sponsor: decision.sponsor,
    because: { reason: decision.by, facts: { by: decision.by, actor: by } },
  }
  const [contact] = await join(database, [newcomer])
  const attribution = await keepRecord(database, {
    contact: contact!,
    moment,
    decidedAt: at,
    from: at,
    before: null,
    actor: by,
    ...decision,
    signals,
    policy,
    madeCustomer,
  })
  return { contact: contact!, attribution, decision }
}

/** The next number of the company that nobody has. */
export const nextReference = async (database: Database): Promise<string> => {
  for (;;) {
    const { rows } = await sql<{ next: number }>`select nextval('referral.contact_reference') as next`.execute(database)
    const reference = `K-${rows[0]!.next}`
    if ((await numbersByReference(database, [reference])).size === 0) return reference
  }
}
