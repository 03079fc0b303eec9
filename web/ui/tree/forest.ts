import type { Tree } from '#doors/server'

export type Measure = 'own' | 'team'

/** The structure as the drawing walks it: who is below whom by position, the strongest line first. */
export type Forest = Pick<
  Tree,
  'ids' | 'names' | 'roles' | 'own' | 'team' | 'ownPoints' | 'teamPoints' | 'below' | 'total'
> & {
  readonly size: number
  readonly parents: Int32Array
  readonly depths: Uint32Array
  /** `children` of position p are `childList` from `childStart[p]` to `childStart[p + 1]`. */
  readonly childStart: Int32Array
  readonly childList: Int32Array
}

/** Positions of those directly below. */
export const childrenOf = ({ childStart, childList }: Forest, position: number): Int32Array =>
  childList.subarray(childStart[position], childStart[position + 1])

export const hasChildren = ({ childStart }: Forest, position: number): boolean =>
  childStart[position + 1]! > childStart[position]!

/** Whether somebody is below who is not in this answer. */
export const isCut = (forest: Forest, position: number): boolean =>
  !hasChildren(forest, position) && forest.below[position]! > 0

const startsOf = (parents: Int32Array): Int32Array => {
  const starts = new Int32Array(parents.length + 1)
  for (const parent of parents) if (parent >= 0) starts[parent + 1]! += 1
  for (let position = 0; position < parents.length; position++) starts[position + 1]! += starts[position]!
  return starts
}

/** Needs the columns' promise that a parent stands before its children. */
export const forestOf = (tree: Tree): Forest => {
  const parents = Int32Array.from(tree.parents)
  const size = parents.length
  const childStart = startsOf(parents)
  const next = childStart.slice()
  const childList = new Int32Array(Math.max(0, size - 1))
  const depths = new Uint32Array(size)
  for (let position = 1; position < size; position++) {
    const parent = parents[position]!
    childList[next[parent]!] = position
    next[parent]! += 1
    depths[position] = depths[parent]! + 1
  }
  const { team, own } = tree
  for (let position = 0; position < size; position++)
    childList
      .subarray(childStart[position], childStart[position + 1])
      .sort((a, b) => team[b]! - team[a]! || own[b]! - own[a]! || a - b)
  const { ids, names, roles, ownPoints, teamPoints, below, total } = tree
  return {
    ids,
    names,
    roles,
    own,
    team,
    ownPoints,
    teamPoints,
    below,
    total,
    size,
    parents,
    depths,
    childStart,
    childList,
  }
}

// More than this directly below one would push the other lines off the screen.
const widestAtFirst = 12

/** Which positions are open at first: the root, and as many of the strongest lines as `most` more people allow. */
export const openedAtFirst = (forest: Forest, most: number): Uint8Array => {
  const opened = new Uint8Array(forest.size)
  opened[0] = 1
  let shown = 0
  for (const position of byAmount(forest, 'team')) {
    const parent = forest.parents[position]!
    const count = childrenOf(forest, position).length
    if (count === 0 || count > widestAtFirst || parent < 0 || opened[parent] === 0) continue
    if (shown + count > most) break
    opened[position] = 1
    shown += count
  }
  return opened
}

export const everythingOpened = (forest: Forest): Uint8Array =>
  Uint8Array.from(forest.names, (_, position) => Number(hasChildren(forest, position)))

/** Opens everybody above a position, so that it is shown. */
export const openTowards = (forest: Forest, opened: Uint8Array, position: number): void => {
  for (let above = forest.parents[position]!; above >= 0; above = forest.parents[above]!) opened[above] = 1
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** Positions whose name contains all the words, whatever their accents; those nearest to the root first. */
export const findNames = (forest: Forest, q: string): readonly number[] => {
  const wanted = plain(q).split(/\s+/u).filter(Boolean)
  if (wanted.length === 0) return []
  const matches: number[] = []
  for (let position = 0; position < forest.size; position++) {
    const name = plain(forest.names[position]!)
    if (wanted.every(word => name.includes(word))) matches.push(position)
  }
  return matches
}

const levels = 5

/** For each position 0 (nothing) to 5 (the strongest fifth of those who have any). */
export const strengthsOf = (forest: Forest, measure: Measure): Uint8Array => {
  const amounts = forest[measure]
  const some = amounts.filter(amount => amount > 0).toSorted((a, b) => a - b)
  const bounds = Array.from(
    { length: levels - 1 },
    (_, level) => some[Math.floor(((level + 1) * some.length) / levels)] ?? 0,
  )
  return Uint8Array.from(amounts, amount => (amount <= 0 ? 0 : 1 + bounds.filter(bound => amount >= bound).length))
}

/** Positions by amount, the highest first: in this order names get their room. */
export const byAmount = (forest: Forest, measure: Measure): Int32Array => {
  const amounts = forest[measure]
  return Int32Array.from(amounts, (_, position) => position).sort(
    (a, b) => amounts[b]! - amounts[a]! || forest.depths[a]! - forest.depths[b]!,
  )
}
