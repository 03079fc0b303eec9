import { split as splitAmount } from '#ground/money'
import type { LineThen, ReturnedPiece } from './index.ts'

/**
 * Whose pieces come back where nobody said: first those that stayed with the buyer, then those of the latest split. The holders of a line
 * stand in that order. What nobody holds is left to the last, who refuses it.
 */
export const spread = (pieces: readonly ReturnedPiece[], holders: readonly LineThen[]): ReturnedPiece[] => {
  const left = new Map(holders.map(holder => [holder, holder.quantity - holder.returned.quantity]))
  return pieces.flatMap(piece => {
    const own = holders.filter(holder => holder.position === piece.position)
    if (piece.split !== undefined || own.length === 0) return [piece]
    const parts = partsOf(piece, own, left)
    const amounts = amountsOf(piece, parts)
    return parts.map(({ holder, quantity }, position) => {
      left.set(holder, left.get(holder)! - quantity)
      return { position: piece.position, quantity, split: holder.split ?? null, ...amounts?.[position] }
    })
  })
}

type Part = { readonly holder: LineThen; readonly quantity: number }

const partsOf = (
  { quantity }: ReturnedPiece,
  holders: readonly LineThen[],
  left: ReadonlyMap<LineThen, number>,
): Part[] => {
  let open = quantity
  const parts = holders.map((holder, position) => {
    const isLast = position === holders.length - 1
    const taken = isLast ? open : Math.min(open, left.get(holder)!)
    open -= taken
    return { holder, quantity: taken }
  })
  const taking = parts.filter(part => part.quantity > 0)
  // Money without pieces comes of what the first one has.
  return taking.length === 0 ? parts.slice(0, 1) : taking
}

const amountsOf = ({ amounts }: ReturnedPiece, parts: readonly Part[]) => {
  if (amounts === undefined) return undefined
  if (parts.length === 1) return [{ amounts }]
  const weights = parts.map(({ quantity }) => quantity)
  const [net, points] = [splitAmount(amounts.net, weights), splitAmount(amounts.points, weights)]
  return parts.map((_, position) => ({ amounts: { net: net[position]!, points: points[position]! } }))
}
