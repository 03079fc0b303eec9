import type { Structure } from '#people/structure'
import { ownersOf } from '#volume/rollup'
import { groupBy, rowsOf, type Groups } from './columns.ts'

/** What the partners' own tree is read from. */
export type Standing = {
  readonly structure: Structure
  readonly house: number
  /** Whose own volume is not nothing: former partners with it stand in the tree too. */
  readonly carries: (contact: number) => boolean
}

/** Partners, and former ones who carry volume, each below the nearest partner upward; the house is the root. In columns by number. */
export type PartnerTree = {
  /** The nearest partner upward; -1 for the house and for everybody who is not in the tree. */
  readonly above: Int32Array
  readonly firstLine: Groups
  /** How many partners stand below at any depth; former ones do not count. */
  readonly downline: Int32Array
  /** Everybody in the tree, each before whoever stands below him. */
  readonly order: Int32Array
}

export const partnerTree = (standing: Standing): PartnerTree => {
  const { structure, house, carries } = standing
  const { sponsors, owners } = structure
  const nearest = ownersOf(structure, 'nearest')
  const above = new Int32Array(sponsors.length).fill(-1)
  for (let contact = 0; contact < sponsors.length; contact += 1)
    if (contact !== house && (owners[contact] === 1 || carries(contact))) above[contact] = nearest[sponsors[contact]!]!
  const firstLine = groupBy(above, sponsors.length)
  const order = orderOf(firstLine, house)
  return { above, firstLine, downline: downlineOf({ above, order, owners }), order }
}

const orderOf = (firstLine: Groups, house: number): Int32Array => {
  const order = new Int32Array(firstLine.rows.length + 1)
  order[0] = house
  let end = 1
  for (let position = 0; position < end; position += 1) {
    const line = rowsOf(firstLine, order[position]!)
    order.set(line, end)
    end += line.length
  }
  return order.subarray(0, end)
}

/**
 * Whom a contact who is no partner has first below him, as if he were one: a former partner's team may stand below him still.
 * Cost: linear in all contacts.
 */
export const firstLineOfNoPartner = ({ structure, carries }: Standing, contact: number): number[] => {
  const { sponsors } = structure
  const owners = structure.owners.slice()
  owners[contact] = 1
  const nearest = ownersOf({ sponsors, owners }, 'nearest')
  const line: number[] = []
  for (let other = 0; other < sponsors.length; other += 1)
    if (
      sponsors[other]! >= 0 &&
      nearest[sponsors[other]!] === contact &&
      (structure.owners[other] === 1 || carries(other))
    )
      line.push(other)
  return line
}

const downlineOf = ({ above, order, owners }: Pick<PartnerTree, 'above' | 'order'> & Pick<Structure, 'owners'>) => {
  const downline = new Int32Array(above.length)
  for (let position = order.length - 1; position > 0; position -= 1) {
    const contact = order[position]!
    downline[above[contact]!]! += downline[contact]! + owners[contact]!
  }
  return downline
}
