import {
  LineCounter,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml'
import { quoted } from '#ground/table'
import type { Fault, Told } from '#earnings/scalar'
import { faultsOfPlan } from './check.ts'
import { faultsOfIssues } from './issues.ts'
import { forbiddenFaults } from './protect.ts'
import { planShape, type Plan } from './shape.ts'
import { warningsOf } from './warn.ts'

/** What is wrong in a plan's file. Lines and columns count from 1. */
export type PlanProblem = {
  readonly line: number
  readonly column: number
  readonly path: string
  readonly found: Told
  readonly expected: Told
}

export type PlanWarning = { readonly line: number; readonly column: number; readonly told: Told }

export type ReadPlan =
  | {
      readonly is: 'read'
      readonly plan: Plan
      /** The same as data, in the words of the language: every value is the text that stands in the file. */
      readonly written: unknown
      readonly warnings: readonly PlanWarning[]
    }
  | { readonly is: 'refused'; readonly problems: readonly PlanProblem[] }

/** Beyond so many characters a text is no plan. */
const longest = 200_000

/** Reads a plan, or tells everything that is wrong with it, each with its place in the text. */
export const readPlan = (text: string): ReadPlan => {
  const unread = noText(text)
  if (unread !== undefined) return { is: 'refused', problems: [{ line: 1, column: 1, path: '', ...unread }] }
  const lines = new LineCounter()
  // Every scalar is text: the plan's own shapes read numbers, exactly.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0) return { is: 'refused', problems: syntaxProblems(document, lines) }
  const file: File = { document, lines }
  const boundless = boundlessProblems(file)
  if (boundless.length > 0) return { is: 'refused', problems: boundless }
  const written: unknown = document.toJS()
  const parsed = planShape.safeParse(written)
  const forbidden = forbiddenFaults(written)
  const wrong = parsed.success ? faultsOfPlan(parsed.data) : faultsOfIssues(parsed.error.issues)
  const told = new Set(forbidden.map(placeIn))
  const faults = [...forbidden, ...wrong.filter(fault => !told.has(placeIn(fault)))]
  if (!parsed.success || faults.length > 0)
    return { is: 'refused', problems: faults.map(fault => problemOf(fault, file)).sort(byPlace) }
  const plan = parsed.data
  return {
    is: 'read',
    plan,
    written,
    warnings: warningsOf(plan).map(({ path, told }) => ({ ...placeOf({ path }, file), told })),
  }
}

const placeIn = ({ path }: Fault) => path.join(' ')

const byPlace = (a: PlanProblem, b: PlanProblem) => a.line - b.line || a.column - b.column

const syntaxProblems = ({ errors }: Document, lines: LineCounter): PlanProblem[] =>
  errors.map(({ pos, message }) => {
    const { line, col } = lines.linePos(pos[0])
    const found = message.split(/ at line | \(\d+:\d+\)|:?\n/u)[0]!
    return {
      line,
      column: col,
      path: '',
      found: { de: `kein YAML (${found})`, en: `no YAML (${found})` },
      expected: { de: 'YAML', en: 'YAML' },
    }
  })

// PostgreSQL keeps no NUL and no half of a surrogate pair in a text.
const noText = (text: string): Pick<PlanProblem, 'found' | 'expected'> | undefined => {
  if (text.length > longest)
    return {
      found: { de: `${text.length} Zeichen`, en: `${text.length} characters` },
      expected: { de: `höchstens ${longest}`, en: `at most ${longest}` },
    }
  if (text.isWellFormed() && !text.includes('\0')) return undefined
  return {
    found: { de: 'NUL oder ein halbes Zeichen', en: 'NUL or half a character' },
    expected: { de: 'Text in UTF-8', en: 'text in UTF-8' },
  }
}

const mostAliases = 100

const aliasExpected: Told = {
  de: `ein Anker (&name), der davor steht und selbst keinen Verweis enthält; höchstens ${mostAliases} Verweise`,
  en: `an anchor (&name) that stands before and holds no alias itself; at most ${mostAliases} aliases`,
}

const mostDeep = 60

const tooDeep: Pick<PlanProblem, 'found' | 'expected'> = {
  found: { de: 'eine tiefere Schachtelung', en: 'deeper nesting' },
  expected: { de: `höchstens ${mostDeep} Ebenen`, en: `at most ${mostDeep} levels` },
}

// An alias within an anchor could stand for itself, or for more than any machine can hold; so could lists within lists.
const boundlessProblems = ({ document, lines }: File): PlanProblem[] => {
  const problems: PlanProblem[] = []
  const tell = (node: Node, told: Pick<PlanProblem, 'found' | 'expected'>) => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0)
    problems.push({ line, column: col, path: '', ...told })
  }
  let count = 0
  visit(document, {
    Collection: (_key, node, above) => {
      if (above.filter(each => isCollection(each)).length < mostDeep) return undefined
      tell(node, tooDeep)
      return visit.BREAK
    },
    Alias: (_key, alias, above) => {
      count += 1
      const isWithinAnchor = above.some(node => isCollection(node) && node.anchor !== undefined)
      if (count <= mostAliases && !isWithinAnchor && alias.resolve(document) !== undefined) return
      tell(alias, { found: same(`*${alias.source}`), expected: aliasExpected })
    },
  })
  return problems
}

type File = { readonly document: Document; readonly lines: LineCounter }

const problemOf = ({ path, found, expected }: Fault, file: File): PlanProblem => ({
  ...placeOf({ path, found }, file),
  path: path.map(part => (typeof part === 'number' ? part + 1 : part)).join(' › '),
  found: found ?? foundAt(path, file),
  expected,
})

const foundAt = (path: Fault['path'], { document }: File): Told => {
  const written: unknown = document.getIn(path, true)
  const node: unknown = isAlias(written) ? written.resolve(document) : written
  if (isScalar<string>(node) && node.value !== '') return same(quoted(node.value))
  if (isMap(node)) return same(node.items.map(({ key }) => String(key)).join(', '))
  return isSeq(node) ? { de: 'eine Liste', en: 'a list' } : { de: 'nichts', en: 'nothing' }
}

const same = (text: string): Told => ({ de: text, en: text })

type Place = { readonly path: Fault['path']; readonly found?: Told | undefined }

// Of a key that is missing, the place is that of what it is missing in. What was found besides the value is the key.
const placeOf = ({ path, found }: Place, { document, lines }: File): { line: number; column: number } => {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = offsetOf(document, path.slice(0, length), found === undefined)
    if (offset === undefined) continue
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  return { line: 1, column: 1 }
}

const offsetOf = (document: Document, path: Fault['path'], isValueMeant: boolean): number | undefined => {
  const parent: unknown = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true)
  const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === path.at(-1)) : undefined
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true)
  const place = pair === undefined || (isScalar(node) && isValueMeant) ? node : pair.key
  return isNode(place) ? place.range?.[0] : undefined
}
