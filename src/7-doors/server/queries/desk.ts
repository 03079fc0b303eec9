import type { ContactNumber } from '#ground/identity'
import { boundsOf, type Instant, type Period } from '#ground/period'
import { standingsAt } from '#people/structure/store.ts'
import { explain, rowsOf, type Step } from '#volume/explanation'
import type { Attributed } from '#volume/explanation/store.ts'
import type {
  DeskMonth,
  DeskQueries,
  EntriesAsked,
  ExplanationAsked,
  OrderId,
  TeamRow,
  TeamView,
  TreeAsked,
} from '../index.ts'
import { customersOfPartner, joinedAmong } from './customers.ts'
import { entryPage } from './entries.ts'
import { explanationOf, lineVolumes } from './explanations.ts'
import { pathFrom } from './forest.ts'
import { pageMonth, presentMonth, type Context, type PageMonth } from './month.ts'
import { orderDetails, type MaySee } from './order.ts'
import { orderNumberOf } from './orders.ts'
import { highestPage } from './pages.ts'
import { numberOf, refsOf, type Refs } from './refs.ts'
import { monthsOfContact } from './series.ts'
import { standingsBefore, type Standing } from './standing.ts'
import { nothing } from './totals.ts'
import { treeBelow } from './tree.ts'

/** Whose figures: fixed when the queries are made. */
export type DeskContext = Context & { readonly viewer: ContactNumber }

/**
 * What a partner's pages ask. He sees himself, his customers by owner, and of partners below him name, role and sums; whatever
 * is somebody else's is not there.
 */
export const deskQueries = (context: DeskContext): DeskQueries => {
  const { viewer } = context
  return {
    month: period => deskMonth(context, period),
    months: () => monthsOfContact(context, viewer),
    customers: async ({ period, q, cursor }) =>
      customersOfPartner(context, await pageMonth(context, period), { partner: viewer, q, cursor }),
    team: asked => teamView(context, asked),
    explanation: asked => deskExplanation(context, asked),
    entries: asked => deskEntries(context, asked),
    order: id => deskOrder(context, id),
    tree: asked => deskTree(context, asked),
  }
}

const deskOrder = async (context: DeskContext, id: OrderId) => {
  const number = await orderNumberOf(context.database, id)
  if (number === undefined) return null
  // What is no turnover yet is whose it would be now.
  const isHis: MaySee = async ({ contact, entries }) => {
    const owners = entries.length === 0 ? [await ownerNow(context, contact)] : entries.map(({ owner }) => owner)
    return [contact, ...owners].includes(context.viewer)
  }
  return orderDetails(context, number, isHis)
}

const ownerNow = async ({ database, reading, currentPeriod, zone }: DeskContext, contact: ContactNumber) => {
  const at = (boundsOf(currentPeriod, zone).until - 1) as Instant
  const [standing] = await standingsAt(database, [{ contact, at }])
  return standing!.owners[reading.whose]
}

const deskTree = async (context: DeskContext, { period, root, limit }: TreeAsked) => {
  const { database, viewer } = context
  const contact = root === null ? viewer : await numberOf(database, root)
  if (contact === undefined) return null
  const month = await pageMonth(context, period)
  return treeBelow(context, month, { forest: month.partners, top: viewer, root: contact, limit })
}

const deskMonth = async (context: DeskContext, period: Period): Promise<DeskMonth> => {
  const { database, viewer } = context
  const month = await pageMonth(context, period)
  const { volumes, personalAsPartner, customers } = explain(month, viewer)
  const owned = rowsOf(month.customersOf, viewer)
  const isActive = (row: number) => customers.net[row]! > 0 || customers.points[row]! > 0
  return {
    contact: (await refsOf(database, [viewer]))(viewer),
    period,
    volumes,
    personalAsPartner: personalAsPartner ?? nothing,
    counts: {
      customers: owned.length,
      activeCustomers: [...customers.numbers.keys()].filter(isActive).length,
      joinedCustomers: await joinedAmong(context, month, owned),
      firstLine: rowsOf(month.tree.firstLine, viewer).filter(line => month.structure.owners[line] === 1).length,
      downline: month.tree.downline[viewer] ?? 0,
    },
  }
}

// A chain that leads to him passes only customers who were his. Any other would name somebody else's.
const stepsForOwner = ({ chain }: Attributed): readonly Step[] => (chain.leadsToOwner ? chain.steps : [])

const deskExplanation = async (context: DeskContext, { period, customersFrom, linesFrom, open }: ExplanationAsked) => {
  const { database, viewer } = context
  // Where his turnover from before he was partner belongs to somebody else, only a sponsor who is that owner may be named.
  const shown = (part: Attributed) =>
    part.owner === viewer || part.chain.steps.length === 1 ? stepsForOwner(part) : []
  return explanationOf(context, await pageMonth(context, period), {
    contact: viewer,
    customersFrom,
    linesFrom,
    open: open === null ? undefined : await numberOf(database, open),
    shown,
  })
}

const deskEntries = async (context: DeskContext, { period, of, cursor }: EntriesAsked) => {
  const { database, viewer } = context
  const contact = await numberOf(database, of)
  if (contact === undefined) return null
  const month = await pageMonth(context, period)
  const isHimself = contact === viewer
  if (!isHimself && !(await isCustomer(context, month, contact))) return null
  return entryPage(database, month, { contact, owner: isHimself ? undefined : viewer, cursor })
}

const isCustomer = async (context: DeskContext, month: PageMonth, contact: ContactNumber): Promise<boolean> => {
  const owns = ({ shares, owned }: PageMonth) =>
    rowsOf(owned, context.viewer).some(row => shares.contacts[row] === contact)
  return owns(month) || rowsOf((await presentMonth(context)).customersOf, context.viewer).includes(contact)
}

const teamView = async (
  context: DeskContext,
  { period, of, cursor }: Parameters<DeskQueries['team']>[0],
): Promise<TeamView | null> => {
  const { database, viewer } = context
  const partner = of === null ? viewer : await numberOf(database, of)
  const month = await pageMonth(context, period)
  const path =
    partner === undefined ? undefined : (pathFrom(viewer, partner, month.partners) as ContactNumber[] | undefined)
  if (partner === undefined || path === undefined) return null
  const { own, team, firstLine } = explain(month, partner).volumes
  const { rows, next } = linePage(month, partner, cursor)
  const refs = await refsOf(database, [partner, ...path, ...rows])
  const standings = await standingsBefore(database, rows, boundsOf(period, context.zone).until)
  return {
    of: refs(partner),
    path: path.map(refs),
    own: own ?? nothing,
    team: team ?? nothing,
    firstLine: firstLine ?? nothing,
    downline: month.tree.downline[partner] ?? 0,
    rows: { rows: rows.map(row => teamRow(month, row, { refs, standings })), next },
  }
}

const linePage = (month: PageMonth, partner: ContactNumber, cursor: string | null) => {
  const numbers = rowsOf(month.tree.firstLine, partner)
  const amounts = Float64Array.from(numbers, line => lineVolumes(month, line as ContactNumber).team.net)
  const { positions, next } = highestPage({ numbers, amounts }, cursor)
  return { rows: positions.map(position => numbers[position] as ContactNumber), next }
}

type Known = { readonly refs: Refs; readonly standings: ReadonlyMap<ContactNumber, Standing> }

const teamRow = (month: PageMonth, contact: ContactNumber, { refs, standings }: Known): TeamRow => ({
  contact: refs(contact),
  since: standings.get(contact)!.since,
  ...lineVolumes(month, contact),
  partners: rowsOf(month.tree.firstLine, contact).filter(line => month.structure.owners[line] === 1).length,
})
