import type { ContactNumber } from '#ground/identity'
import { volumesOf } from '#volume/explanation'
import type { ContactId, EntriesAsked, ExplanationAsked, OfficeQueries, OrderId, TreeAsked } from '../index.ts'
import { contactDetails } from './contact.ts'
import { contactsFound, lineBelow } from './contacts.ts'
import { entryPage } from './entries.ts'
import { allSteps, explanationOf } from './explanations.ts'
import { leavePreview } from './leaving.ts'
import { pageMonth, type Context } from './month.ts'
import { orderDetails } from './order.ts'
import { orderNumberOf, orderPage } from './orders.ts'
import { overviewOf } from './overview.ts'
import { numberOf } from './refs.ts'
import { companyMonths, monthsOfContact } from './series.ts'
import { nothing } from './totals.ts'
import { treeBelow } from './tree.ts'

/** What the company's pages ask: everybody, everything. */
export const officeQueries = (context: Context): OfficeQueries => {
  const { database } = context
  // Whoever is not there has nothing.
  const of = async <T>(id: ContactId, absent: T, answer: (contact: ContactNumber) => Promise<T>): Promise<T> => {
    const contact = await numberOf(database, id)
    return contact === undefined ? absent : answer(contact)
  }
  return {
    overview: period => overviewOf(context, period),
    months: () => companyMonths(context),
    contacts: search => contactsFound(context, search),
    contact: id => of(id, null, contact => contactDetails(context, contact)),
    volumes: (id, period) => of(id, noVolumes, async contact => volumesOf(await pageMonth(context, period), contact)),
    monthsOf: id => of(id, [], contact => monthsOfContact(context, contact)),
    line: (id, { period, ...asked }) =>
      of(id, noRows, async contact => lineBelow(context, await pageMonth(context, period), { contact, ...asked })),
    orders: (id, { cursor }) => of(id, noRows, contact => orderPage(database, contact, cursor)),
    order: id => orderById(context, id),
    explanation: (id, asked) => of(id, null, contact => explanation(context, contact, asked)),
    entries: (id, asked) => of(id, noRows, owner => entries(context, owner, asked)),
    tree: asked => tree(context, asked),
    leavePreview: (id, heir) => of(id, null, contact => leavePreview(context, contact, heir)),
  }
}

const orderById = async (context: Context, id: OrderId) => {
  const number = await orderNumberOf(context.database, id)
  return number === undefined ? null : orderDetails(context, number, () => true)
}

const explanation = async (context: Context, contact: ContactNumber, asked: ExplanationAsked) => {
  const { period, open, customersFrom, linesFrom } = asked
  const opened = open === null ? undefined : await numberOf(context.database, open)
  const opening = { contact, customersFrom, linesFrom, open: opened, shown: allSteps }
  return explanationOf(context, await pageMonth(context, period), opening)
}

const entries = async (context: Context, owner: ContactNumber, { period, of, cursor }: EntriesAsked) => {
  const contact = await numberOf(context.database, of)
  if (contact === undefined) return noRows
  const asked = { contact, owner: contact === owner ? undefined : owner, cursor }
  return entryPage(context.database, await pageMonth(context, period), asked)
}

const tree = async (context: Context, { period, root, limit }: TreeAsked) => {
  const month = await pageMonth(context, period)
  const { house } = month.structure
  const contact = root === null ? house : await numberOf(context.database, root)
  if (contact === undefined) return null
  return treeBelow(context, month, { forest: month.everybody, top: house, root: contact, limit })
}

const noRows = { rows: [], next: null }
const noVolumes = { personal: nothing, customers: null, own: null, team: null, firstLine: null }
