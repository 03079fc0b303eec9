import type { Database } from '#ground/database'
import { publicIdOf, uuidOf } from '#ground/identity'
import type { Instant } from '#ground/period'
import { htmlOf, letterFor, textOf, type Scene } from '#doors/mail'
import { sceneIn } from '#doors/mail/store.ts'
import { invoiceByUuid } from '#sales/invoice/store.ts'
import type { MailOffice, MessageId, MessageRow, MessageView } from '../../paper.ts'
import { pageOfFound, pageSize, placeOf } from '../pages.ts'
import { invoiceRow } from './invoices.ts'

export type MailNeeds = {
  readonly database: Database
  readonly clock: () => Instant
  /** Where the company's shop is open, for the links in letters. */
  readonly shopOrigin: string
  readonly isMailing: boolean
}

const messages = (database: Database) =>
  database.selectFrom('ground.message').selectAll().where('pruned_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof messages>['executeTakeFirstOrThrow']>>

/** All messages, for the company: as they went out, or as they would. */
export const mailOffice = (needs: MailNeeds): MailOffice => ({
  isSending: needs.isMailing,
  list: async ({ cursor }) => {
    const place = placeOf(cursor, ['number'])
    const rows = messages(needs.database).orderBy('id', 'desc')
    const after = place === undefined ? rows : rows.where('id', '<', place[0])
    const found = await after.limit(pageSize + 1).execute()
    const { rows: shown, next } = pageOfFound(found, row => [row.id])
    const scene = await sceneIn(needs.database, needs.shopOrigin)
    return { rows: shown.map(row => messageRow(row, scene, needs)), next }
  },
  message: id => viewOf(needs, id),
})

const messageRow = (row: Row, scene: Scene, { isMailing, clock }: MailNeeds): MessageRow => ({
  id: publicIdOf('message', row.uuid),
  to: row.recipient ?? '',
  subject: row.subject ?? letterFor(row, scene)?.subject ?? row.kind,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  state: stateOf(row, { isMailing, now: clock() }),
})

// As long as a sender looks for it (see doors/mail).
const fourDays = 4 * 86_400_000

const stateOf = (row: Row, { isMailing, now }: { readonly isMailing: boolean; readonly now: Instant }) => {
  if (row.sent_at !== null) return 'sent'
  if (!isMailing || row.created_at < now - fourDays) return 'kept'
  // The end of all time: nobody asks again.
  return row.next_try_at > now + fourDays ? 'refused' : 'waiting'
}

const viewOf = async (needs: MailNeeds, id: MessageId): Promise<MessageView | null> => {
  const uuid = uuidOf('message', id)
  if (uuid === undefined) return null
  const row = await messages(needs.database).where('uuid', '=', uuid).executeTakeFirst()
  if (row === undefined) return null
  const scene = await sceneIn(needs.database, needs.shopOrigin)
  const letter = letterFor(row, scene)
  const uuids = (letter?.invoices ?? []).flatMap(invoice => uuidOf('invoice', invoice) ?? [])
  const invoices = await Promise.all(uuids.map(each => invoiceByUuid(needs.database, each)))
  return {
    ...messageRow(row, scene, needs),
    language: row.language,
    text: row.body ?? (letter === undefined ? '' : textOf(letter, scene.imprint)),
    html: letter === undefined ? '' : htmlOf(letter, { language: row.language, imprint: scene.imprint }),
    tries: row.tries,
    failure: row.failure,
    invoices: invoices.filter(invoice => invoice !== undefined).map(invoiceRow),
  }
}
