import type { ContactNumber } from '#ground/identity'
import { volumesOf } from '#volume/explanation'
import type { Tree, Turnover } from '../index.ts'
import { breadthFirst, pathFrom, type Forest } from './forest.ts'
import { roleIn, type Context, type PageMonth } from './month.ts'
import { refsOf } from './refs.ts'

type Asked = {
  readonly forest: Forest
  /** The top of what the reader may see. */
  readonly top: ContactNumber
  readonly root: ContactNumber
  readonly limit: number
}

/**
 * The structure below a root, nearest first; null when the root does not stand below the top.
 * Cost: the nodes shown, and their names in one query.
 */
export const treeBelow = async (
  { database }: Context,
  month: PageMonth,
  { forest, top, root, limit }: Asked,
): Promise<Tree | null> => {
  const path = pathFrom(top, root, forest) as ContactNumber[] | undefined
  if (path === undefined) return null
  const shown = [...breadthFirst(forest, { root, limit })] as ContactNumber[]
  const positions = new Map(shown.map((contact, position) => [contact as number, position]))
  const refs = await refsOf(database, [...shown, ...path])
  const people = shown.map(refs)
  const volumes = shown.map(contact => treeVolumes(month, contact))
  return {
    period: month.period,
    ids: people.map(({ id }) => id),
    names: people.map(({ name }) => name),
    parents: shown.map(contact => (contact === root ? -1 : positions.get(forest.parents[contact]!)!)),
    roles: shown.map((contact, position) => roleIn(month, contact) ?? people[position]!.role),
    own: volumes.map(({ own }) => own.net),
    ownPoints: volumes.map(({ own }) => own.points),
    team: volumes.map(({ team }) => team.net),
    teamPoints: volumes.map(({ team }) => team.points),
    below: shown.map(contact => forest.under[contact]!),
    total: forest.under[root]!,
    path: path.map(refs),
  }
}

// Who is no partner shows what he generated himself.
const treeVolumes = (month: PageMonth, contact: ContactNumber): { readonly own: Turnover; readonly team: Turnover } => {
  const { own, team, personal } = volumesOf(month, contact)
  return { own: own ?? personal, team: team ?? own ?? personal }
}
