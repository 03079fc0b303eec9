import { sql } from 'kysely'
import { cursorOf } from '#ground/http'
import type { ContactNumber } from '#ground/identity'
import { boundsOf } from '#ground/period'
import type { Role } from '#people/contact'
import { isFound, listContacts, type Contact as KeptContact, type ListedMerged } from '#people/contact/store.ts'
import { rowsOf, volumesOf } from '#volume/explanation'
import type { ContactRow, ContactSearch, LineRow, Page } from '../index.ts'
import { pageMonth, presentMonth, roleIn, type Context, type PageMonth } from './month.ts'
import { highestPage, pageSize, placeOf } from './pages.ts'
import { refsOf, type Refs } from './refs.ts'
import { standingsBefore } from './standing.ts'

/** A page of the search, in the order of registration. Cost: the page's rows by index, a count, and columns of two months. */
export const contactsFound = async (
  context: Context,
  search: ContactSearch,
): Promise<Page<ContactRow> & { readonly total: number }> => {
  const { database } = context
  const after = placeOf(search.cursor, ['contact'])?.[0]
  const asked = { search: search.q, role: search.role ?? undefined, merged: search.merged }
  const found = await listContacts(database, { ...asked, after, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const [month, now] = [await pageMonth(context, search.period), await presentMonth(context)]
  const refs = await refsOf(
    database,
    shown.flatMap(({ number, mergedInto }) => [number, ownerNow(now, number) ?? number, mergedInto ?? number]),
  )
  return {
    rows: shown.map(contact => rowOf(contact, { month, now, refs })),
    next: found.length > pageSize ? cursorOf([shown.at(-1)!.number]) : null,
    total: await countContacts(context, asked),
  }
}

/** To whom a contact's turnover belongs now; undefined for whoever owns it himself. */
export const ownerNow = (now: PageMonth, contact: ContactNumber): ContactNumber | undefined =>
  now.structure.owners[contact] === 1 ? undefined : (now.ownersAtEnd[contact] as ContactNumber | undefined)

type Known = { readonly month: PageMonth; readonly now: PageMonth; readonly refs: Refs }

const rowOf = (contact: KeptContact, { month, now, refs }: Known): ContactRow => {
  const { personal, own } = volumesOf(month, contact.number)
  const owner = ownerNow(now, contact.number)
  return {
    contact: refs(contact.number),
    reference: contact.reference,
    city: contact.city,
    country: contact.country,
    joinedAt: contact.joinedAt,
    mergedInto: contact.mergedInto === null ? null : refs(contact.mergedInto),
    owner: owner === undefined ? null : refs(owner),
    personal,
    own,
  }
}

type Asked = {
  readonly search: string
  readonly role: ContactSearch['role'] | undefined
  readonly merged: ListedMerged | undefined
}

const countContacts = async ({ database }: Context, { role, ...search }: Asked): Promise<number> => {
  const ofRole =
    role === undefined
      ? sql`true`
      : sql`exists (select from people.role where contact_id = contact.id and until_at = 'infinity' and role = ${role})`
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from people.contact
    where ${ofRole} and ${isFound(search)}`.execute(database)
  return rows[0]!.count
}

/** The pattern of everything that holds this word. */
export const partly = (word: string): string => `%${word.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`

type LineAsked = {
  readonly contact: ContactNumber
  readonly of: 'partners' | 'customers'
  readonly cursor: string | null
}

const isOfPartners = (role: Role | undefined) => role === 'partner' || role === 'former partner'

/** Who stands directly below at the month's end, and whoever was merged since where turnover of the month is booked on him: partners by team volume, others by personal volume. */
export const lineBelow = async (
  { database }: Context,
  month: PageMonth,
  { contact, of, cursor }: LineAsked,
): Promise<Page<LineRow>> => {
  const below = [...rowsOf(month.everybody.children, contact), ...rowsOf(month.mergedBuyers, contact)]
  const numbers = Int32Array.from(
    below.filter(each => isOfPartners(roleIn(month, each as ContactNumber)) === (of === 'partners')),
  )
  const amounts = Float64Array.from(numbers, each => month.net[of === 'partners' ? 'team' : 'personal'][each]!)
  const { positions, next } = highestPage({ numbers, amounts }, cursor)
  const shown = positions.map(position => numbers[position] as ContactNumber)
  const refs = await refsOf(database, shown)
  const standings = await standingsBefore(database, shown, boundsOf(month.period, month.zone).until)
  const rows = shown.map(each => ({
    contact: refs(each),
    since: standings.get(each)!.since,
    volumes: volumesOf(month, each),
    partners: month.partnersBelow[each]!,
    customers: month.othersBelow[each]!,
  }))
  return { rows, next }
}
