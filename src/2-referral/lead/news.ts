import type { Database } from '#ground/database'
import { tell } from '#ground/message/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import type { KeptLead } from './offering.ts'

/** Tells whoever was offered a lead, where he has a mailbox: from whom, and from which town; no name. Call it in the offer's transaction. */
export const tellOffered = async (
  database: Database,
  { id, contact, giver, receiver, note }: KeptLead,
): Promise<void> => {
  const known = await contactsByNumber(database, [contact, giver, receiver])
  const to = known.get(receiver)!
  if (to.email === null) return
  await tell(database, {
    kind: 'lead offered',
    to: to.email,
    language: to.language,
    once: `lead ${id} offered`,
    facts: { giver: known.get(giver)!.displayName, town: known.get(contact)!.city, note },
  })
}

/** Tells the giver what became of his offer. Call it in the answer's transaction. */
export const tellAnswered = async (
  database: Database,
  { id, contact, giver, receiver }: KeptLead,
  answer: 'accepted' | 'declined',
): Promise<void> => {
  const known = await contactsByNumber(database, [contact, giver, receiver])
  const to = known.get(giver)!
  if (to.email === null) return
  await tell(database, {
    kind: answer === 'accepted' ? 'lead accepted' : 'lead declined',
    to: to.email,
    language: to.language,
    once: `lead ${id} answered`,
    facts: { receiver: known.get(receiver)!.displayName, contact: known.get(contact)!.displayName },
  })
}
