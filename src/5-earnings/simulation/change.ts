import { isMap, isScalar, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml'
import { quoted } from '#ground/table'
import { readPlan, type Plan } from '#earnings/plan'
import { anyOf, type Told } from '#earnings/scalar'

/** What is wrong with a what-if: the change, or the place in the plan that it makes wrong; what was found and what would be right. */
export type ChangeProblem = { readonly where: string; readonly found: Told; readonly expected: Told }

export type Changed =
  | { readonly is: 'changed'; readonly text: string; readonly plan: Plan }
  | { readonly is: 'refused'; readonly problems: readonly ChangeProblem[] }

/**
 * A plan with what-ifs such as `bonuses.Differenz.rates[1].rate = 15 %`. What is not changed stays as it is written, comments too. An
 * element of a list is named by its number from 0, or by its name; a name with a dot stands in quotes; a value is YAML, and none takes the
 * thing away. What makes the plan wrong is refused in the words of its checker. The plan itself must be one that can be read.
 */
export const changePlan = (text: string, changes: readonly string[]): Changed => {
  const document = parseDocument(text, { schema: 'failsafe' })
  const refused = changes.flatMap(written => applied(document, written) ?? [])
  if (refused.length > 0) return { is: 'refused', problems: refused }
  const changed = changes.length === 0 ? text : document.toString({ lineWidth: 0 })
  const read = readPlan(changed)
  return read.is === 'refused'
    ? { is: 'refused', problems: read.problems.map(({ path, found, expected }) => ({ where: path, found, expected })) }
    : { is: 'changed', text: changed, plan: read.plan }
}

const same = (text: string): Told => ({ de: text, en: text })

const form: Told = {
  de: 'einen Weg und einen Wert wie bonuses.Provision.brackets[0].rate = 6 %',
  en: 'a path and a value such as bonuses.Provision.brackets[0].rate = 6 %',
}

// A key is a name in quotes, or all up to the next dot, bracket or equals sign.
const keyPattern = /\s*(?:"([^"]+)"|([^."[\]=]+))/uy
const placePattern = /\s*\[\s*(\d+)\s*\]/uy

type Key = string | number

/** The keys of a path and what stands behind the equals sign; undefined when it is no change. */
const parsed = (written: string): { readonly keys: Key[]; readonly text: string } | undefined => {
  const keys: Key[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(written)
    at = match === null ? at : pattern.lastIndex
    return match
  }
  do {
    const key = take(keyPattern)
    if (key === null) return undefined
    keys.push((key[1] ?? key[2]!).trim())
    for (let place = take(placePattern); place !== null; place = take(placePattern)) keys.push(Number(place[1]))
  } while (take(/\s*\./uy) !== null)
  return take(/\s*=/uy) === null || keys.includes('') ? undefined : { keys, text: written.slice(at).trim() }
}

type Branch = YAMLMap | YAMLSeq

/** Changes the document, or tells why it cannot. */
const applied = (document: Document, written: string): ChangeProblem | undefined => {
  const change = parsed(written)
  if (change === undefined) return { where: written, found: same(quoted(written)), expected: form }
  const { keys, text } = change
  const value = parseDocument(text, { schema: 'failsafe' })
  if (value.errors.length > 0) return { where: written, found: same(quoted(text)), expected: form }
  const branch = branchAt(document.contents as Branch, keys.slice(0, -1))
  if ('expected' in branch) return { where: written, ...branch }
  const last = keys.at(-1)!
  const key = placeIn(branch, last) ?? newPlaceIn(branch, last)
  if (key === undefined || (text === '' && !branch.has(key))) return { where: written, ...unknownIn(branch, last) }
  put(branch, key, { document, text, value: value.toJS() as unknown })
  return undefined
}

type Unknown = Pick<ChangeProblem, 'found' | 'expected'>

const branchAt = (top: Branch, keys: readonly Key[]): Branch | Unknown => {
  let branch = top
  for (const key of keys) {
    const place = placeIn(branch, key)
    const next = place === undefined ? undefined : branch.get(place, true)
    if (!isMap(next) && !isSeq(next)) return unknownIn(branch, key)
    branch = next
  }
  return branch
}

/** The key as the branch has it; undefined when there is none. */
const placeIn = (branch: Branch, key: Key): Key | undefined => {
  if (isMap(branch)) return branch.has(String(key)) ? String(key) : undefined
  const number = typeof key === 'number' ? key : branch.items.findIndex(item => namesOf(item).includes(key))
  return number >= 0 && number < branch.items.length ? number : undefined
}

// A key that a map has not yet, and the place behind a list's end.
const newPlaceIn = (branch: Branch, key: Key): Key | undefined =>
  isMap(branch) ? String(key) : key === branch.items.length ? key : undefined

// What an element of a list can be called by.
const namesOf = (item: unknown): string[] =>
  isMap(item) ? ['name', 'rank'].flatMap(key => (item.has(key) ? [String(item.get(key))] : [])) : []

const unknownIn = (branch: Branch, key: Key): Unknown => {
  const known = isMap(branch)
    ? branch.items.map(item => String(item.key))
    : branch.items.map((item, number) => namesOf(item)[0] ?? `[${number}]`)
  return { found: same(quoted(String(key))), expected: anyOf(known) }
}

type Value = { readonly document: Document; readonly text: string; readonly value: unknown }

// A word for a word keeps what is written beside it.
const put = (branch: Branch, key: Key, { document, text, value }: Value): void => {
  const old = branch.get(key, true)
  if (text === '') branch.delete(key)
  else if (isScalar(old) && typeof value === 'string') old.value = value
  else branch.set(key, document.createNode(value, { flow: true }))
}
