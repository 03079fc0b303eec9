import type { Database } from '#ground/database'
import { dayOf, type Instant, type Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { attributionPolicy, type Signals } from '#referral/attribution'
import { countOpening, linkBySlug, namedSponsor } from '#referral/link/store.ts'
import { ownHost } from '#referral/subdomain'
import { resolveHost } from '#referral/subdomain/store.ts'
import { partySignal } from '../party/visitor.ts'
import type { Base } from '../../hosts.ts'
import type { PlacePartner } from '../../shop.ts'
import type { Jar } from './jar.ts'

export type Evidence = {
  readonly database: Database
  readonly jar: Jar
  readonly base: Base
  readonly at: Instant
  /** Whose page this is; null for the company's own. */
  readonly partner: PlacePartner | null
}

/** Everything that says who brought the visitor. What was typed in as a sponsor's number may be empty. */
export const signalsOf = async (evidence: Evidence, typed: string): Promise<Signals> => {
  const { database, partner } = evidence
  return {
    party: await partySignal(evidence),
    named: await namedSponsor(database, typed),
    link: await linkOf(evidence),
    subdomain: partner === null ? undefined : { partner: partner.partner, name: partner.name },
    remembered: await rememberedOf(evidence),
  }
}

const linkOf = async ({ database, jar, at }: Evidence): Promise<Signals['link']> => {
  const slug = jar.read('link')
  const link = slug === undefined ? undefined : await linkBySlug(database, slug, at)
  return link && { partner: link.partner, campaign: link.campaign, invitation: link.isInvitation }
}

// "anna.1772366400000": his name and the moment of the visit. Anybody can write it himself, so it is weak evidence.
const rememberedPattern = /^([a-z0-9-]{1,63})\.(\d{13})$/u

const rememberedOf = async ({ database, jar, base, at }: Evidence): Promise<Signals['remembered']> => {
  const [, name, since] = rememberedPattern.exec(jar.readShared('partner') ?? '') ?? []
  if (name === undefined || Number(since) > at) return undefined
  const host = ownHost(name, base.host)
  const found = await resolveHost(database, { host, baseHost: base.host, at })
  const answer =
    found.is === 'redirect' ? await resolveHost(database, { host: found.to, baseHost: base.host, at }) : found
  return answer.is === 'partner' ? { partner: answer.partner, name, since: Number(since) as Instant } : undefined
}

/** From now on the visitor's browser remembers on whose page he was, for as long as that would count. */
export const rememberPartner = async ({ database, jar, partner, at }: Evidence): Promise<void> => {
  if (partner === null || jar.readShared('partner')?.startsWith(`${partner.name}.`) === true) return
  const { rememberedDays } = await readSetting(database, attributionPolicy)
  if (rememberedDays > 0) jar.keepEverywhere('partner', `${partner.name}.${at}`, rememberedDays)
}

/** Who came by a personal link is his whose link it is, as far as nothing stronger speaks. */
export const followLink = async (
  { database, jar, at }: Evidence,
  slug: string,
): Promise<'followed' | 'invited' | 'no such link'> => {
  const link = await linkBySlug(database, slug, at)
  if (link === undefined) return 'no such link'
  const { zone } = await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()
  await countOpening(database, link.link, dayOf(at, zone as Zone))
  jar.keep('link', slug)
  return link.isInvitation ? 'invited' : 'followed'
}
