/** Amounts by entry, or by row of balances: whole cents, or whole thousandths of points. Contacts and owners are positions. */
export type Entries = {
  readonly contacts: Int32Array
  readonly owners: Int32Array
  readonly amounts: Float64Array | Int32Array
}

/** What is summed by contact, and by owner: from himself, and from others. */
export type Booked = {
  readonly personal: Float64Array
  readonly fromHimself: Float64Array
  readonly fromOthers: Float64Array
}

const blockLength = 1024

/**
 * Sums entries by contact and by owner.
 * @throws RangeError when a contact or owner is no position, an amount is not whole, or sums could leave the safe range.
 */
export const book = (entries: Entries, size: number): Booked => {
  const personal = new Float64Array(size)
  // One column of two halves, so that booking to the one or the other needs no decision that a processor has to guess.
  const byOwner = new Float64Array(2 * size)
  bookByBlock(entries, personal, byOwner)
  return { personal, fromHimself: byOwner.subarray(0, size), fromOthers: byOwner.subarray(size) }
}

const bookByBlock = ({ contacts, owners, amounts }: Entries, personal: Float64Array, byOwner: Float64Array): void => {
  const length = contacts.length
  if (owners.length !== length || amounts.length !== length) throw new RangeError('columns of entries differ in length')
  const block = { places: new Int32Array(blockLength), amounts: new Float64Array(blockLength) }
  let absolute = 0
  for (let from = 0; from < length; from += blockLength) {
    const until = Math.min(from + blockLength, length)
    const those = contacts.subarray(from, until)
    block.amounts.set(amounts.subarray(from, until))
    absolute += absoluteSum(block.amounts, until - from)
    add(personal, those, block.amounts)
    choosePlaces(those, owners.subarray(from, until), { size: personal.length, places: block.places })
    add(byOwner, until - from === blockLength ? block.places : block.places.subarray(0, until - from), block.amounts)
  }
  // No sum of some of the amounts can then be beyond the safe range, in whatever order they are added.
  if (!(absolute <= Number.MAX_SAFE_INTEGER)) throw new RangeError('the sums could leave the safe range')
}

const absoluteSum = (amounts: Float64Array, count: number): number => {
  let sum = 0
  for (let entry = 0; entry < count; entry += 1) {
    const amount = amounts[entry]!
    if (Math.floor(amount) !== amount) throw new RangeError(`${amount} is not a whole amount`)
    sum += Math.abs(amount)
  }
  return sum
}

type Choice = { readonly size: number; readonly places: Int32Array }

// The owner's place in the first half when he is the contact himself, in the second when it is another.
const choosePlaces = (contacts: Int32Array, owners: Int32Array, { size, places }: Choice): void => {
  let signs = 0
  for (let entry = 0; entry < contacts.length; entry += 1) {
    const owner = owners[entry]!
    const difference = owner ^ contacts[entry]!
    signs |= owner
    places[entry] = owner + (((difference | -difference) >> 31) & size)
  }
  if (signs < 0) throw new RangeError('an owner is no position')
}

const add = (sums: Float64Array, places: Int32Array, amounts: Float64Array): void => {
  // Reading all places first has the memory answer many requests at once, and finds places outside: undefined makes it NaN.
  let found = 0
  for (let entry = 0; entry < places.length; entry += 1) found += sums[places[entry]!]!
  if (Number.isNaN(found)) throw new RangeError('a contact or owner is no position')
  for (let entry = 0; entry < places.length; entry += 1) sums[places[entry]!]! += amounts[entry]!
}
