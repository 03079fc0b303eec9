import { domainToUnicode } from 'node:url'
import { sql, type RawBuilder } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { displayName } from '#people/contact'
import { heirNow, house } from '#people/structure/store.ts'
import { companyShop, foldName, namePolicy, ownHost, placeOf } from './index.ts'
import type { HostAnswer, HostPlace, PartnerPage } from './index.ts'
import { photoPath } from './page.ts'

export type HostAsked = {
  /** The Host header; it is only looked up. */
  readonly host: string
  /** What the company's own hosts end in, such as "shop.example". */
  readonly baseHost: string
  readonly at: Instant
}

/** Whose page a host asks for. One indexed query; a second only for what leads elsewhere. */
export const resolveHost = async (database: Database, { host, baseHost, at }: HostAsked): Promise<HostAnswer> => {
  const place = placeOf(host, baseHost)
  if (place.is === 'company') return place
  const found = place.is === 'nothing' ? undefined : await holderAt(database, place)
  if (found === undefined || hasEnded(found, at)) return nobodys(database)
  if (found.role !== 'partner') return ofFormerPartner(database, found, baseHost)
  const isOld = found.until_at !== null && found.until_at <= at
  // An old name, or one that is written in letters no host has.
  const leadsOn = isOld || (place.is === 'name' && place.label !== found.name)
  if (leadsOn && found.own_name !== null) return { is: 'redirect', to: ownHost(found.own_name, baseHost) }
  return answerOf(found, found.own_name ?? found.name)
}

type Holder = {
  readonly partner: ContactNumber
  readonly role: string
  /** As found: a name of the past, or the present one of whose domain it is. */
  readonly name: string
  readonly until_at: Instant | null
  readonly redirects_until: Instant | null
  readonly own_name: string | null
  readonly language: 'de' | 'en'
  readonly country: string
  readonly reference: string
  readonly given_name: string | null
  readonly family_name: string | null
  readonly firm_name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly greeting_de: string | null
  readonly greeting_en: string | null
  readonly photo_hash: string | null
}

const hasEnded = ({ until_at, redirects_until }: Holder, at: Instant): boolean =>
  until_at !== null && until_at <= at && redirects_until! <= at

const holder = async (database: Database, found: RawBuilder<unknown>): Promise<Holder | undefined> => {
  const { rows } = await sql<Holder>`
    select found.partner_id as partner, role.role, coalesce(found.name, own.name) as name, found.until_at, found.redirects_until,
      own.name as own_name, contact.language, contact.country, contact.reference, contact.given_name, contact.family_name,
      contact.firm_name, case when page.shows_email then contact.email end as email,
      case when page.shows_phone then contact.phone end as phone, page.greeting_de, page.greeting_en, page.photo_hash
    from (${found}) found
    join people.role on role.contact_id = found.partner_id and role.until_at = 'infinity'
    join people.contact on contact.id = found.partner_id
    left join referral.name own on own.partner_id = found.partner_id and own.until_at = 'infinity'
    left join referral.page on page.partner_id = found.partner_id`.execute(database)
  return rows[0]
}

const holderAt = (database: Database, place: Extract<HostPlace, { is: 'name' | 'domain' }>) => {
  if (place.is === 'domain')
    return holder(
      database,
      sql`select partner_id, null::text as name, null::timestamptz as until_at, null::timestamptz as redirects_until
        from referral.domain where host = ${place.host} and verified_at is not null`,
    )
  // A browser sends "jürgen" as "xn--jrgen-kva"; the name is "juergen".
  const label = place.label.startsWith('xn--') ? foldName(domainToUnicode(place.label)) : place.label
  return holder(
    database,
    sql`select partner_id, name, until_at, redirects_until from referral.name
      where name = ${label} order by from_at desc limit 1`,
  )
}

const nobodys = async (database: Database): Promise<HostAnswer> => ({
  is: 'unknown',
  answer: (await readSetting(database, namePolicy)).unknownHosts,
})

// His domain is his own, so it leads to nobody's page but the company's.
const ofFormerPartner = async (database: Database, found: Holder, baseHost: string): Promise<HostAnswer> => {
  const company = { is: 'redirect', to: companyShop(baseHost) } as const
  const { afterLeaving } = await readSetting(database, namePolicy)
  if (afterLeaving === 'company' || found.until_at === null) return company
  const heir = await heirNow(database, found.partner)
  if (heir === (await house(database))) return company
  const his = await holder(
    database,
    sql`select ${heir}::int as partner_id, ${found.name}::text as name, null::timestamptz as until_at, null::timestamptz as redirects_until`,
  )
  if (his === undefined) throw new Error(`the heir ${heir} of contact ${found.partner} is no contact`)
  return his.own_name === null ? answerOf(his, found.name) : { is: 'redirect', to: ownHost(his.own_name, baseHost) }
}

const answerOf = (found: Holder, name: string): HostAnswer => ({
  is: 'partner',
  partner: found.partner,
  name,
  language: found.language,
  country: found.country,
  page: pageOf(found),
})

const pageOf = (found: Holder): PartnerPage => {
  const name = { givenName: found.given_name, familyName: found.family_name, firmName: found.firm_name }
  return {
    displayName: displayName(name, found.reference),
    greeting: { ...told('de', found.greeting_de), ...told('en', found.greeting_en) },
    contact: { ...told('email', found.email), ...told('phone', found.phone) },
    photo: found.photo_hash === null ? null : { path: photoPath(found.photo_hash) },
  }
}

const told = <K extends string>(key: K, text: string | null): { readonly [key in K]?: string } =>
  text === null || text === '' ? {} : ({ [key]: text } as { readonly [key in K]: string })
