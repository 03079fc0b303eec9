import { sql } from 'kysely'
import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { boundsOf, isoOf, periodAfter, type Interval, type Period } from '#ground/period'
import { roles } from '#people/contact'
import { mergedContacts } from '#people/contact/store.ts'
import { highest, rowsOf, volumesOf } from '#volume/explanation'
import type { Overview, PartnerRow } from '../index.ts'
import { pageMonth, type Context, type PageMonth } from './month.ts'
import { refsOf, type Refs } from './refs.ts'
import { totalsByPeriod } from './series.ts'
import { minus, nothing } from './totals.ts'

/** The company's month. Cost: one look at all contacts in columns, and names for ten. */
export const overviewOf = async (context: Context, period: Period): Promise<Overview> => {
  const month = await pageMonth(context, period)
  const merged = await mergedContacts(context.database)
  const before = (await totalsByPeriod(context)).get(periodAfter(period, -1))
  const joined = await joinedWithin(context.database, boundsOf(period, context.zone))
  return {
    period,
    totals: month.totals,
    before: before ?? null,
    counts: { ...countsOf(month, merged), joined },
    top: await topPartners(context, month),
  }
}

const joinedWithin = async (database: Database, { from, until }: Interval): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from people.contact where joined_at >= ${isoOf(from)}::timestamptz and joined_at < ${isoOf(until)}::timestamptz and merged_into is null
      and id <> (select contact_id from people.role where role = 'house')`.execute(database)
  return rows[0]!.count
}

const codes = {
  prospect: roles.indexOf('prospect'),
  customer: roles.indexOf('customer'),
  partner: roles.indexOf('partner'),
  'former partner': roles.indexOf('former partner'),
}

type Merged = ReadonlyMap<number, ContactNumber>

/** Persons: who was merged is one with the contact he is kept as, and what he bought makes that one active. */
const countsOf = ({ structure, net, points }: PageMonth, merged: Merged): Omit<Overview['counts'], 'joined'> => {
  const [there, active] = [new Int32Array(256), new Int32Array(256)]
  const bought = (contact: number) => net.personal[contact]! > 0 || points.personal[contact]! > 0
  const boughtAsAnother = new Set([...merged].flatMap(([dropped, kept]) => (bought(dropped) ? [kept] : [])))
  for (let contact = 0; contact < structure.roles.length; contact += 1) {
    if (merged.has(contact)) continue
    there[structure.roles[contact]!]! += 1
    if (bought(contact) || boughtAsAnother.has(contact as ContactNumber)) active[structure.roles[contact]!]! += 1
  }
  const customers = (counts: Int32Array) => counts[codes.customer]! + counts[codes['former partner']]!
  return {
    contacts: Object.values(codes).reduce((sum, code) => sum + there[code]!, 0),
    prospects: there[codes.prospect]!,
    customers: customers(there),
    partners: there[codes.partner]!,
    activeCustomers: customers(active),
    activePartners: active[codes.partner]!,
  }
}

const topPartners = async ({ database }: Context, month: PageMonth): Promise<PartnerRow[]> => {
  const candidates = month.tree.order.filter(
    contact => contact !== month.structure.house && month.net.own[contact] !== 0,
  )
  const amounts = Float64Array.from(candidates, contact => month.net.own[contact]!)
  const ten = highest({ numbers: candidates, amounts }, { after: undefined, limit: 10 }).map(
    position => candidates[position] as ContactNumber,
  )
  const refs = await refsOf(database, ten)
  return ten.map(contact => ({
    ...partnerRow(month, contact, refs),
    customerCount: rowsOf(month.customersOf, contact).length,
  }))
}

const partnerRow = (month: PageMonth, contact: ContactNumber, refs: Refs): Omit<PartnerRow, 'customerCount'> => {
  const { own, customers, team } = volumesOf(month, contact)
  return {
    contact: refs(contact),
    own: own ?? nothing,
    personal: minus(own ?? nothing, customers ?? nothing),
    customers: customers ?? nothing,
    team: team ?? nothing,
  }
}
