import type { Cents } from '#ground/money'
import type { DeliveredTo, GuestId, SlipTold } from '#doors/server'
import { linesOf, type Pieces } from './basket.ts'

export type Way = SlipTold['way']

type Chosen = {
  readonly way: Way
  readonly pieces: Pieces
  readonly deliveredTo: DeliveredTo
  readonly total: Cents
  readonly language: 'de' | 'en'
}

const word = (fields: FormData, name: string): string => {
  const value = fields.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

const given = (text: string): string | null => (text === '' ? null : text)

/** What the form says, as it is sent. */
export const slipOf = (fields: FormData, { way, pieces, deliveredTo, total, language }: Chosen): SlipTold => ({
  way,
  guest: way === 'for guest' ? (given(word(fields, 'guest')) as GuestId | null) : null,
  ...(way === 'for guest' ? guestOf(fields) : { buyer: null, home: null }),
  lines: linesOf(pieces),
  voucher: given(word(fields, 'voucher')),
  deliveredTo,
  payment: word(fields, 'payment') as SlipTold['payment'],
  total,
  ...(way === 'collective' ? toldGuestsIn(fields) : {}),
  language,
})

/** How many guests are behind a collective order; nothing where she does not say. */
const toldGuestsIn = (fields: FormData): Pick<SlipTold, 'toldGuests'> => {
  const told = word(fields, 'toldGuests')
  return /^[1-9]\d{0,2}$/u.test(told) ? { toldGuests: Number(told) } : {}
}

export const guestOf = (fields: FormData): Pick<SlipTold, 'buyer' | 'home'> => {
  const [givenName, familyName] = [word(fields, 'givenName'), word(fields, 'familyName')]
  return {
    buyer: {
      kind: 'person',
      givenName,
      familyName,
      firmName: null,
      email: given(word(fields, 'email')),
      phone: given(word(fields, 'phone')),
    },
    home: {
      name: `${givenName} ${familyName}`,
      firmName: null,
      street: word(fields, 'street'),
      postalCode: word(fields, 'postalCode'),
      city: word(fields, 'city'),
      country: word(fields, 'country'),
    },
  }
}
