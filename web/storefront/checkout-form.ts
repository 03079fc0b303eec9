import { cents, type Cents } from '#ground/money'
import type { Ordering, ShopWorld } from '#doors/server'
import { commandIdOf, wordOf } from '../ui/asked.ts'
import { allowedIn } from './allowing.tsx'
import type { Answered } from './field.tsx'
import { personalDataIn } from './personal.ts'
import type { ShopWords } from '../ui/words/shop.en.ts'

const paymentNames = ['invoice', 'prepayment', 'stripe'] as const

/** The fields of the form, as a page and its faults name them. */
export const fields = [
  'email',
  'phone',
  'givenName',
  'familyName',
  'firmName',
  'street',
  'postalCode',
  'city',
  'billingName',
  'billingFirmName',
  'billingStreet',
  'billingPostalCode',
  'billingCity',
  'named',
  'creditUse',
  'creditAmount',
  'consents',
  'payment',
] as const

export type CheckoutField = (typeof fields)[number]
export type CheckoutAnswer = Answered<CheckoutField> & {
  readonly problem: string | null
  readonly commandId: string
  /** What he wants to pay with of his credit; null where he did not say. */
  readonly credit: Cents | null
}

const orNull = (text: string): string | null => (text === '' ? null : text)

const billingIn = (form: FormData, country: string): Ordering['billing'] => {
  if (form.get('otherBilling') === null) return null
  return {
    name: wordOf(form, 'billingName'),
    firmName: orNull(wordOf(form, 'billingFirmName')),
    street: wordOf(form, 'billingStreet'),
    postalCode: wordOf(form, 'billingPostalCode'),
    city: wordOf(form, 'billingCity'),
    country,
  }
}

const totalIn = (form: FormData) => {
  const text = wordOf(form, 'total')
  if (!/^\d{1,9}$/u.test(text)) throw new Response('total', { status: 400 })
  return cents(Number(text))
}

/** What the form asks for; without a payment where none was chosen. @throws a 400 for a form that is none of ours. */
export const orderingIn = (form: FormData, { country }: Pick<ShopWorld, 'country'>) => {
  const { givenName, familyName, firmName, phone, street, postalCode, city } = personalDataIn(form)
  const kind = firmName === '' ? 'person' : 'firm'
  const name = `${givenName} ${familyName}`.trim()
  return {
    buyer: {
      kind,
      givenName,
      familyName,
      firmName: orNull(firmName),
      email: wordOf(form, 'email'),
      phone: orNull(phone),
    },
    delivery: { name, firmName: orNull(firmName), street, postalCode, city, country },
    billing: billingIn(form, country),
    payment: paymentNames.find(each => each === wordOf(form, 'payment')),
    total: totalIn(form),
    named: wordOf(form, 'named'),
    consents: allowedIn(form),
    commandId: commandIdOf(form),
  } as const
}

const upper = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** "buyer.email" → "email", "billing.street" → "billingStreet"; the delivery's name is said by its two parts. */
const fieldOf = (path: string): CheckoutField | undefined => {
  const [part = '', name = ''] = path.split('.')
  const field = part === 'billing' ? `billing${upper(name)}` : name
  return fields.find(one => one === field)
}

type Fault = { readonly field: string; readonly because: string }

/** The faults of a form in words, by field. */
export const faultsIn = (faults: readonly Fault[], { checkout: text }: ShopWords): CheckoutAnswer['faults'] => {
  const labels: Readonly<Record<string, string>> = {
    billingName: text.billingName,
    billingFirmName: text.firmName,
    billingStreet: text.street,
    billingPostalCode: text.postalCode,
    billingCity: text.city,
    named: text.sponsorNumber,
    email: text.email,
    phone: text.phone,
    givenName: text.givenName,
    familyName: text.familyName,
    firmName: text.firmName,
    street: text.street,
    postalCode: text.postalCode,
    city: text.city,
  }
  const found = Object.fromEntries(
    faults.flatMap(({ field, because }) => {
      const name = fieldOf(field)
      if (name === undefined) return []
      const label = labels[name] ?? name
      if (because === 'no e-mail address') return [[name, text.fault.email]]
      return [[name, because === 'too long' ? text.fault.tooLong(label) : text.fault.missing(label)]]
    }),
  )
  // As they stand in the form.
  return Object.fromEntries(fields.flatMap(name => (found[name] === undefined ? [] : [[name, found[name]]])))
}

/** What was typed, for the form that is shown again. */
export const typedIn = (form: FormData): CheckoutAnswer['typed'] => ({
  ...Object.fromEntries(fields.map(name => [name, wordOf(form, name)])),
  consents: allowedIn(form).join(' '),
})
