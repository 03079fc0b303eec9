/**
 * The cycles among sponsors by contact number (-1 and 0 end a chain), each beginning with its lowest number and going upward.
 * Linear: each contact is passed once.
 */
export const cyclesIn = (sponsors: Int32Array): number[][] => {
  const passedFrom = new Int32Array(sponsors.length)
  const cycles: number[][] = []
  for (let start = 1; start < sponsors.length; start += 1) {
    let contact = start
    while (contact > 0 && passedFrom[contact] === 0) {
      passedFrom[contact] = start
      contact = sponsors[contact]!
    }
    if (contact > 0 && passedFrom[contact] === start) cycles.push(fromLowest(cycleAbove(sponsors, contact)))
  }
  return cycles
}

/** The contact and whoever is above him, until he or the house comes. */
export const cycleAbove = (sponsors: Int32Array, contact: number): number[] => {
  const cycle = [contact]
  for (let above = sponsors[contact]!; above > 0 && above !== contact; above = sponsors[above]!) cycle.push(above)
  return cycle
}

const fromLowest = (cycle: readonly number[]): number[] => {
  const lowest = cycle.reduce((low, contact, position) => (contact < cycle[low]! ? position : low), 0)
  return [...cycle.slice(lowest), ...cycle.slice(0, lowest)]
}

/**
 * A structure whose edges change, as a link-cut tree (Sleator and Tarjan 1983): a move costs the logarithm of the number of contacts,
 * also in a line as deep as it is long, where walking up would cost its depth.
 */
export type Forest = { readonly above: Int32Array; readonly left: Int32Array; readonly right: Int32Array }

/** `sponsors` by contact number, -1 for the house; must be free of cycles. */
export const forestOf = (sponsors: Int32Array): Forest => ({
  above: sponsors.slice(),
  left: new Int32Array(sponsors.length).fill(-1),
  right: new Int32Array(sponsors.length).fill(-1),
})

/** Takes a contact, with everybody below, from his sponsor. */
export const cut = (forest: Forest, contact: number): void => {
  access(forest, contact)
  const { above, left } = forest
  if (left[contact] === -1) return
  above[left[contact]!] = -1
  left[contact] = -1
}

/** Puts a contact who was cut below a sponsor. False, and nothing is changed, when that sponsor stands below him. */
export const link = (forest: Forest, { contact, sponsor }: { contact: number; sponsor: number }): boolean => {
  if (rootOf(forest, sponsor) === contact) return false
  access(forest, contact)
  forest.above[contact] = sponsor
  return true
}

const rootOf = (forest: Forest, contact: number): number => {
  access(forest, contact)
  let root = contact
  while (forest.left[root] !== -1) root = forest.left[root]!
  splay(forest, root)
  return root
}

// Makes the way from the contact up to the root one splay tree with the contact on its top and nobody of below in it.
const access = (forest: Forest, contact: number): void => {
  let below = -1
  for (let node = contact; node !== -1; node = forest.above[node]!) {
    splay(forest, node)
    forest.right[node] = below
    below = node
  }
  splay(forest, contact)
}

const isTop = ({ above, left, right }: Forest, node: number): boolean => {
  const parent = above[node]!
  return parent === -1 || (left[parent] !== node && right[parent] !== node)
}

const splay = (forest: Forest, node: number): void => {
  const { above, left } = forest
  while (!isTop(forest, node)) {
    const parent = above[node]!
    const isLeft = left[parent] === node
    if (!isTop(forest, parent)) rotateUp(forest, isLeft === (left[above[parent]!] === parent) ? parent : node)
    rotateUp(forest, node)
  }
}

const rotateUp = (forest: Forest, node: number): void => {
  const { above, left, right } = forest
  const parent = above[node]!
  const grandparent = above[parent]!
  if (!isTop(forest, parent)) (left[grandparent] === parent ? left : right)[grandparent] = node
  const [side, other] = left[parent] === node ? [left, right] : [right, left]
  const between = other[node]!
  side[parent] = between
  if (between !== -1) above[between] = parent
  other[node] = parent
  above[parent] = node
  above[node] = grandparent
}
