import { parsePeriod, type Period } from '#ground/period'
import type { Changeable } from '#earnings/simulation'
import { wordOf } from '../ui/asked.ts'
import type { SimulationAsked } from '../ui/context.ts'

export const kinds = ['changes', 'version', 'text'] as const
export type Kind = (typeof kinds)[number]

/** What was typed, as it was typed, so that the form can be shown again. */
export type Typed = {
  readonly from: string
  readonly until: string
  readonly present: string
  readonly kind: Kind
  readonly other: string
  readonly text: string
  readonly more: string
  /** By path, for every number of the plan that stands in the form. */
  readonly values: Readonly<Record<string, string>>
}

export type Fault = 'month' | 'present' | 'other' | 'nothing'

const longOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

export const typedIn = (form: FormData): Typed => ({
  from: wordOf(form, 'from'),
  until: wordOf(form, 'until'),
  present: wordOf(form, 'present'),
  kind: kinds.find(kind => kind === wordOf(form, 'kind')) ?? 'changes',
  other: wordOf(form, 'other'),
  text: longOf(form, 'text'),
  more: longOf(form, 'more'),
  values: Object.fromEntries(
    [...form.keys()].flatMap(name => (name.startsWith('value:') ? [[name.slice(6), wordOf(form, name)]] : [])),
  ),
})

/** What is changed: the numbers that are not as the plan has them, and the lines beside. */
const changesIn = ({ values, more }: Typed, changeables: readonly Changeable[]): string[] => [
  ...changeables.flatMap(({ path, value }) => {
    const typed = values[path]
    return typed === undefined || typed === value ? [] : [`${path} = ${typed}`]
  }),
  ...more
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== ''),
]

const versionOf = (text: string): number | undefined => (/^\d{1,9}$/u.test(text) ? Number(text) : undefined)

type Given =
  | { readonly is: 'given'; readonly asked: SimulationAsked }
  | { readonly is: 'faulty'; readonly fault: Fault }

/** What the form asks for, or what is missing. */
export const simulationGiven = (typed: Typed, changeables: readonly Changeable[]): Given => {
  const [from, until, present] = [parsePeriod(typed.from), parsePeriod(typed.until), versionOf(typed.present)]
  if (from === undefined || until === undefined) return { is: 'faulty', fault: 'month' }
  if (present === undefined) return { is: 'faulty', fault: 'present' }
  const other = otherGiven(typed, changeables)
  return typeof other === 'string'
    ? { is: 'faulty', fault: other }
    : { is: 'given', asked: { from, until, present, other } }
}

const otherGiven = (typed: Typed, changeables: readonly Changeable[]): SimulationAsked['other'] | Fault => {
  if (typed.kind === 'text') return { text: typed.text }
  const changes = changesIn(typed, changeables)
  if (typed.kind === 'changes') return changes.length === 0 ? 'nothing' : { changes }
  const version = versionOf(typed.other)
  return version === undefined ? 'other' : { version }
}

type Usual = { readonly offered: readonly Period[]; readonly present: number | undefined }

/** What an empty form begins with: the last year with turnover. */
export const usual = ({ offered, present }: Usual): Typed => ({
  from: offered.at(-12) ?? offered[0] ?? '',
  until: offered.at(-1) ?? '',
  present: present === undefined ? '' : String(present),
  kind: 'changes',
  other: '',
  text: '',
  more: '',
  values: {},
})
