import type { Facts } from '#earnings/volume'

type Entries = Facts['entries']

type Positions = { readonly positions: Int32Array; readonly size: number }

/**
 * The entries by position, 0 for all customers who do not matter; what they bought is summed by owner and product group where no rule can
 * ask for a single entry. Of ten million balances a fifth is left.
 * @throws RangeError when an entry names nobody, an amount is not whole, or sums could leave the safe range.
 */
export const entriesAmong = (entries: Entries, among: Positions): Entries => {
  const { contacts, owners, groups, days, orders, parties, groupNames } = entries
  const inRange = { least: 0, end: among.positions.length }
  if (!isWithin(contacts, inRange) || !isWithin(owners, inRange))
    throw new RangeError('a contact or owner is no position')
  if (!isWithin(groups, { least: -1, end: groupNames.length })) throw new RangeError('a product group has no name')
  const isAsked = days !== undefined || orders !== undefined || parties !== undefined
  // With more groups the sums would take more room than the entries.
  return isAsked || groupNames.length > 3 ? placed(entries, among) : summed(entries, among)
}

const isWithin = (column: Int32Array, { least, end }: { least: number; end: number }): boolean => {
  let strangers = 0
  for (let entry = 0; entry < column.length; entry += 1)
    strangers |= Number(column[entry]! < least) | Number(column[entry]! >= end)
  return strangers === 0
}

const placed = (entries: Entries, { positions }: Positions): Entries => ({
  ...entries,
  contacts: entries.contacts.map(contact => positions[contact]!),
  owners: entries.owners.map(owner => positions[owner]!),
})

const summed = (entries: Entries, { positions, size }: Positions): Entries => {
  const groups = entries.groupNames.length + 1
  const sums = new Float64Array(size * groups * 2 + 2)
  sumUp(entries, { sums, places: new Int32Array(blockLength), positions })
  const places = placesOf(sums)
  const others = othersThanCustomers(entries, positions)
  const rows = places.length + others.length
  const found = {
    contacts: new Int32Array(rows),
    owners: new Int32Array(rows),
    net: new Float64Array(rows),
    points: new Float64Array(rows),
    groups: new Int32Array(rows),
    groupNames: entries.groupNames,
  }
  for (let row = 0; row < places.length; row += 1) {
    const place = places[row]!
    found.owners[row] = Math.floor(place / groups)
    found.groups[row] = (place % groups) - 1
    found.net[row] = sums[2 * place]!
    found.points[row] = sums[2 * place + 1]!
  }
  for (let row = places.length; row < rows; row += 1) {
    const entry = others[row - places.length]!
    found.contacts[row] = positions[entries.contacts[entry]!]!
    found.owners[row] = positions[entries.owners[entry]!]!
    found.net[row] = entries.net[entry]!
    found.points[row] = entries.points[entry]!
    found.groups[row] = entries.groups[entry]!
  }
  return found
}

const customers = 0

const blockLength = 1024

type Sums = { readonly sums: Float64Array; readonly places: Int32Array; readonly positions: Int32Array }

// Money and points of each owner and group, side by side. By block, as `book` does it, so that memory answers many requests at once.
const sumUp = (entries: Entries, { sums, places, positions }: Sums): void => {
  const { contacts, net, points } = entries
  let absolute = 0
  for (let from = 0; from < contacts.length; from += blockLength) {
    const until = Math.min(from + blockLength, contacts.length)
    choosePlaces(entries, { from, until, places, positions, none: sums.length - 2 })
    let found = 0
    for (let entry = from; entry < until; entry += 1) found += sums[places[entry - from]!]!
    if (Number.isNaN(found)) throw new Error('a place lies outside the sums')
    for (let entry = from; entry < until; entry += 1) {
      const place = places[entry - from]!
      sums[place]! += whole(net[entry]!)
      sums[place + 1]! += whole(points[entry]!)
      absolute += Math.abs(net[entry]!) + Math.abs(points[entry]!)
    }
  }
  if (!(absolute <= Number.MAX_SAFE_INTEGER)) throw new RangeError('the sums could leave the safe range')
}

type Block = { readonly from: number; readonly until: number; readonly none: number } & Pick<
  Sums,
  'places' | 'positions'
>

// The sums' last place is for whoever is no such customer. Without a branch, which a processor would have to guess.
const choosePlaces = (
  { contacts, owners, groups, groupNames }: Entries,
  { from, until, places, positions, none }: Block,
): void => {
  const each = groupNames.length + 1
  for (let entry = from; entry < until; entry += 1) {
    const contact = positions[contacts[entry]!]!
    const place = 2 * (positions[owners[entry]!]! * each + groups[entry]! + 1)
    const isOther = (contact | -contact) >> 31
    places[entry - from] = (place & ~isOther) | (none & isOther)
  }
}

const whole = (amount: number): number => {
  if (Math.floor(amount) !== amount) throw new RangeError(`${amount} is not a whole amount`)
  return amount
}

const placesOf = (sums: Float64Array): Int32Array => {
  const places = new Int32Array(sums.length / 2 - 1)
  let found = 0
  for (let place = 0; place < places.length; place += 1)
    if (sums[2 * place] !== 0 || sums[2 * place + 1] !== 0) places[found++] = place
  return places.subarray(0, found)
}

const othersThanCustomers = ({ contacts }: Entries, positions: Int32Array): Int32Array => {
  const others = new Int32Array(contacts.length)
  let found = 0
  for (let entry = 0; entry < contacts.length; entry += 1)
    if (positions[contacts[entry]!] !== customers) others[found++] = entry
  return others.subarray(0, found)
}
