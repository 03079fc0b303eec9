import type { Structure } from '#people/structure'
import type { Line } from '#volume/rollup'
import { blocksOf, type Blocks } from './blocks.ts'
import { addTo, firstBelow, grown, isBelow, lateBelow, placeOf, treeOf, type Newcomer, type Tree } from './tree.ts'

export type { Newcomer } from './tree.ts'

/** An entry of the ledger, by positions of contacts: whole cents and whole thousandths of points, negative where something is taken back. */
export type Posting = {
  readonly contact: number
  readonly owner: number
  readonly net: number
  readonly points: number
}

const measures = ['net', 'points'] as const
export type Measure = (typeof measures)[number]

export type Figures = {
  readonly personal: number
  readonly customers: number
  readonly own: number
  readonly team: number
  readonly firstLine: number
}

/** A month's volumes that follow every entry and every change of the structure at once. */
export type Live = {
  /** @throws RangeError when the contact or owner is nobody, an amount is not whole, or sums could leave the safe range. */
  readonly post: (posting: Posting) => void
  /** @throws Error when the contact is there already or his sponsor is not. */
  readonly join: (newcomer: Newcomer) => void
  /** @throws Error when the contact is the house, or would come to stand below himself. */
  readonly move: (contact: number, to: number) => void
  /** Everybody's place and role as they are now, where many changed at once. @throws Error as at the beginning. */
  readonly restructure: (structure: Structure) => void
  /** From now on a partner, or none. @throws Error when the contact is the house. */
  readonly become: (contact: number, role: 'partner' | 'none') => void
  /** How many positions there are. */
  readonly size: () => number
  readonly volumesOf: (contact: number, measure: Measure) => Figures
  /** The lines of a partner, as `linesOf` of the rollup gives them. */
  readonly linesOf: (partner: number, measure: Measure) => Line[]
}

/** What is summed by contact, and own volume by place. */
type Sums = {
  personal: Float64Array
  customers: Float64Array
  own: Float64Array
  firstLine: Float64Array
  blocks: Blocks
  absolute: number
}

type State = { tree: Tree; isMoved: boolean; readonly sums: Readonly<Record<Measure, Sums>> }

/**
 * Begins without an entry. An entry costs a few additions, whatever the size of the company, and a figure a few hundred. Whoever joins, or becomes a
 * partner, costs what stands between him and the next partners; a move, and every so many newcomers, cost one pass over everybody at the
 * next question.
 * @throws Error when the structure has a cycle or not exactly one house.
 */
export const liveVolumes = (structure: Structure): Live => {
  const state = emptyState(structure)
  return {
    post: posting => post(state, posting),
    join: newcomer => join(state, newcomer),
    move: (contact, to) => move(state, contact, to),
    restructure: structure => placeAnew(state, structure),
    become: (contact, role) => become(state, contact, role === 'partner'),
    size: () => state.tree.size,
    volumesOf: (contact, measure) => figuresOf(inOrder(state), contact, measure),
    linesOf: (partner, measure) => linesIn(inOrder(state), partner, measure),
  }
}

const emptyState = (structure: Structure): State => {
  const tree = treeOf(structure)
  const zeros = () => new Float64Array(tree.size)
  const sums = (): Sums => ({
    personal: zeros(),
    customers: zeros(),
    own: zeros(),
    firstLine: zeros(),
    blocks: blocksOf(zeros()),
    absolute: 0,
  })
  return { tree, isMoved: false, sums: { net: sums(), points: sums() } }
}

const post = ({ tree, isMoved, sums }: State, posting: Posting): void => {
  const { contact, owner } = posting
  if (!isSomebody(tree, contact) || !isSomebody(tree, owner)) throw new RangeError('a contact or owner is no position')
  for (const measure of measures) checkAmount(posting[measure], sums[measure])
  const nearest = tree.nearest[owner]!
  const place = isMoved ? -1 : placeOf(tree, owner)
  for (const measure of measures) {
    const amount = posting[measure]
    if (amount === 0) continue
    const sum = sums[measure]
    sum.absolute += Math.abs(amount)
    sum.personal[contact]! += amount
    sum.own[owner]! += amount
    if (contact !== owner) sum.customers[owner]! += amount
    if (place < 0) continue
    if (nearest >= 0) sum.firstLine[nearest]! += amount
    sum.blocks.add(place, amount)
  }
}

const isSomebody = ({ size }: Tree, contact: number): boolean =>
  Number.isInteger(contact) && contact >= 0 && contact < size

const checkAmount = (amount: number, { absolute }: Sums): void => {
  if (!Number.isInteger(amount)) throw new RangeError(`${amount} is not a whole amount`)
  if (absolute + Math.abs(amount) > Number.MAX_SAFE_INTEGER) throw new RangeError('the sums could leave the safe range')
}

// So many newcomers that an order made anew for them costs each a few microseconds.
const lateAtMost = ({ placed }: Tree): number => 1_000 + placed / 64

const join = (state: State, newcomer: Newcomer): void => {
  const { tree, sums } = state
  const { contact, sponsor } = newcomer
  if (contact < tree.size) throw new Error(`contact ${contact} is there already`)
  if (!isSomebody(tree, sponsor)) throw new Error(`sponsor ${sponsor} is nobody`)
  // A number that no contact has stands below the house.
  for (let nobody = tree.size; nobody < contact; nobody += 1)
    addTo(tree, { contact: nobody, sponsor: tree.house, owns: false })
  addTo(tree, newcomer)
  for (const sum of Object.values(sums)) growSums(sum, tree.size)
  if (tree.size - tree.placed > lateAtMost(tree)) state.isMoved = true
}

const growSums = (sum: Sums, size: number): void => {
  sum.personal = grown(sum.personal, size)
  sum.customers = grown(sum.customers, size)
  sum.own = grown(sum.own, size)
  sum.firstLine = grown(sum.firstLine, size)
}

const move = (state: State, contact: number, to: number): void => {
  const { tree } = state
  if (!isSomebody(tree, contact) || !isSomebody(tree, to)) throw new Error(`${contact} or ${to} is nobody`)
  if (contact === tree.house) throw new Error('the house stands below nobody')
  if (isBelow(tree, to, contact)) throw new Error(`${to} stands below ${contact}`)
  if (tree.sponsors[contact] === to) return
  tree.sponsors[contact] = to
  state.isMoved = true
}

const become = (state: State, contact: number, owns: boolean): void => {
  const { tree, isMoved, sums } = state
  if (!isSomebody(tree, contact) || contact === tree.house) throw new Error(`${contact} is the house, or nobody`)
  if ((tree.owners[contact] === 1) === owns) return
  tree.owners[contact] = owns ? 1 : 0
  if (isMoved) return
  // What is first below him was first below the nearest partner above him, or is from now on.
  const above = tree.nearest[contact]!
  firstBelow(tree, contact, other => {
    tree.nearest[other] = owns ? contact : above
    for (const { own, firstLine } of Object.values(sums)) {
      firstLine[contact]! += owns ? own[other]! : -own[other]!
      firstLine[above]! += owns ? -own[other]! : own[other]!
    }
  })
}

// After a move, or after many newcomers.
const inOrder = (state: State): State => {
  const { size, sponsors, owners } = state.tree
  if (state.isMoved) placeAnew(state, { sponsors: sponsors.slice(0, size), owners: owners.slice(0, size) })
  return state
}

const placeAnew = (state: State, structure: Structure): void => {
  const size = structure.sponsors.length
  if (size < state.tree.size) throw new Error('somebody who was there is missing')
  const tree = treeOf(structure)
  for (const sum of Object.values(state.sums)) {
    growSums(sum, size)
    sumAnew(sum, tree)
  }
  state.tree = tree
  state.isMoved = false
}

const sumAnew = (sum: Sums, { size, nearest, places, house }: Tree): void => {
  const byPlace = new Float64Array(size)
  sum.firstLine.fill(0)
  for (let contact = 0; contact < size; contact += 1) {
    const own = sum.own[contact]!
    byPlace[places.of[contact]!] = own
    if (contact !== house) sum.firstLine[nearest[contact]!]! += own
  }
  sum.blocks = blocksOf(byPlace)
}

const teamOf = ({ tree, sums }: State, contact: number, measure: Measure): number => {
  const { own, blocks } = sums[measure]
  if (contact < tree.placed) return blocks.sumOf(tree.places.of[contact]!, tree.places.ends[contact]!)
  let team = own[contact]!
  lateBelow(tree, contact, late => {
    team += own[late]!
    return true
  })
  return team
}

const firstLineOf = ({ tree, sums }: State, contact: number, measure: Measure): number => {
  const { own, firstLine } = sums[measure]
  if (tree.owners[contact] === 1 || contact === tree.house) return firstLine[contact]!
  let sum = 0
  firstBelow(tree, contact, other => {
    sum += own[other]!
  })
  return sum
}

const figuresOf = (state: State, contact: number, measure: Measure): Figures => {
  if (!isSomebody(state.tree, contact)) throw new RangeError(`${contact} is no position`)
  const { personal, customers, own } = state.sums[measure]
  return {
    personal: personal[contact]!,
    customers: customers[contact]!,
    own: own[contact]!,
    team: teamOf(state, contact, measure),
    firstLine: firstLineOf(state, contact, measure),
  }
}

const linesIn = (state: State, partner: number, measure: Measure): Line[] => {
  const { tree, sums } = state
  const lines: Line[] = []
  firstBelow(tree, partner, contact => {
    const own = sums[measure].own[contact]!
    if (tree.owners[contact] === 1) lines.push({ contact, volume: teamOf(state, contact, measure) })
    else if (own !== 0) lines.push({ contact, volume: own })
  })
  return lines
}
