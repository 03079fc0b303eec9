import type { ContactNumber } from '#ground/identity'
import type { Period } from '#ground/period'
import { reachable } from '#people/consent/store.ts'
import { highest, rowsOf, volumesOf } from '#volume/explanation'
import type { CompanyReach, ContactId, From, Page, PartnerReach, Reach } from '../index.ts'
import { pageMonth, presentMonth, roleIn, type Context, type PageMonth } from './month.ts'
import { highestPage } from './pages.ts'
import { numberOf, refsOf } from './refs.ts'
import { minus, nothing } from './totals.ts'

type Reached = { readonly now: PageMonth; readonly isReached: ReadonlySet<number> }

const reachedNow = async (context: Context): Promise<Reached> => {
  const now = await presentMonth(context)
  const { house } = now.structure
  return { now, isReached: new Set(await reachable(context.database, { sender: house })) }
}

/** His end customers now: who bought and is no partner; of those who were merged the kept one. */
const endCustomersOf = ({ now }: Reached, owner: number): ContactNumber[] =>
  ([...rowsOf(now.customersOf, owner)] as ContactNumber[]).filter(contact =>
    ['customer', 'former partner'].includes(roleIn(now, contact) ?? ''),
  )

const countOf = (reached: Reached, owner: number): Reach => {
  const customers = endCustomersOf(reached, owner)
  const mayContact = customers.filter(contact => reached.isReached.has(contact)).length
  const isHouse = owner === reached.now.structure.house
  return { customers: customers.length, mayContact, lost: isHouse ? 0 : customers.length - mayContact }
}

const shown = 10

/** How many end customers the company knows, may write to and would lose with their partners. Cost: one look at all contacts in columns. */
export const companyReach = async (context: Context, period: Period): Promise<CompanyReach> => {
  const { counts, ranked, of } = await ranking(context, period)
  const most = highest(ranked, { after: undefined, limit: shown }).filter(position => ranked.amounts[position]! > 0)
  const sum = (part: keyof Reach) => counts.reduce((total, count) => total + count[part], 0)
  return {
    customers: sum('customers'),
    mayContact: sum('mayContact'),
    lost: sum('lost'),
    partners: await of(most),
  }
}

/** Every partner with customers, those first with whom most would be lost. Cost: as for the company. */
export const reachPage = async (
  context: Context,
  period: Period,
  { cursor }: From,
): Promise<Page<PartnerReach> & { readonly total: number }> => {
  const { counts, ranked, of } = await ranking(context, period, 'partners alone')
  const { positions, next } = highestPage(ranked, cursor)
  return { rows: await of(positions), next, total: counts.length }
}

/** Whoever owns customers, ranked by how many would be lost with him. */
const ranking = async (context: Context, period: Period, who: 'everybody' | 'partners alone' = 'everybody') => {
  const reached = await reachedNow(context)
  const month = await pageMonth(context, period)
  const { tree, structure, customersOf } = reached.now
  const owners = [...new Set([...tree.order, structure.house])].filter(
    owner => rowsOf(customersOf, owner).length > 0 && (who === 'everybody' || owner !== structure.house),
  )
  const counts = owners.map(owner => countOf(reached, owner))
  const ranked = { numbers: Int32Array.from(owners), amounts: Float64Array.from(counts, ({ lost }) => lost) }
  const of = async (positions: readonly number[]): Promise<PartnerReach[]> => {
    const contacts = positions.map(position => owners[position] as ContactNumber)
    const refs = await refsOf(context.database, contacts)
    return contacts.map((contact, row) => ({
      ...counts[positions[row]!]!,
      ...turnoverOf(month, contact),
      contact: refs(contact),
    }))
  }
  return { counts, ranked, of }
}

const turnoverOf = (month: PageMonth, contact: ContactNumber) => {
  const { own, customers } = volumesOf(month, contact)
  return { consumption: minus(own ?? nothing, customers ?? nothing), fromCustomers: customers ?? nothing }
}

/** The same of one partner; null for whoever is none. */
export const reachOfPartner = async (context: Context, id: ContactId, period: Period): Promise<PartnerReach | null> => {
  const contact = await numberOf(context.database, id)
  const reached = await reachedNow(context)
  if (contact === undefined || roleIn(reached.now, contact) !== 'partner') return null
  const refs = await refsOf(context.database, [contact])
  const month = await pageMonth(context, period)
  return { ...countOf(reached, contact), ...turnoverOf(month, contact), contact: refs(contact) }
}

/** A partner's own customers and how many of them the company reaches. */
export const ownReach = async (context: Context, partner: ContactNumber) => {
  const reached = await reachedNow(context)
  return { contacts: endCustomersOf(reached, partner), ...countOf(reached, partner) }
}
