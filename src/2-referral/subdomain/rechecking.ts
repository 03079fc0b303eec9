import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { tell } from '#ground/message/store.ts'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import { recordOf, textsAt, type ResolveTxt } from './domains.ts'
import { proofGrace } from './index.ts'

const day = 86_400_000
const mostAtOnce = 50

type Claimed = { readonly host: string; readonly partner: ContactNumber; readonly token: string }

/**
 * Looks again, once a day, whether the records of proved domains still stand. One that is missing is told to its partner at once, and the
 * domain leads to him no more when it was missing for `proofGrace` days. Name servers that do not answer prove nothing. Each domain is
 * claimed by one server, and the network is asked outside a transaction. Answers how many domains were looked at.
 */
export const recheckDomains = async (database: Database, at: Instant, resolveTxt: ResolveTxt): Promise<number> => {
  const domains = await claimDue(database, at)
  for (const domain of domains) {
    const seen = await textsAt(recordOf(domain.host, domain.token), resolveTxt)
    if (seen === 'the record') await noteFound(database, domain)
    else if (seen !== 'no answer') await inTransaction(database, inside => noteMissing(inside, domain, at))
  }
  return domains.length
}

const claimDue = async (database: Database, at: Instant): Promise<Claimed[]> => {
  const { rows } = await sql<Claimed>`
    update referral.domain set checked_at = ${timestamp(at)}
    where (host, partner_id) in (
      select host, partner_id from referral.domain where verified_at is not null and checked_at <= ${timestamp((at - day) as Instant)}
      order by checked_at limit ${mostAtOnce} for update skip locked)
    returning host, partner_id as partner, token`.execute(database)
  return rows
}

const noteFound = async (database: Database, { host, partner }: Claimed): Promise<void> => {
  await database
    .updateTable('referral.domain')
    .set({ missing_since: null })
    .where('host', '=', host)
    .where('partner_id', '=', partner)
    .execute()
}

// Whoever proved the domain meanwhile is not told that it is gone.
const noteMissing = async (database: Database, { host, partner, token }: Claimed, at: Instant): Promise<void> => {
  const { rows } = await sql<{ missing_since: Instant; is_over: boolean }>`
    update referral.domain set missing_since = coalesce(missing_since, ${timestamp(at)}),
      verified_at = case when missing_since <= ${timestamp((at - proofGrace) as Instant)} then null else verified_at end
    where host = ${host} and partner_id = ${partner} and verified_at is not null
    returning missing_since, verified_at is null as is_over`.execute(database)
  const [found] = rows
  if (found === undefined) return
  const contact = (await contactsByNumber(database, [partner])).get(partner)
  if (contact === undefined || contact.email === null) return
  const since = found.missing_since
  await tell(database, {
    kind: found.is_over ? 'domain lost' : 'domain proof missing',
    to: contact.email,
    language: contact.language,
    once: `domain ${host} ${partner} missing ${since}${found.is_over ? ' lost' : ''}`,
    facts: { domain: host, record: recordOf(host, token), until: since + proofGrace },
  })
}
