import { data, redirect } from 'react-router'
import { parseDay } from '#earnings/scalar'
import { addresses } from '../ui/addresses.ts'
import { commandIdOf, found, wordOf } from '../ui/asked.ts'
import { newCommandId } from '../ui/command-id.tsx'
import type { ContactId, GiverAnswer, OfficeWorld } from '../ui/context.ts'

export const giverKinds = ['partner', 'house', 'nobody'] as const
const giverFields = ['kind', 'number', 'from', 'reason'] as const
export type GiverField = (typeof giverFields)[number]

type Refused = Extract<GiverAnswer, { is: 'refused' }>
type Because = Refused | { readonly because: 'day' }

/** Why nothing was saved, at which field, and all that was typed. */
export type GiverRefused = {
  readonly of: 'lead'
  readonly typed: Readonly<Record<GiverField, string>>
  readonly field: GiverField | null
  readonly why: Because
  /** What is sent again is another command. */
  readonly commandId: string
}

type Asked = { readonly office: OfficeWorld['office']; readonly contact: ContactId; readonly form: FormData }

/** Says who gave the contact of the page as a lead. */
export const leadAction = async ({ office, contact, form }: Asked) => {
  const typed = Object.fromEntries(giverFields.map(field => [field, wordOf(form, field)])) as GiverRefused['typed']
  const refuse = (why: Because, status: 400 | 409) =>
    data({ of: 'lead', typed, field: fieldOf(why), why, commandId: newCommandId() } satisfies GiverRefused, { status })
  if (parseDay(typed.from) === undefined) return refuse({ because: 'day' }, 400)
  const kind = giverKinds.find(each => each === typed.kind) ?? 'partner'
  const giver = kind === 'partner' ? { reference: typed.number } : kind
  const { from, reason } = typed
  const answer = found(await office.leads.decide({ commandId: commandIdOf(form), contact, giver, from, reason }))
  if (answer.is === 'refused') return refuse(answer, 409)
  return redirect(`${addresses.contact(contact, { saved: 'lead' })}#lead`)
}

const fieldOf = ({ because }: Because): GiverField | null => {
  if (because === 'unknown number' || because === 'no giver') return 'number'
  if (because === 'reason missing') return 'reason'
  return because === 'unknown contact' ? null : 'from'
}
