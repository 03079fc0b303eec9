import type { ContactId, NewHost, PartyPlan, RewardChoice } from '#doors/server'
import { contactIdOf, wordOf } from '../../ui/asked.ts'

/** Day, time and place as the form says them. */
export const planGiven = (form: FormData): PartyPlan => ({
  title: wordOf(form, 'title'),
  place: orNull(wordOf(form, 'place')),
  heldOn: wordOf(form, 'heldOn'),
  beginsAt: orNull(wordOf(form, 'beginsAt')),
  closesOn: wordOf(form, 'closesOn'),
})

const orNull = (text: string): string | null => (text === '' ? null : text)

/** A day as fields of the browser write it. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text))

/** Who the host is: the partner herself, one of her customers, or somebody new. */
export const hostGiven = (form: FormData, self: ContactId): ContactId | NewHost => {
  const how = wordOf(form, 'host')
  if (how === 'known') return contactIdOf(wordOf(form, 'contact'))
  if (how !== 'new') return self
  const names = ['givenName', 'familyName', 'email', 'phone', 'street', 'postalCode', 'city'] as const
  return Object.fromEntries(names.map(name => [name, wordOf(form, name)])) as NewHost
}

/** How many pieces of which lines: "pieces 2" is of the second. What is no number, or none, is left out. */
export const piecesGiven = (form: FormData): { readonly position: number; readonly quantity: number }[] =>
  [...form.keys()].flatMap(name => {
    const position = /^pieces (\d{1,6})$/u.exec(name)?.[1]
    const quantity = /^\d{1,4}$/u.test(wordOf(form, name)) ? Number(wordOf(form, name)) : 0
    return position === undefined || quantity === 0 ? [] : [{ position: Number(position), quantity }]
  })

/** What the host takes; nothing where the form names no article or no number of pieces. */
export const rewardGiven = (form: FormData): RewardChoice[] => {
  const [sku, told] = [wordOf(form, 'sku'), wordOf(form, 'quantity')]
  if (sku === '' || !/^[1-9]\d?$/u.test(told)) return []
  return [{ sku, quantity: Number(told), by: wordOf(form, 'by') === 'half price' ? 'half price' : 'credit' }]
}
