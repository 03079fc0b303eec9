import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { contactByReference } from '#people/contact/store.ts'
import { sponsorNumbersOf } from './index.ts'

export type Named = { readonly partner: ContactNumber | null; readonly text: string }

/**
 * Whom a sponsor's number in a form means; nobody, where it is mistyped. Undefined when the field was left empty. It tells no name, so
 * that numbers cannot be tried out for names.
 */
export const namedSponsor = async (database: Database, text: string): Promise<Named | undefined> => {
  const said = text.trim().slice(0, 60)
  for (const reference of sponsorNumbersOf(said)) {
    const found = await contactByReference(database, reference)
    if (found !== undefined) return { partner: found.number, text: said }
  }
  return said === '' ? undefined : { partner: null, text: said }
}
