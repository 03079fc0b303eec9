import { firstAtLeast } from '#ground/ascending'
import { cents, points, type Cents, type Points } from '#ground/money'
import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'
import { rowsOf, type Groups } from './columns.ts'
import type { Structure } from '#people/structure'
import type { Volumes } from '#volume/rollup'
import { firstLineOfNoPartner, type PartnerTree } from './partners.ts'

export { groupBy, highest, rowsOf, type Groups, type Rank, type Ranked } from './columns.ts'
export { partnerTree, type PartnerTree } from './partners.ts'
export { chainOf, evidenceOf, type Climbed, type Decider, type Evidence, type Step } from './chain.ts'
export { explanationText, type Told, type ToldEntry } from './text.ts'

/** Money net of VAT, and points. */
export type Turnover = { readonly net: Cents; readonly points: Points }

/** What each address generated for whom, in columns in the order of contacts: one row for each contact, owner and deciding month. */
export type Shares = {
  readonly contacts: Int32Array
  readonly owners: Int32Array
  readonly net: Float64Array
  readonly points: Float64Array
}

/** A month as an explanation reads it, in columns by contact number. */
export type MonthColumns = {
  readonly structure: Structure & { readonly house: number }
  readonly shares: Shares
  /** Rows of `shares` by owner. */
  readonly owned: Groups
  /** Who was a partner at any moment of the month. */
  readonly hasVolumes: Uint8Array
  readonly net: Volumes
  readonly points: Volumes
  readonly tree: PartnerTree
}

/** Parts of a sum in columns, one row for each contact. */
export type Parts = {
  readonly numbers: Int32Array
  readonly net: Float64Array
  readonly points: Float64Array
}

/** A contact's volumes. What only partners have is null for whoever was none in the month and owns nothing booked in it. */
export type ContactVolumes = {
  readonly personal: Turnover
  readonly customers: Turnover | null
  readonly own: Turnover | null
  readonly team: Turnover | null
  readonly firstLine: Turnover | null
}

export type Explanation = {
  readonly volumes: ContactVolumes
  /** The part of his personal volume that is his own volume; null where he has none. */
  readonly personalAsPartner: Turnover | null
  /** The part of his personal volume that somebody else owns. */
  readonly belongsTo: Parts
  /** What each customer adds to his own volume. */
  readonly customers: Parts
  /** What each line adds to his team volume; lines without volume are left out. */
  readonly lines: Parts
}

const turnover = (net: number, thousandths: number): Turnover => ({ net: cents(net), points: points(thousandths) })

export const volumesOf = (month: MonthColumns, contact: ContactNumber): ContactVolumes => {
  const kind = (name: keyof Volumes) => turnover(month.net[name][contact] ?? 0, month.points[name][contact] ?? 0)
  if (month.hasVolumes[contact] !== 1 && rowsOf(month.owned, contact).length === 0)
    return { personal: kind('personal'), customers: null, own: null, team: null, firstLine: null }
  return {
    personal: kind('personal'),
    customers: kind('customers'),
    own: kind('own'),
    team: kind('team'),
    firstLine: kind('firstLine'),
  }
}

/**
 * How a contact's volumes of a month came to be: own = personal as partner + each customer's, team = own + each line's.
 * @throws Error when the parts do not add up to the volumes, because a wrong explanation is worse than none.
 */
export const explain = (month: MonthColumns, contact: ContactNumber): Explanation => {
  const volumes = volumesOf(month, contact)
  const generated = rowsOfContact(month.shares, contact)
  const isHis = (row: number) => month.shares.owners[row] === contact
  const personalAsPartner = sumOf(month.shares, generated.filter(isHis))
  const elsewhere = generated
    .filter(row => !isHis(row))
    .toSorted((a, b) => month.shares.owners[a]! - month.shares.owners[b]!)
  const fromOthers = rowsOf(month.owned, contact).filter(row => month.shares.contacts[row] !== contact)
  const explanation = {
    volumes,
    personalAsPartner: volumes.own === null ? null : personalAsPartner,
    belongsTo: merged(month.shares, elsewhere, month.shares.owners),
    customers: merged(month.shares, fromOthers, month.shares.contacts),
    lines: volumes.team === null ? none : linesOf(month, contact),
  }
  mustAddUp(explanation, personalAsPartner)
  return explanation
}

const none: Parts = { numbers: new Int32Array(0), net: new Float64Array(0), points: new Float64Array(0) }

/** The rows of one contact, found by halving: shares stand in the order of contacts. */
export const rowsOfContact = ({ contacts }: Shares, contact: number): Int32Array => {
  const first = firstAtLeast(contacts, contact)
  return Int32Array.from({ length: firstAtLeast(contacts, contact + 1) - first }, (_, offset) => first + offset)
}

const sumOf = ({ net, points }: Shares, rows: Int32Array): Turnover =>
  turnover(
    rows.reduce((total, row) => total + net[row]!, 0),
    rows.reduce((total, row) => total + points[row]!, 0),
  )

// Rows of one key stand together, so one look back is enough.
const merged = (shares: Shares, rows: Int32Array, keys: Int32Array): Parts => {
  const parts = {
    numbers: new Int32Array(rows.length),
    net: new Float64Array(rows.length),
    points: new Float64Array(rows.length),
  }
  let length = 0
  for (const row of rows) {
    if (length === 0 || parts.numbers[length - 1] !== keys[row]) parts.numbers[length++] = keys[row]!
    parts.net[length - 1]! += shares.net[row]!
    parts.points[length - 1]! += shares.points[row]!
  }
  return cut(parts, length)
}

const cut = ({ numbers, net, points }: Parts, length: number): Parts => ({
  numbers: numbers.subarray(0, length),
  net: net.subarray(0, length),
  points: points.subarray(0, length),
})

/** Whether a contact has own volume, also one who is no partner any more. */
export const carriesIn =
  ({ net, points }: Pick<MonthColumns, 'net' | 'points'>) =>
  (contact: number): boolean =>
    net.own[contact] !== 0 || points.own[contact] !== 0

// A partner brings his whole team; whoever is none brings what is his, and those below him stand for themselves.
const linesOf = (month: MonthColumns, contact: ContactNumber): Parts => {
  const { structure, net, points } = month
  const volume = (volumes: Volumes, line: number) => (structure.owners[line] === 1 ? volumes.team : volumes.own)[line]!
  const numbers = Int32Array.from(firstLineOf(month, contact)).filter(
    line => volume(net, line) !== 0 || volume(points, line) !== 0,
  )
  return {
    numbers,
    net: Float64Array.from(numbers, line => volume(net, line)),
    points: Float64Array.from(numbers, line => volume(points, line)),
  }
}

const firstLineOf = (month: MonthColumns, contact: ContactNumber): ArrayLike<number> => {
  const { structure, tree, net, points } = month
  if (structure.owners[contact] === 1) return rowsOf(tree.firstLine, contact)
  if (net.team[contact] === net.own[contact] && points.team[contact] === points.own[contact]) return []
  return firstLineOfNoPartner({ structure, house: structure.house, carries: carriesIn(month) }, contact)
}

const add = (sum: number, each: number) => sum + each

const total = ({ net, points }: Parts): Turnover => {
  return turnover(net.reduce(add, 0), points.reduce(add, 0))
}

const plus = (a: Turnover, b: Turnover): Turnover => turnover(a.net + b.net, a.points + b.points)

const mustBe = (whole: Turnover | null, parts: Turnover, what: string): void => {
  if (whole !== null && (whole.net !== parts.net || whole.points !== parts.points))
    throw new Error(
      `${what} ${whole.net} cents, ${whole.points} points is not the sum of its parts ${parts.net}, ${parts.points}`,
    )
}

const mustAddUp = ({ volumes, belongsTo, customers, lines }: Explanation, personalAsPartner: Turnover): void => {
  mustBe(volumes.personal, plus(personalAsPartner, total(belongsTo)), 'personal volume')
  mustBe(volumes.customers, total(customers), 'customer volume')
  mustBe(volumes.own, plus(personalAsPartner, total(customers)), 'own volume')
  mustBe(volumes.team, plus(volumes.own ?? personalAsPartner, total(lines)), 'team volume')
}

/** The moment that decides under the reading "period end": the last one of the month. */
export const lastMomentBefore = (until: Instant): Instant => (until - 1) as Instant
