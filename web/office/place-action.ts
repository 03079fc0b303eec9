import { data, redirect } from 'react-router'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import type { ContactId, OfficeWorld, PlaceAnswer } from '../ui/context.ts'

const placeFields = ['below', 'place', 'reason'] as const
export type PlaceField = (typeof placeFields)[number]

type Because = Extract<PlaceAnswer, { is: 'refused' }>['because']

/** Why nothing was saved, at which field, and all that was typed. */
export type PlaceRefused = {
  readonly of: 'place'
  readonly typed: Readonly<Record<PlaceField, string>>
  readonly field: PlaceField | null
  readonly because: Because
  /** What is sent again is another command. */
  readonly commandId: string
}

type Asked = { readonly office: OfficeWorld['office']; readonly contact: ContactId; readonly form: FormData }

/** Places the partner of the page in the trees of the plan. */
export const placeAction = async ({ office, contact, form }: Asked) => {
  const typed = Object.fromEntries(placeFields.map(field => [field, wordOf(form, field)])) as PlaceRefused['typed']
  const place = /^\d{1,2}$/u.test(typed.place) ? Number(typed.place) : null
  const { below, reason } = typed
  const answer = found(await office.placing.place({ commandId: commandIdOf(form), contact, below, place, reason }))
  if (answer.is === 'placed') return redirect(`${addresses.contact(contact, { saved: 'place' })}#place`)
  const { because } = answer
  const refused: PlaceRefused = { of: 'place', typed, field: fieldOf(because), because, commandId: newCommandId() }
  return data(refused, { status: 409 })
}

const fieldOf = (because: Because): PlaceField | null => {
  if (because === 'reason missing') return 'reason'
  if (because === 'place taken' || because === 'no such place') return 'place'
  return because === 'unknown number' || because === 'not below' || because === 'would close a cycle' ? 'below' : null
}
