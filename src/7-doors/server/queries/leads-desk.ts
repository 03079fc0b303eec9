import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { publicIdOf, uuidOf, type ContactNumber } from '#ground/identity'
import { roles } from '#people/contact'
import { contactsByNumber } from '#people/contact/store.ts'
import { namedSponsor } from '#referral/attribution/store.ts'
import { answerLead, leadsOf, offeredOf, offerLead, waitingFor, type KeptLead } from '#referral/lead/store.ts'
import { rowsOf } from '#volume/explanation'
import type { LeadChoices, LeadsDesk, OwnLead } from '../leads.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { presentMonth, type Context } from './month.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { numberOf, refsOf } from './refs.ts'

type Asking = { readonly context: Context; readonly viewer: ContactNumber }

const choicesShown = 200

/** Leads as a partner sees, passes on and answers them. */
export const leadsDesk = (needs: CommandNeeds, asking: Asking): LeadsDesk => {
  const { context, viewer } = asking
  const { database, clock, actor } = needs
  return {
    waiting: async () => shown(database, await waitingFor(database, viewer), viewer),
    all: async ({ cursor }) => {
      const before = placeOf(cursor, ['number'])?.[0] ?? null
      const found = await leadsOf(database, { partner: viewer, before, limit: pageSize + 1 })
      const { rows, next } = pageOfFound(found, lead => [lead.id])
      return { rows: await shown(database, rows, viewer), next }
    },
    choices: () => choicesOf(context, viewer),
    pass: async ({ commandId, ...content }) => {
      const contact = await numberOf(database, content.contact)
      if (contact === undefined || !(await isHis(asking, contact))) return null
      const [by, to] = [await actor(), await namedSponsor(database, content.to)]
      const receiver = to?.partner ?? null
      if (receiver === null) return { is: 'refused', because: 'unknown number' }
      return carryOut(database, { actor: by, commandId, request: 'pass on lead', content }, async inside => {
        const offer = { contact, giver: viewer, receiver, note: content.note, at: clock(), by }
        const answer = await offerLead(inside, offer)
        return answer.is === 'offered' ? { is: 'offered' as const } : answer
      })
    },
    answer: async ({ commandId, lead, answer }) => {
      const uuid = uuidOf('lead', lead)
      if (uuid === undefined) return null
      const by = await actor()
      const sent = { actor: by, commandId, request: 'answer lead', content: { lead, answer } }
      const done = await carryOut(database, sent, async inside => {
        const answered = await answerLead(inside, { uuid, answer, of: viewer, at: clock(), by })
        return answered.is === 'answered' ? { is: 'answered' as const } : answered
      })
      if (done.is === 'answered') return done
      return done.because === 'unknown' ? null : { is: 'refused', because: done.because }
    },
  }
}

const isHis = async ({ context, viewer }: Asking, contact: ContactNumber): Promise<boolean> =>
  rowsOf((await presentMonth(context)).customersOf, viewer).includes(contact)

const shown = async (
  database: Database,
  leads: readonly KeptLead[],
  viewer: ContactNumber,
): Promise<readonly OwnLead[]> => {
  const contacts = leads.map(({ contact }) => contact)
  const refs = await refsOf(
    database,
    leads.flatMap(({ contact, giver, receiver }) => [contact, giver, receiver]),
  )
  const known = await contactsByNumber(database, contacts)
  return leads.map(({ uuid, contact, giver, receiver, note, offeredAt, answer, answeredAt }) => {
    const isGiver = giver === viewer
    return {
      id: publicIdOf('lead', uuid),
      isGiver,
      contact: isGiver || answer === 'accepted' ? refs(contact) : null,
      other: refs(isGiver ? receiver : giver),
      town: known.get(contact)?.city ?? null,
      note,
      offeredAt,
      answer,
      answeredAt,
    }
  })
}

const choicesOf = async (context: Context, viewer: ContactNumber): Promise<LeadChoices> => {
  const { database } = context
  const month = await presentMonth(context)
  const prospect = roles.indexOf('prospect')
  const mine = rowsOf(month.customersOf, viewer).filter(contact => month.structure.roles[contact] === prospect)
  const offered = await offeredOf(database, viewer)
  const free = [...mine].filter(contact => !offered.has(contact as ContactNumber)).reverse() as ContactNumber[]
  const prospects = free.slice(0, choicesShown)
  const refs = await refsOf(database, prospects)
  return { prospects: prospects.map(refs), isCutOff: free.length > choicesShown, team: await teamOf(database, viewer) }
}

const teamOf = async (database: Database, viewer: ContactNumber): Promise<LeadChoices['team']> => {
  const { rows } = await sql<{ id: ContactNumber; reference: string }>`
    with recursive below (id) as (
      select contact_id from people.sponsorship where sponsor_id = ${viewer} and until_at = 'infinity'
      union
      select edge.contact_id from below join people.sponsorship edge on edge.sponsor_id = below.id and edge.until_at = 'infinity'
    )
    select contact.id, contact.reference from below join people.contact contact using (id)
    join people.role on contact_id = contact.id and role = 'partner' and until_at = 'infinity'
    order by contact.id limit ${choicesShown}`.execute(database)
  const refs = await refsOf(
    database,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, reference }) => ({ reference, name: refs(id).name }))
}
