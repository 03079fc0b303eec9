import type { ContactNumber } from '#ground/identity'
import type { Instant } from '#ground/period'

/** Where in a request something is wrong: a pointer into its body (RFC 6901, "#/lines/0/net"), or a parameter or header by name. */
export type Place = { readonly pointer: string } | { readonly parameter: string } | { readonly header: string }

/** Where in a text that was sent, such as a plan in YAML, something is wrong: lines and columns count from 1. */
export type InText = {
  readonly line: number
  readonly column: number
  /** The way to it through the text's own names; empty where that could not be read. */
  readonly path: string
  /** For people, in the languages of the pages. */
  readonly found: InLanguages
  readonly expected: InLanguages
}

type InLanguages = { readonly de: string; readonly en: string }

export type Fault = Place & { readonly detail: string } & Partial<InText>

/** Problem details after RFC 9457, as they are sent. `type` is the word a program compares, `title` the same for every instance. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly Fault[]
}

const slugOf = (title: string): string => title.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** The title in the words of the trade gives the type: "would close a cycle" is /problems/would-close-a-cycle. */
export const problem = (status: number, title: string, detail: string): Problem => ({
  type: `/problems/${slugOf(title)}`,
  title: sentence(title),
  status,
  detail,
})

const noun = (count: number) => (count === 1 ? 'one thing is' : `${count} things are`)

/** The request has not the form that the interface asks for; each fault names its field. */
export const invalid = (...errors: readonly Fault[]): Problem => ({
  ...problem(400, 'validation', `${noun(errors.length)} wrong with the request, see errors.`),
  errors,
})

/** Nothing is there, or nothing that the sender may know of: the answer is the same. */
export const notFound = (what: string): Problem => problem(404, 'not found', `There is no such ${what}.`)

/** A "no" of the rules: the request is well formed, the state of things does not allow it. */
export const conflict = (because: string, detail: string): Problem => problem(409, because, detail)

/** Who sends a request. `id` tells senders apart; a partner is the contact whose figures he may see. */
export type Actor =
  | { readonly id: string; readonly role: 'company'; readonly mayWrite: boolean }
  | { readonly id: string; readonly role: 'partner'; readonly contact: ContactNumber; readonly mayWrite: false }

/** Whether what belongs to this contact may be shown to the sender. */
export const maySee = (actor: Actor, contact: ContactNumber): boolean =>
  actor.role === 'company' || actor.contact === contact

/** The answer to a request: its body, or the problem that stands in its way. */
export type Reply<T> =
  | { readonly is: 'answered'; readonly body: T }
  | { readonly is: 'refused'; readonly problem: Problem }

export const answered = <T>(body: T): Reply<T> => ({ is: 'answered', body })

export const refused = (problem: Problem): Extract<Reply<never>, { is: 'refused' }> => ({ is: 'refused', problem })

/** What a cursor remembers: the sort values of the last row, which no other row shares. */
export type CursorPart = string | number

/** Opaque to its reader, so that we may change what is in it. */
export const cursorOf = (parts: readonly CursorPart[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

type Parts = {
  readonly text: string
  readonly number: number
  readonly contact: ContactNumber
  readonly moment: Instant
}

/** What a part of a cursor stands for. */
export type CursorKind = keyof Parts

/** The parts of a cursor of these kinds. */
export type PartsOf<K extends readonly CursorKind[]> = { readonly [position in keyof K]: Parts[K[position]] }

// Beyond these years a moment is written in a way that PostgreSQL does not read.
const [firstYear, lastYear] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')] as const

const within = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

// Not more than the columns hold that the parts are compared with: what lies beyond cannot have come from us.
const fits: Readonly<Record<CursorKind, (value: unknown) => boolean>> = {
  text: value => typeof value === 'string',
  number: value => Number.isSafeInteger(value),
  contact: value => within(value, 0, 2 ** 31 - 1),
  moment: value => within(value, firstYear, lastYear),
}

/** Undefined when the text is no cursor that we made: its parts must be as many as the kinds, and each of its kind. */
export const partsOf = <const K extends readonly CursorKind[]>(cursor: string, kinds: K): PartsOf<K> | undefined => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isOurs =
      Array.isArray(parts) &&
      parts.length === kinds.length &&
      kinds.every((kind, position) => fits[kind](parts[position]))
    return isOurs ? (parts as unknown as PartsOf<K>) : undefined
  } catch {
    return undefined
  }
}

/** One page of a longer list; `next` is the cursor of the following page, null on the last. */
export type Page<T> = { readonly rows: readonly T[]; readonly next: string | null }

/** Makes a page of the first `limit` of the rows found; ask for one more than `limit`, so that the last page knows itself. */
export const pageOf = <T>(
  found: readonly T[],
  limit: number,
  partsOfRow: (row: T) => readonly CursorPart[],
): Page<T> => {
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? cursorOf(partsOfRow(rows.at(-1)!)) : null }
}
