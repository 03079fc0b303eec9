import type { Database } from '#ground/database'
import { answered, invalid, refused, type Reply } from '#ground/http'
import { z } from '#ground/http/schema.ts'
import type { routesOn } from '#ground/http/operation.ts'
import { contactGiven, contactNamed } from '#people/contact/routes.ts'
import type { ContactNumber } from '#ground/identity'
import { house } from '#people/structure/store.ts'
import { channels } from '../index.ts'

export type Routes = ReturnType<typeof routesOn>

export const channelSchema = z
  .enum(channels)
  .openapi('Channel', { description: 'By which way somebody is written to.' })

export const senderGiven = z
  .union([z.literal('house'), contactGiven], { error: 'expected "house", {"id": "con_…"} or {"reference": "…"}' })
  .openapi({ description: 'Who wants to write: the company ("house") or a partner.', example: 'house' })

export const senderNamed = async (
  database: Database,
  given: z.output<typeof senderGiven>,
): Promise<Reply<ContactNumber>> => {
  if (given === 'house') return answered(await house(database))
  const named = await contactNamed(database, given, '#/sender')
  return named.is === 'refused' ? named : answered(named.body.number)
}

export const consentId = z
  .string()
  .openapi({ description: "The consent's public id.", example: 'cns_01hzx3v2k8e9rtb5m6n7p8q9rs' })

export const exampleConsentId = 'cns_01hzx3v2k8e9rtb5m6n7p8q9rs'

export const wrongParameter = (parameter: string, detail: string) => refused(invalid({ parameter, detail }))
