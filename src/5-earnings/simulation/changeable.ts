import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'

/** A number of a plan that a what-if may change: where it stands, as `changePlan` takes it, and what it is. */
export type Changeable = {
  readonly path: string
  /** What it belongs to: a rule, a rank, or the plan's own key. */
  readonly of: string
  /** The path within that. */
  readonly within: string
  /** The volume or rank that stands beside it; empty where none does. */
  readonly about: string
  readonly value: string
}

// Whose numbers are what a company turns: what is asked for, and what is paid.
const branches = ['point value', 'active', 'ranks', 'bonuses']

const number = /^\d+(?:[.,]\d+)?\s*%?$/u

/** All rates, thresholds and other numbers of a plan, in the order in which they stand. */
export const changeablesOf = (text: string): Changeable[] => {
  const document = parseDocument(text, { schema: 'failsafe' })
  return branches
    .flatMap(key => numbersIn(document.get(key, true), [nameOf(key)]))
    .map(({ path, about, value }) => {
      const depth = path[0] === 'ranks' || path[0] === 'bonuses' ? 2 : 1
      return { path: joined(path), of: path[depth - 1]!, within: joined(path.slice(depth)), about, value }
    })
}

type Found = { readonly path: readonly string[]; readonly about: string; readonly value: string }

const numbersIn = (node: unknown, path: readonly string[], about = ''): Found[] => {
  if (isScalar<string>(node)) return number.test(node.value) ? [{ path, about, value: node.value }] : []
  if (isMap(node))
    return node.items.flatMap(({ key, value }) =>
      numbersIn(value, [...path, nameOf(String(key))], besideIn(node) || about),
    )
  if (!isSeq(node)) return []
  const names = node.items.map(titleOf)
  return node.items.flatMap((item, place) => {
    const name = names[place]!
    const isOwn = name !== '' && names.indexOf(name) === names.lastIndexOf(name)
    return numbersIn(item, [...path, isOwn ? nameOf(name) : `[${place}]`], about)
  })
}

// What a condition is about.
const besideIn = (map: YAMLMap): string => {
  const beside = map.get('volume') ?? map.getIn(['with', 'rank']) ?? map.getIn(['with', 'volume'])
  return typeof beside === 'string' ? beside : ''
}

// What an element of a list is called by.
const titleOf = (item: unknown): string => {
  const title = isMap(item) ? (item.get('name') ?? item.get('rank')) : ''
  return typeof title === 'string' ? title : ''
}

const nameOf = (name: string) => (/[."[\]=]/u.test(name) ? `"${name}"` : name)

const joined = (path: readonly string[]) => path.join('.').replaceAll('.[', '[')
