import { contactsByNumber, rolesOf, type Contact as KeptContact } from '#people/contact/store.ts'
import type { ContactNumber } from '#ground/identity'
import { sponsorshipsOf } from '#people/structure/store.ts'
import { evidenceOf, rowsOf, type Evidence as KeptEvidence } from '#volume/explanation'
import type { Contact, Evidence } from '../index.ts'
import { ownerNow } from './contacts.ts'
import { pathFrom } from './forest.ts'
import { presentMonth, roleIn, type Context, type PageMonth } from './month.ts'
import { refsOf, type Refs } from './refs.ts'

/** A contact with his history and place. Null when the number is nobody's. */
export const contactDetails = async (context: Context, number: ContactNumber): Promise<Contact | null> => {
  const { database } = context
  const kept = (await contactsByNumber(database, [number])).get(number)
  if (kept === undefined) return null
  const now = await presentMonth(context)
  const sponsors = (await sponsorshipsOf(database, number)).map(({ from, sponsor, because }) => ({
    from,
    sponsor,
    evidence: evidenceOf({ reason: because.reason, facts: because.facts ?? {} }),
  }))
  const path = pathTo(now, number)
  const owner = ownerNow(now, number)
  const refs = await refsOf(database, [
    number,
    owner ?? number,
    ...path,
    ...sponsors.flatMap(({ sponsor, evidence }) => [sponsor, evidence.leaver ?? sponsor]),
  ])
  const { givenName, familyName, firmName } = kept
  return {
    contact: refs(number),
    reference: kept.reference,
    name: { givenName, familyName, firmName },
    ...addressOf(kept),
    joinedAt: kept.joinedAt,
    roles: (await rolesOf(database, number)).map(({ from, role }) => ({ from, role })),
    sponsors: sponsors.map(({ from, sponsor, evidence }) => ({
      from,
      sponsor: refs(sponsor),
      evidence: evidenceShown(evidence, refs),
    })),
    path: path.map(refs),
    owner: owner === undefined ? null : refs(owner),
    counts: countsOf(now, number),
  }
}

const addressOf = ({ email, phone, language, street, postalCode, city, country }: KeptContact) => ({
  email,
  phone,
  language,
  street,
  postalCode,
  city,
  country,
})

/** Evidence with the leaver's name. */
export const evidenceShown = ({ by, leaver, text }: KeptEvidence, refs: Refs): Evidence => ({
  by,
  leaver: leaver === null ? null : refs(leaver),
  text,
})

const longestPath = 200

// A line can be as deep as it is long: of a very deep one the house and the nearest are enough.
const pathTo = (now: PageMonth, contact: ContactNumber): ContactNumber[] => {
  const path = (pathFrom(now.structure.house, contact, now.everybody) ?? []) as ContactNumber[]
  return path.length <= longestPath ? path : [path[0]!, ...path.slice(1 - longestPath)]
}

const countsOf = (now: PageMonth, contact: ContactNumber): Contact['counts'] => {
  const directlyBelow = rowsOf(now.everybody.children, contact)
  const prospects = directlyBelow.filter(each => roleIn(now, each as ContactNumber) === 'prospect').length
  return {
    partners: now.partnersBelow[contact] ?? 0,
    customers: (now.othersBelow[contact] ?? 0) - prospects,
    prospects,
    downline: partnersUnder(now, contact),
    owned: rowsOf(now.customersOf, contact).length,
  }
}

// A partner's count is known; that of anybody else is made of those first below him.
const partnersUnder = ({ structure, tree, everybody }: PageMonth, contact: ContactNumber): number => {
  if (structure.owners[contact] === 1) return tree.downline[contact]!
  let count = 0
  const waiting: number[] = [...rowsOf(everybody.children, contact)]
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop())
    if (structure.owners[below] === 1) count += 1 + tree.downline[below]!
    else waiting.push(...rowsOf(everybody.children, below))
  return count
}
