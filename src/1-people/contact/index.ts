export type { ContactNumber } from '#ground/identity'

export const roles = ['house', 'prospect', 'customer', 'partner', 'former partner'] as const

/** What a contact is to the company at a moment. The house is the company itself, the root of the structure. */
export type Role = (typeof roles)[number]

/** The roles a contact of a file may have: the house is none. */
export const fileRoles = ['prospect', 'customer', 'partner', 'former partner'] as const

/** The other words a file may use for them. */
export const germanRoles = {
  interessent: 'prospect',
  kunde: 'customer',
  'ehemaliger partner': 'former partner',
} as const

/** Whether turnover below can belong to this contact: to partners, and to the house for whoever nobody brought. */
export const owns = (role: Role | undefined): boolean => role === 'partner' || role === 'house'

const steps: Readonly<Record<Role, readonly Role[]>> = {
  house: [],
  prospect: ['customer', 'partner'],
  customer: ['partner'],
  partner: ['former partner'],
  // A former partner keeps buying as a customer, or comes back.
  'former partner': ['customer', 'partner'],
}

/** Whether a contact may go from one role to the other: prospect → customer → partner → former partner. */
export const mayBecome = (from: Role, to: Role): boolean => steps[from].includes(to)

export type Name = {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly firmName: string | null
}

/** "Anna Berger", or the firm's name; the contact's reference where neither is known. */
export const displayName = (name: Name, reference: string): string => {
  const person = [name.givenName, name.familyName].filter(part => part !== null && part !== '').join(' ')
  return name.firmName ?? (person === '' ? reference : person)
}
