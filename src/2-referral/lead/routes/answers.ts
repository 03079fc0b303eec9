import type { Database } from '#ground/database'
import { publicIdOf, type ContactNumber } from '#ground/identity'
import { moment, orNull, z } from '#ground/http/schema.ts'
import { isoOf } from '#ground/period'
import { exampleRef, refOf, refSchema } from '#people/contact/routes.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import type { KeptLead } from '../offering.ts'

export const leadSchema = z
  .object({
    id: z.string().openapi({ example: 'lea_01h2xcejqtf2nbrexx3vqjhp41' }),
    contact: orNull(refSchema).openapi({
      description: 'Who is passed on; null for its receiver until he has accepted.',
    }),
    giver: refSchema,
    receiver: refSchema,
    note: z.string().openapi({ description: 'What the giver tells of him.', example: 'asked at the fair' }),
    offeredAt: moment('When he was offered.'),
    answer: orNull(z.enum(['accepted', 'declined', 'withdrawn'])).openapi({ description: 'Null while it is open.' }),
    answeredAt: orNull(moment('When it was answered.')),
  })
  .openapi('Lead')

export const exampleLead: z.input<typeof leadSchema> = {
  id: 'lea_01h2xcejqtf2nbrexx3vqjhp41',
  contact: exampleRef,
  giver: exampleRef,
  receiver: exampleRef,
  note: 'asked at the fair',
  offeredAt: '2026-02-01T09:30:00.000Z',
  answer: null,
  answeredAt: null,
}

/** Leads as they are told; of an open one its receiver is not told who it is. */
export const describedLeads = async (
  database: Database,
  leads: readonly KeptLead[],
  reader: ContactNumber | 'company',
): Promise<z.input<typeof leadSchema>[]> => {
  const known = await contactsByNumber(
    database,
    leads.flatMap(({ contact, giver, receiver }) => [contact, giver, receiver]),
  )
  const told = (number: ContactNumber) => refOf(known.get(number)!)
  return leads.map(lead => ({
    id: publicIdOf('lead', lead.uuid),
    contact: isHiddenFrom(lead, reader) ? null : told(lead.contact),
    giver: told(lead.giver),
    receiver: told(lead.receiver),
    note: lead.note,
    offeredAt: isoOf(lead.offeredAt),
    answer: lead.answer,
    answeredAt: lead.answeredAt === null ? null : isoOf(lead.answeredAt),
  }))
}

// Who has declined never learns it either.
const isHiddenFrom = ({ receiver, answer }: KeptLead, reader: ContactNumber | 'company'): boolean =>
  reader === receiver && answer !== 'accepted'
