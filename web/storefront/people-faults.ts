import type { PasswordFault, PersonalData } from '#doors/server'
import type { ShopWords } from '../ui/words/shop.en.ts'
import type { Answered } from './field.tsx'

const emailPattern = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/u

type Person = Pick<PersonalData, 'givenName' | 'familyName'> & { readonly email?: string }

/** What has to be known of a person, in words by field. */
export const peopleFaults = (person: Person, { checkout: text }: ShopWords): Answered['faults'] => {
  const missing = (['givenName', 'familyName'] as const)
    .filter(field => person[field] === '')
    .map(field => [field, text.fault.missing(text[field])] as const)
  const isMail = person.email === undefined || emailPattern.test(person.email)
  return Object.fromEntries([...(isMail ? [] : [['email', text.fault.email] as const]), ...missing])
}

/** As long as the doors want it at least (see #doors/auth). */
export const leastPassword = 10

export const passwordFault = (because: PasswordFault, { register: text }: ShopWords): string =>
  because === 'password too short' ? text.faults[because](leastPassword) : text.faults[because]
