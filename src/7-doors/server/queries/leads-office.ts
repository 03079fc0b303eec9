import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import { dayOf, instant, type Zone } from '#ground/period'
import { house } from '#people/structure/store.ts'
import { namedSponsor } from '#referral/attribution/store.ts'
import { decideGiver, giverNow, giversOf, offersOf } from '#referral/lead/store.ts'
import { holdBookings } from '#volume/ledger/store.ts'
import type { LeadOfContact, LeadsOffice } from '../leads.ts'
import { carryOut, type PersonalNeeds } from './carry-out.ts'
import { numberOf, refsOf } from './refs.ts'

type Needs = PersonalNeeds & { readonly zone: Zone }

/** Who gave a contact as a lead, as the company sees and decides it on the contact's page. */
export const leadsOffice = (needs: Needs): LeadsOffice => {
  const { database, clock, actor, personOf, zone } = needs
  return {
    of: async id => {
      const contact = await numberOf(database, id)
      return contact === undefined ? null : shownOf(needs, contact)
    },
    decide: async ({ commandId, ...content }) => {
      const contact = await numberOf(database, content.contact)
      if (contact === undefined) return null
      const giver = await giverNamed(database, content.giver)
      if (giver === undefined) return { is: 'refused', because: 'unknown number' }
      const who = await actor()
      const by = await personOf(who)
      const sent = { actor: who, commandId, request: 'lead giver', content }
      return carryOut(database, sent, inside => {
        const [at, from] = [clock(), instant(content.from, zone)]
        const decision = { contact, giver, from, reason: content.reason, at, by, zone, holdBooks: holdBookings }
        return decideGiver(inside, decision)
      })
    },
  }
}

type Given = Parameters<LeadsOffice['decide']>[0]['giver']

// Undefined where nobody has the number.
const giverNamed = async (database: Database, given: Given): Promise<ContactNumber | null | undefined> => {
  if (given === 'nobody') return null
  if (given === 'house') return house(database)
  return (await namedSponsor(database, given.reference))?.partner ?? undefined
}

const shownOf = async ({ database, clock, zone, personOf }: Needs, contact: ContactNumber): Promise<LeadOfContact> => {
  const [giver, decisions] = [await giverNow(database, contact), await giversOf(database, contact)]
  const offers = await offersOf(database, contact)
  const named = [giver, ...decisions.map(each => each.giver), ...offers.flatMap(each => [each.giver, each.receiver])]
  const refs = await refsOf(
    database,
    named.filter(each => each !== null && each !== undefined),
  )
  return {
    giver: giver === undefined ? null : refs(giver),
    decisions: await Promise.all(
      decisions.map(async each => ({
        giver: each.giver === null ? null : refs(each.giver),
        from: each.from,
        reason: each.reason,
        at: each.at,
        by: await personOf(each.by),
      })),
    ),
    offers: offers.map(({ uuid, note, offeredAt, answer, answeredAt, ...each }) => ({
      id: publicIdOf('lead', uuid),
      giver: refs(each.giver),
      receiver: refs(each.receiver),
      note,
      offeredAt,
      answer,
      answeredAt,
    })),
    today: dayOf(clock(), zone),
  }
}
