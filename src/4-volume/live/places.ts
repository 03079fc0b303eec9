import { sponsorsFirst } from '#volume/rollup'

/** Everybody in depth-first order: whoever is below a contact stands right behind him, up to before his end. */
export type Places = {
  /** By position of a contact: his place in that order. */
  readonly of: Int32Array
  /** By position: the place behind his downline. */
  readonly ends: Int32Array
  /** By place: who stands there. */
  readonly contacts: Int32Array
}

/**
 * Linear, for any depth.
 * @throws Error when the sponsors form a cycle.
 */
export const placesOf = (sponsors: Int32Array): Places => {
  const size = sponsors.length
  const order = sponsorsFirst(sponsors)
  const inOrder = (turn: number) => (order === undefined ? turn : order[turn]!)
  // First how many stand in each one's downline, himself included; then his end.
  const ends = new Int32Array(size).fill(1)
  for (let turn = size - 1; turn >= 0; turn -= 1) {
    const contact = inOrder(turn)
    if (sponsors[contact]! >= 0) ends[sponsors[contact]!]! += ends[contact]!
  }
  const [of, next, contacts] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  let free = 0
  for (let turn = 0; turn < size; turn += 1) {
    const contact = inOrder(turn)
    const sponsor = sponsors[contact]!
    const place = sponsor < 0 ? free : next[sponsor]!
    const end = place + ends[contact]!
    if (sponsor < 0) free = end
    else next[sponsor] = end
    of[contact] = place
    next[contact] = place + 1
    ends[contact] = end
    contacts[place] = contact
  }
  return { of, ends, contacts }
}
