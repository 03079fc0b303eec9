import type { Role } from '#people/contact'
import type { PriceGroup } from '#sales/catalogue'

type Facts = {
  /** What the contact is now. */
  readonly role: Role
  /** The group the company put him into; null where it did not. */
  readonly given: PriceGroup | null
}

/** Whose prices a contact pays: those of the group the company put him into; else a partner's, where he is one; else a customer's. */
export const priceGroupFor = ({ role, given }: Facts): PriceGroup =>
  given ?? (role === 'partner' ? 'partner' : 'customer')
