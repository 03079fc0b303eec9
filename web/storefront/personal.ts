import type { PersonalData } from '#doors/server'
import { wordOf } from '../ui/asked.ts'

/** What a form says of a person. */
export const personalDataIn = (form: FormData): PersonalData => ({
  givenName: wordOf(form, 'givenName'),
  familyName: wordOf(form, 'familyName'),
  firmName: wordOf(form, 'firmName'),
  phone: wordOf(form, 'phone'),
  street: wordOf(form, 'street'),
  postalCode: wordOf(form, 'postalCode'),
  city: wordOf(form, 'city'),
})

/** A password as it was typed, blanks and all; "" when there is none. */
export const passwordIn = (form: FormData): string => {
  const value = form.get('password')
  return typeof value === 'string' ? value : ''
}
