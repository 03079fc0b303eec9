import type { Database } from '#ground/database'
import type { ContactNumber } from '#ground/identity'
import { contactsByNumber } from '#people/contact/store.ts'
import { upline } from '#people/structure/store.ts'

/** The partner who looks after a contact; undefined where it is the company. */
export const carerNumber = async (database: Database, contact: ContactNumber): Promise<ContactNumber | undefined> => {
  const above = await upline(database, contact)
  const known = await contactsByNumber(database, above)
  return above.find(each => known.get(each)?.role === 'partner')
}
