import { groupBy, rowsOf, type Groups } from '#volume/explanation'

/** Who stands below whom, in columns by contact number. */
export type Forest = {
  /** -1 for the root, and for whoever is not in it. */
  readonly parents: Int32Array
  readonly children: Groups
  /** How many stand below, at any depth. */
  readonly under: Int32Array
}

export const forestOf = (parents: Int32Array, root: number): Forest => {
  const children = groupBy(parents, parents.length)
  const under = new Int32Array(parents.length)
  const order = breadthFirst({ children }, { root, limit: parents.length })
  for (let position = order.length - 1; position > 0; position -= 1) {
    const contact = order[position]!
    under[parents[contact]!]! += under[contact]! + 1
  }
  return { parents, children, under }
}

type From = { readonly root: number; readonly limit: number }

/** The root and those below him, nearest first, at most so many. */
export const breadthFirst = ({ children }: Pick<Forest, 'children'>, { root, limit }: From): Int32Array => {
  const order = new Int32Array(Math.max(1, limit))
  order[0] = root
  let end = 1
  for (let position = 0; position < end && end < limit; position += 1) {
    const below = rowsOf(children, order[position]!).subarray(0, limit - end)
    order.set(below, end)
    end += below.length
  }
  return order.subarray(0, end)
}

/** Who stands above a contact: the top first, his parent last. Undefined when he does not stand below the top; empty for the top. */
export const pathFrom = (top: number, contact: number, { parents }: Pick<Forest, 'parents'>): number[] | undefined => {
  const path: number[] = []
  for (let each = contact; each !== top;) {
    each = parents[each] ?? -1
    if (each < 0) return undefined
    path.push(each)
  }
  return path.reverse()
}
