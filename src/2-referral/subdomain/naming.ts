import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { heirNow, house, leftAt, roleNow } from '#people/structure/store.ts'
import { checkName, heldUntil, namePolicy, namesAYear, redirectsUntil, skeletonOf } from './index.ts'
import type { CheckedName, NamePolicy, NameRefusal } from './index.ts'

export type Naming = { readonly partner: ContactNumber; readonly name: string; readonly at: Instant }

export type NamingRefusal =
  | NameRefusal
  | 'taken'
  /** One could take it for a name that somebody else has. */
  | 'looks like taken'
  | 'not a partner'
  | 'has a name'
  | 'no name'
  | 'same name'
  | 'too many names'

export type NamingResult =
  | { readonly is: 'named'; readonly name: string }
  | { readonly is: 'refused'; readonly because: NamingRefusal }

const refuse = (because: NamingRefusal) => ({ is: 'refused', because }) as const

/** A partner's first name; it works at once. Call it in a transaction. */
export const choose = async (database: Database, naming: Naming): Promise<NamingResult> => {
  const present = await lockedName(database, naming.partner)
  return present === undefined ? give(database, naming, undefined) : refuse('has a name')
}

/** Another name; the old one leads to it for the days the company set, and is given to nobody else. Call it in a transaction. */
export const rename = async (database: Database, naming: Naming): Promise<NamingResult> => {
  const present = await lockedName(database, naming.partner)
  return present === undefined ? refuse('no name') : give(database, naming, present)
}

type Present = { readonly id: number; readonly name: string; readonly from_at: Instant }

// Locked, because whoever sends two names at once shall get one after the other.
const lockedName = async (database: Database, partner: ContactNumber): Promise<Present | undefined> => {
  await sql`select from people.contact where id = ${partner} for no key update`.execute(database)
  return nameNow(database, partner)
}

const nameNow = (database: Database, partner: ContactNumber): Promise<Present | undefined> =>
  database
    .selectFrom('referral.name')
    .select(['id', 'name', 'from_at'])
    .where('partner_id', '=', partner)
    .where(sql<boolean>`until_at = 'infinity'`)
    .executeTakeFirst()

/** The name a partner has now; undefined where he has none. */
export const nameOf = async (database: Database, partner: ContactNumber): Promise<string | undefined> =>
  (await nameNow(database, partner))?.name

/** Whether a name has a form that may be given: neither reserved, nor on the company's list. */
const checkForm = async (database: Database, name: string): Promise<CheckedName> => {
  const { blacklist } = await readSetting(database, namePolicy)
  const company = await database.selectFrom('company').select('name').executeTakeFirst()
  return checkName(name, { blacklist, reserved: company === undefined ? [] : [company.name] })
}

const give = async (database: Database, naming: Naming, present: Present | undefined): Promise<NamingResult> => {
  const { partner } = naming
  if ((await roleNow(database, partner)) !== 'partner') return refuse('not a partner')
  const checked = await checkForm(database, naming.name)
  if (checked.is === 'refused') return checked
  const { name, skeleton } = checked
  if (name === present?.name) return refuse('same name')
  if (await hasHadMany(database, naming)) return refuse('too many names')
  const policy = await readSetting(database, namePolicy)
  const from = Math.max(naming.at, (present?.from_at ?? 0) + 1) as Instant
  const claimed = await claim(database, { partner, skeleton, at: from, policy })
  if (!claimed) return refuse((await isBorne(database, name)) ? 'taken' : 'looks like taken')
  if (present !== undefined) await endName(database, { present, at: from, partner, policy })
  // The old name may look like the new one: then it stays claimed by what follows.
  await hold(database, { partner, skeleton })
  await database
    .insertInto('referral.name')
    .values({ name, partner_id: partner, from_at: timestamp(from) })
    .execute()
  return { is: 'named', name }
}

/** Whether somebody may have a name now: what `choose` would say of it, without giving it. */
export const askForName = async (
  database: Database,
  { partner, name, at }: Omit<Naming, 'partner'> & { readonly partner: ContactNumber | null },
): Promise<{ readonly is: 'free'; readonly name: string } | Extract<NamingResult, { is: 'refused' }>> => {
  const checked = await checkForm(database, name)
  if (checked.is === 'refused') return checked
  const held = await database
    .selectFrom('referral.name_claim')
    .selectAll()
    .where('skeleton', '=', checked.skeleton)
    .executeTakeFirst()
  if (held === undefined || held.partner_id === partner || held.held_until <= at)
    return { is: 'free', name: checked.name }
  const policy = await readSetting(database, namePolicy)
  const yielding = await yieldingHolder(database, {
    partner: partner ?? nobody,
    skeleton: checked.skeleton,
    at,
    policy,
  })
  if (yielding.length > 0) return { is: 'free', name: checked.name }
  return refuse((await isBorne(database, checked.name)) ? 'taken' : 'looks like taken')
}

const nobody = 0 as ContactNumber

const hasHadMany = async (database: Database, { partner, at }: Naming): Promise<boolean> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from referral.name
    where partner_id = ${partner} and from_at > ${timestamp(at)}::timestamptz - interval '12 months'`.execute(database)
  return rows[0]!.count >= namesAYear
}

const isBorne = async (database: Database, name: string): Promise<boolean> =>
  (await database.selectFrom('referral.name').select('id').where('name', '=', name).executeTakeFirst()) !== undefined

type Claim = {
  readonly partner: ContactNumber
  readonly skeleton: string
  readonly at: Instant
  readonly policy: NamePolicy
}

// The guard: the primary key lets one of those who come at once in, and the others see whose it is then.
const claim = async (database: Database, asked: Claim): Promise<boolean> => {
  const { partner, skeleton, at } = asked
  const yielding = await yieldingHolder(database, asked)
  const { rows } = await sql`
    insert into referral.name_claim (skeleton, partner_id) values (${skeleton}, ${partner})
    on conflict (skeleton) do update set partner_id = excluded.partner_id, held_until = 'infinity'
      where name_claim.partner_id = any(${[partner, ...yielding]}::int[]) or name_claim.held_until <= ${timestamp(at)}
    returning skeleton`.execute(database)
  if (rows.length === 0) return false
  for (const leaver of yielding) await endOfLeaver(database, { leaver, skeleton, at })
  return true
}

/** A former partner gives his name up to his heir at once, and to everybody a year after he left without one. */
const yieldingHolder = async (
  database: Database,
  { partner, skeleton, at, policy }: Claim,
): Promise<ContactNumber[]> => {
  const held = await database
    .selectFrom('referral.name_claim')
    .select('partner_id')
    .where('skeleton', '=', skeleton)
    .executeTakeFirst()
  if (held === undefined || held.partner_id === partner) return []
  const left = await leftAt(database, held.partner_id)
  if (left === undefined) return []
  const none = await house(database)
  const heir = policy.afterLeaving === 'heir' ? await heirNow(database, held.partner_id) : none
  const isFree = heir === partner || (heir === none && heldUntil(left, 0) <= at)
  return isFree ? [held.partner_id] : []
}

type Ended = { readonly leaver: ContactNumber; readonly skeleton: string; readonly at: Instant }

const endOfLeaver = async (database: Database, { leaver, skeleton, at }: Ended): Promise<void> => {
  const present = await nameNow(database, leaver)
  if (present === undefined || skeletonOf(present.name) !== skeleton) return
  await database
    .updateTable('referral.name')
    .set({ until_at: timestamp(at), redirects_until: timestamp(at) })
    .where('id', '=', present.id)
    .execute()
}

type Renaming = {
  readonly partner: ContactNumber
  readonly present: Present
  readonly at: Instant
  readonly policy: NamePolicy
}

const endName = async (database: Database, { partner, present, at, policy }: Renaming): Promise<void> => {
  const { redirectDays } = policy
  await database
    .updateTable('referral.name')
    .set({ until_at: timestamp(at), redirects_until: timestamp(redirectsUntil(at, redirectDays)) })
    .where('id', '=', present.id)
    .execute()
  await database
    .updateTable('referral.name_claim')
    .set({ held_until: timestamp(heldUntil(at, redirectDays)) })
    .where('skeleton', '=', skeletonOf(present.name))
    .where('partner_id', '=', partner)
    .execute()
}

const hold = async (database: Database, { partner, skeleton }: Pick<Claim, 'partner' | 'skeleton'>): Promise<void> => {
  await database
    .updateTable('referral.name_claim')
    .set({ held_until: 'infinity' })
    .where('skeleton', '=', skeleton)
    .where('partner_id', '=', partner)
    .execute()
}

export type NameInTime = {
  readonly name: string
  readonly from: Instant
  /** The end of `always` for the present one. */
  readonly until: Instant
  readonly redirectsUntil: Instant
}

/** All names a partner had, the newest first. */
export const namesOf = async (database: Database, partner: ContactNumber): Promise<NameInTime[]> => {
  const rows = await database
    .selectFrom('referral.name')
    .selectAll()
    .where('partner_id', '=', partner)
    .orderBy('from_at', 'desc')
    .execute()
  return rows.map(row => ({
    name: row.name,
    from: row.from_at,
    until: row.until_at,
    redirectsUntil: row.redirects_until,
  }))
}
