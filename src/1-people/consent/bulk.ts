import { sql } from 'kysely'
import type { Database } from '#ground/database'
import { newUuid } from '#ground/identity'
import { isoOf } from '#ground/period'
import { contactsByNumber } from '#people/contact/store.ts'
import type { Proven } from './asking.ts'
import { addressKeyOf, addressOf, textIdOf } from './rows.ts'

/**
 * Records many consents that can be proven, such as those that come over from another program. Where one stands already it stays, and who
 * has no address for the channel is left out. Answers how many are new.
 */
export const giveConsents = async (database: Database, many: readonly Proven[]): Promise<number> => {
  const contacts = await contactsByNumber(
    database,
    many.map(({ contact }) => contact),
  )
  const texts = new Map<string, number>()
  for (const { text } of many) if (!texts.has(text)) texts.set(text, await textIdOf(database, text))
  const rows = many.flatMap(({ contact: number, sender, channel, text, proof, by, at }) => {
    const contact = contacts.get(number)
    const address = contact === undefined ? null : addressOf(contact, channel)
    if (contact === undefined || address === null) return []
    return {
      uuid: newUuid(),
      contact_id: number,
      sender_id: sender,
      channel,
      text_id: texts.get(text)!,
      address,
      address_key: addressKeyOf(contact, channel),
      place: proof,
      at: isoOf(at),
      recorded_by: by,
    }
  })
  const { rows: kept } = await sql<{ count: number }>`
    with kept as (
      insert into people.consent (uuid, contact_id, sender_id, channel, text_id, address, address_key, place, asked_at, given_at,
        given_by, recorded_by)
      select uuid, contact_id, sender_id, channel, text_id, address, address_key, place, at, at, 'company', recorded_by
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (uuid uuid, contact_id int, sender_id int, channel text,
        text_id int, address text, address_key text, place text, at timestamptz, recorded_by text)
      on conflict do nothing returning 1
    ) select count(*) as count from kept`.execute(database)
  return kept[0]!.count
}
