import type { ContactNumber } from '#ground/identity'
import type { Period } from '#ground/period'
import { reachable } from '#people/consent/store.ts'
import { highest, rowsOf, volumesOf } from '#volume/explanation'
import type { CompanyReach, ContactId, PartnerReach, Reach } from '../index.ts'
import { pageMonth, presentMonth, roleIn, type Context, type PageMonth } from './month.ts'
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
  const reached = await reachedNow(context)
  const month = await pageMonth(context, period)
  const owners = [...reached.now.tree.order, reached.now.structure.house].filter(
    (owner, position, all) => all.indexOf(owner) === position && rowsOf(reached.now.customersOf, owner).length > 0,
  )
  const counts = owners.map(owner => countOf(reached, owner))
  const amounts = Float64Array.from(counts, ({ lost }) => lost)
  const most = highest({ numbers: Int32Array.from(owners), amounts }, { after: undefined, limit: shown }).filter(
    position => amounts[position]! > 0,
  )
  const contacts = most.map(position => owners[position] as ContactNumber)
  const refs = await refsOf(context.database, contacts)
  const sum = (of: keyof Reach) => counts.reduce((total, count) => total + count[of], 0)
  return {
    customers: sum('customers'),
    mayContact: sum('mayContact'),
    lost: sum('lost'),
    partners: contacts.map(contact => ({
      ...countOf(reached, contact),
      ...turnoverOf(month, contact),
      contact: refs(contact),
    })),
  }
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
