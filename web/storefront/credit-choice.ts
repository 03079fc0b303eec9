import { cents, parseCents, type Cents } from '#ground/money'
import { wordOf } from '../ui/asked.ts'

export type CreditChosen =
  /** New: the sum that comes of it was not shown yet. */
  { readonly is: 'chosen'; readonly amount: Cents; readonly isNew: boolean } | { readonly is: 'refused' }

type Typed = { readonly creditUse?: string | undefined; readonly creditAmount?: string | undefined }

/** The choice as a form keeps it beside the sum that it shows: "all", "none", "some 5,00". */
export const choiceOf = ({ creditUse = '', creditAmount = '' }: Typed): string =>
  creditUse === 'some' ? `some ${creditAmount}` : creditUse || 'all'

/** How much of his credit a buyer pays with, by the form of the checkout. @throws a 400 for a form that is none of ours. */
export const chosenCredit = (form: FormData, usable: Cents): CreditChosen => {
  const amountTyped = wordOf(form, 'creditAmount')
  const choice = choiceOf({ creditUse: wordOf(form, 'creditUse'), creditAmount: amountTyped })
  // A form sent twice asks for what was seen, though the first time has used it.
  if (choice === form.get('creditFor')) return { is: 'chosen', amount: seenIn(form), isNew: false }
  if (choice === 'all') return { is: 'chosen', amount: usable, isNew: true }
  if (choice === 'none') return { is: 'chosen', amount: cents(0), isNew: true }
  const amount = parseCents(amountTyped)
  if (amount === undefined || amount < 0 || amount > usable) return { is: 'refused' }
  return { is: 'chosen', amount, isNew: true }
}

const seenIn = (form: FormData): Cents => {
  const text = wordOf(form, 'creditSeen')
  if (!/^\d{1,9}$/u.test(text)) throw new Response('creditSeen', { status: 400 })
  return cents(Number(text))
}
