import { randomBytes } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { bareHost, domainsAtMost, isOwnDomain } from './index.ts'
import { nameOf } from './naming.ts'

/** Texts of the TXT records at a host, as node:dns answers them. @throws with a `code` such as ENOTFOUND. */
export type ResolveTxt = (host: string) => Promise<readonly (readonly string[])[]>

/** The record that proves a domain. */
export type TxtRecord = { readonly name: string; readonly value: string }

export type Domain = {
  readonly host: string
  readonly record: TxtRecord
  readonly checkedAt: Instant | null
  /** Null until the record was seen. */
  readonly verifiedAt: Instant | null
  /** Since when the record of a proved domain is gone; null while it stands. */
  readonly missingSince: Instant | null
}

type Owned = { readonly partner: ContactNumber; readonly host: string; readonly at: Instant }

export type AddResult =
  | { readonly is: 'added'; readonly host: string; readonly record: TxtRecord }
  | { readonly is: 'refused'; readonly because: 'no domain' | 'no name' | 'too many domains' }

export const recordOf = (host: string, token: string): TxtRecord => ({
  name: `_stamm.${host}`,
  value: `stamm-proof=${token}`,
})

/** "https://Bücher.example/x" as somebody types it → the host as DNS knows it; undefined when it is none. */
const domainTyped = (typed: string): string | undefined => {
  const host = typed
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/[/?#].*$/u, '')
    .replace(/:\d*$/u, '')
  return bareHost(domainToASCII(host))
}

/**
 * A domain of the partner's own, to be proved by a TXT record. Asked again it keeps its record. Call it in a transaction.
 * `no domain`: it is none, or one of the company's own.
 */
export const addDomain = async (
  database: Database,
  { partner, host: typed, at, baseHost }: Owned & { readonly baseHost: string },
): Promise<AddResult> => {
  const host = domainTyped(typed)
  if (host === undefined || !isOwnDomain(host, baseHost)) return { is: 'refused', because: 'no domain' }
  await sql`select from people.contact where id = ${partner} for no key update`.execute(database)
  if ((await nameOf(database, partner)) === undefined) return { is: 'refused', because: 'no name' }
  const domains = await domainsOf(database, partner)
  const known = domains.find(domain => domain.host === host)
  if (known !== undefined) return { is: 'added', host, record: known.record }
  if (domains.length >= domainsAtMost) return { is: 'refused', because: 'too many domains' }
  const token = randomBytes(20).toString('hex')
  await database
    .insertInto('referral.domain')
    .values({ host, partner_id: partner, token, asked_at: timestamp(at) })
    .execute()
  return { is: 'added', host, record: recordOf(host, token) }
}

export type VerifyResult =
  | { readonly is: 'verified' }
  | {
      readonly is: 'refused'
      readonly because:
        | 'unknown domain'
        /** No TXT record stands there yet. */
        | 'no record'
        /** A record stands there, and says something else. */
        | 'another record'
        /** The name servers did not answer. */
        | 'no answer'
    }

/**
 * Looks for the record. Whoever shows it now rules the domain now: another partner's older proof ends.
 * It asks the network and should be called outside a transaction.
 */
export const verifyDomain = async (
  database: Database,
  { partner, host, at }: Owned,
  resolveTxt: ResolveTxt,
): Promise<VerifyResult> => {
  const row = await database
    .selectFrom('referral.domain')
    .select('token')
    .where('partner_id', '=', partner)
    .where('host', '=', host)
    .executeTakeFirst()
  if (row === undefined) return { is: 'refused', because: 'unknown domain' }
  const seen = await textsAt(recordOf(host, row.token), resolveTxt)
  if (seen === 'the record') await prove(database, { partner, host, at })
  else await noteCheck(database, { partner, host, at })
  return seen === 'the record' ? { is: 'verified' } : { is: 'refused', because: seen }
}

const missing = new Set(['ENOTFOUND', 'ENODATA'])

export const textsAt = async (record: TxtRecord, resolveTxt: ResolveTxt) => {
  try {
    const texts = (await resolveTxt(record.name)).map(parts => parts.join('').trim())
    if (texts.includes(record.value)) return 'the record'
    return texts.length === 0 ? 'no record' : 'another record'
  } catch (error) {
    return missing.has((error as { readonly code?: string }).code ?? '') ? 'no record' : 'no answer'
  }
}

// The rows of the host are locked first, so that two proofs come one after the other.
const prove = (database: Database, { partner, host, at }: Owned): Promise<void> =>
  inTransaction(database, async inside => {
    await sql`select from referral.domain where host = ${host} order by partner_id for update`.execute(inside)
    const domains = inside.updateTable('referral.domain').where('host', '=', host)
    await domains.set({ verified_at: null }).where('partner_id', '<>', partner).execute()
    const proved = { verified_at: new Date(at), checked_at: new Date(at), missing_since: null }
    await domains.set(proved).where('partner_id', '=', partner).execute()
  })

const noteCheck = async (database: Database, { partner, host, at }: Owned): Promise<void> => {
  await database
    .updateTable('referral.domain')
    .set({ checked_at: new Date(at) })
    .where('host', '=', host)
    .where('partner_id', '=', partner)
    .execute()
}

export const removeDomain = async (
  database: Database,
  { partner, host }: Pick<Owned, 'partner' | 'host'>,
): Promise<void> => {
  await database.deleteFrom('referral.domain').where('host', '=', host).where('partner_id', '=', partner).execute()
}

/** A partner's own domains, proved or not, in the order he asked for them. */
export const domainsOf = async (database: Database, partner: ContactNumber): Promise<Domain[]> => {
  const rows = await database
    .selectFrom('referral.domain')
    .selectAll()
    .where('partner_id', '=', partner)
    .orderBy('asked_at')
    .orderBy('host')
    .execute()
  return rows.map(({ host, token, checked_at, verified_at, missing_since }) => ({
    host,
    record: recordOf(host, token),
    checkedAt: checked_at,
    verifiedAt: verified_at,
    missingSince: missing_since,
  }))
}
