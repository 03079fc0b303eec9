import type { Structure, WhoseCustomers } from '#people/structure'
import { book, type Booked, type Entries } from './book.ts'
import { sponsorsFirst } from './order.ts'

export { book, type Entries } from './book.ts'
export { sponsorsFirst } from './order.ts'

/** The volumes of everybody by position, in the unit of the entries; `#volume/kinds` says what each kind is. */
export type Volumes = {
  readonly personal: Float64Array
  readonly customers: Float64Array
  readonly own: Float64Array
  readonly team: Float64Array
  readonly firstLine: Float64Array
}

/**
 * All volumes of a period from its entries, each with the owner it was booked to, and from the structure at the period's end.
 * One measure at a time: cents or thousandths of points. Linear in contacts and entries, for any depth of the structure.
 * @throws RangeError when columns do not fit together, an amount is not whole, or sums could leave the safe range;
 * Error when the structure has a cycle or not exactly one house.
 */
export const rollUp = (structure: Structure, entries: Entries): Volumes => {
  const order = checkedOrder(structure)
  return climb(structure, book(entries, structure.sponsors.length), order)
}

const checkedOrder = ({ sponsors, owners }: Structure): Int32Array | undefined => {
  if (owners.length !== sponsors.length) throw new RangeError('columns of the structure differ in length')
  const house = sponsors.indexOf(-1)
  if (house < 0 || house !== sponsors.lastIndexOf(-1)) throw new Error('the structure has not exactly one house')
  return sponsorsFirst(sponsors)
}

// From the last line upward, so that whoever comes next has already received everything from below.
const climb = ({ sponsors, owners }: Structure, booked: Booked, order: Int32Array | undefined): Volumes => {
  const { personal, fromHimself: own, fromOthers: customers } = booked
  const team = new Float64Array(sponsors.length)
  const firstLine = new Float64Array(sponsors.length)
  for (let place = sponsors.length - 1; place >= 0; place -= 1) {
    const contact = order === undefined ? place : order[place]!
    const sponsor = sponsors[contact]!
    const his = own[contact]! + customers[contact]!
    const below = team[contact]!
    own[contact] = his
    team[contact] = his + below
    // Whoever is no partner stands in nobody's way: what is his, and first below him, is first below his sponsor.
    const first = owners[contact] === 1 ? his : his + firstLine[contact]!
    if (sponsor >= 0 && his + below !== 0) team[sponsor]! += his + below
    if (sponsor >= 0 && first !== 0) firstLine[sponsor]! += first
  }
  return { personal, customers, own, team, firstLine }
}

/**
 * To whom everybody's turnover belongs in this structure, by position: himself for a partner, else a partner or the house.
 * `recruiters`, who first brought each, is for the reading 'recruited' alone.
 * @throws Error when the structure has a cycle or not exactly one house, or recruiters are missing.
 */
export const ownersOf = (structure: Structure, whose: WhoseCustomers, recruiters?: Int32Array): Int32Array => {
  const order = checkedOrder(structure)
  if (whose === 'nearest') return nearestOwners(structure, order)
  const { sponsors, owners } = structure
  const candidates = whose === 'direct' ? sponsors : recruiters
  if (candidates?.length !== sponsors.length) throw new RangeError('needs the recruiter of every contact')
  const house = sponsors.indexOf(-1)
  return candidates.map((candidate, contact) => {
    if (owners[contact] === 1) return contact
    return owners[candidate] === 1 ? candidate : house
  })
}

const nearestOwners = ({ sponsors, owners }: Structure, order: Int32Array | undefined): Int32Array => {
  const nearest = new Int32Array(sponsors.length)
  for (let place = 0; place < sponsors.length; place += 1) {
    const contact = order === undefined ? place : order[place]!
    const sponsor = sponsors[contact]!
    nearest[contact] = owners[contact] === 1 || sponsor < 0 ? contact : nearest[sponsor]!
  }
  return nearest
}

/** A line: a contact of the first line, and the team volume it brings. */
export type Line = { readonly contact: number; readonly volume: number }

/**
 * The lines of a partner: each partner below him with no partner between, with the team volume below and including him; and each
 * other contact between them who carries own volume, such as a former partner, with that. Team volume is own volume plus all lines.
 */
export const linesOf = (structure: Structure, { own, team }: Volumes, partner: number): Line[] => {
  const { sponsors } = structure
  const owners = structure.owners.with(partner, 1)
  const nearest = ownersOf({ sponsors, owners }, 'nearest')
  const lines: Line[] = []
  for (let contact = 0; contact < sponsors.length; contact += 1) {
    const isOwner = owners[contact] === 1
    const upward = isOwner ? nearest[sponsors[contact]!] : nearest[contact]
    if (upward !== partner || contact === partner) continue
    if (isOwner) lines.push({ contact, volume: team[contact]! })
    else if (own[contact] !== 0) lines.push({ contact, volume: own[contact]! })
  }
  return lines
}
