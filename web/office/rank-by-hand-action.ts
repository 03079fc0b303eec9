import { data, redirect } from 'react-router'
import { parseDay } from '#earnings/scalar'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import type { ContactId, OfficeWorld, RankAnswer } from '../ui/context.ts'

export const rankFields = ['rank', 'from', 'until', 'reason'] as const
export type RankField = (typeof rankFields)[number]

type Typed = Readonly<Record<RankField, string>>
type Refused = Extract<RankAnswer, { is: 'refused' }>
type Because = Refused | { readonly because: 'day' }

/** Why nothing was saved, at which field, and all that was typed. */
export type RankRefused = {
  readonly of: 'rank'
  /** The rank whose end was refused; null where none was given. */
  readonly ending: number | null
  readonly typed: Typed
  readonly field: RankField | null
  readonly why: Because
  /** What is sent again is another command. */
  readonly commandId: string
}

type Asked = { readonly office: OfficeWorld['office']; readonly contact: ContactId; readonly form: FormData }

/** Gives a rank by hand, or ends one, as the form of the partner's page asks. */
export const rankAction = async ({ office, contact, form }: Asked) => {
  const typed = Object.fromEntries(rankFields.map(field => [field, wordOf(form, field)])) as Typed
  const id = wordOf(form, 'id')
  const ending = /^\d{1,15}$/u.test(id) ? Number(id) : null
  const refuse = (field: RankField | null, why: Because, status: 400 | 409) =>
    data({ of: 'rank', ending, typed, field, why, commandId: newCommandId() } satisfies RankRefused, { status })
  const noDay = ending === null ? dayMissing(typed) : lastDayMissing(typed)
  if (noDay !== undefined) return refuse(noDay, { because: 'day' }, 400)
  const command = { commandId: commandIdOf(form), contact }
  const { until, ...given } = typed
  const answer = found(
    ending === null
      ? await office.rankByHand.give({ ...command, ...given, until: until === '' ? null : until })
      : await office.rankByHand.end({ ...command, id: ending, until, reason: given.reason }),
  )
  if (answer.is === 'refused') return refuse(fieldOf(answer, ending), answer, 409)
  return redirect(`${addresses.contact(contact, { saved: 'rank' })}#rank-by-hand`)
}

const isDay = (text: string) => parseDay(text) !== undefined

const dayMissing = ({ from, until }: Typed): RankField | undefined => {
  if (!isDay(from)) return 'from'
  return until === '' || isDay(until) ? undefined : 'until'
}

const lastDayMissing = ({ until }: Typed): RankField | undefined => (isDay(until) ? undefined : 'until')

const fieldOf = ({ because }: Refused, ending: number | null): RankField | null => {
  if (because === 'unknown rank') return 'rank'
  if (because === 'no reason') return 'reason'
  if (because === 'ends before it begins') return 'until'
  if (because === 'closed month') return ending === null ? 'from' : 'until'
  return null
}
