/** The two companies that are measured: one that grew as companies do, and one line as deep as it is long. */
export const shapes = ['grown', 'line'] as const
export type Shape = (typeof shapes)[number]

export type Company = {
  readonly sponsors: Int32Array
  readonly owns: Uint8Array
  readonly contacts: Int32Array
  readonly owners: Int32Array
  readonly amounts: Int32Array
}

export const entriesEach = 3

/** xorshift32: the same company for the same seed on every machine. `below(n)` is a whole number from 0 to n - 1. */
export const dice = (seed: number) => {
  let state = seed
  return (limit: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return Math.floor(((state >>> 0) / 4_294_967_296) * limit)
  }
}

export type Below = (limit: number) => number

/**
 * A company of `size` contacts, one in ten a partner, contact 0 the house, with three entries each in random order, booked to the
 * nearest partner upward. Afterwards, in a grown company, one contact in a thousand moves below a later one and one partner in a
 * hundred leaves, so that owners at the order's moment differ from those at the period's end.
 */
export const companyOf = (size: number, shape: Shape, seed = 20_111_001): Company => {
  const below = dice(seed)
  const sponsors = shape === 'line' ? lineOf(size) : grownOf(size, below)
  const owns = new Uint8Array(size).map((_, contact) => Number(contact === 0 || below(10) === 0))
  const entries = entriesOf({ sponsors, owns }, below)
  if (shape === 'grown') changeMinds({ sponsors, owns }, below)
  return { sponsors, owns, ...entries }
}

const lineOf = (size: number) => new Int32Array(size).map((_, contact) => contact - 1)

// Preferential attachment: every other contact joins below the sponsor of somebody, so who brought many brings more.
const grownOf = (size: number, below: Below) => {
  const sponsors = new Int32Array(size).fill(-1)
  for (let contact = 1; contact < size; contact += 1) {
    const known = below(contact)
    sponsors[contact] = below(2) === 0 ? known : Math.max(0, sponsors[known]!)
  }
  return sponsors
}

type Tree = Pick<Company, 'sponsors' | 'owns'>

const entriesOf = ({ sponsors, owns }: Tree, below: Below) => {
  const nearest = new Int32Array(sponsors.length)
  for (let contact = 0; contact < sponsors.length; contact += 1)
    nearest[contact] = owns[contact] === 1 ? contact : nearest[sponsors[contact]!]!
  const length = sponsors.length * entriesEach
  const [contacts, owners, amounts] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)]
  for (let entry = 0; entry < length; entry += 1) {
    const contact = below(sponsors.length)
    contacts[entry] = contact
    owners[entry] = nearest[contact]!
    amounts[entry] = (1 + below(50_000)) * (below(20) === 0 ? -1 : 1)
  }
  return { contacts, owners, amounts }
}

/** One contact in a thousand moves below a later one, and one partner in a hundred leaves. */
export const changeMinds = ({ sponsors, owns }: Tree, below: Below): void => {
  const isBelow = (contact: number, above: number): boolean => {
    let climbing = contact
    while (climbing !== above && climbing >= 0) climbing = sponsors[climbing]!
    return climbing === above
  }
  for (let turn = 0; turn < sponsors.length / 1000; turn += 1) {
    const contact = 1 + below(sponsors.length - 1)
    const later = contact + below(sponsors.length - contact)
    if (!isBelow(later, contact)) sponsors[contact] = later
  }
  for (let turn = 0; turn < sponsors.length / 1000; turn += 1) owns[1 + below(sponsors.length - 1)] = 0
}
