import type { ContactNumber } from '#ground/identity'
import { addressOf, permissionsTo } from '#people/consent/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import type { KnownDesk, KnownOffice } from '../index.ts'
import type { CommandNeeds } from './carry-out.ts'
import { consentsOffice, everyRecipient } from './consents.ts'
import { duplicatesOffice } from './duplicates.ts'
import type { Context } from './month.ts'
import { pageOfFound, pageSize, placeOf } from './pages.ts'
import { companyReach, ownReach, reachOfPartner, reachPage } from './reach.ts'
import { refsOf } from './refs.ts'

/** What the company's pages know of people beside their turnover. */
export const knownOffice = (context: Context, commands: CommandNeeds): KnownOffice => ({
  ...duplicatesOffice({ context, commands }),
  ...consentsOffice({ context, commands }),
  reach: period => companyReach(context, period),
  reachPage: (period, from) => reachPage(context, period, from),
  reachOf: (id, period) => reachOfPartner(context, id, period),
})

/** What a partner's pages know of his own customers: an address only where he may write to it. */
export const knownDesk = (context: Context, partner: ContactNumber): KnownDesk => ({
  permissions: async ({ cursor }) => {
    const { database } = context
    const { contacts, ...reach } = await ownReach(context, partner)
    const after = placeOf(cursor, ['contact'])?.[0] ?? 0
    const behind = contacts.filter(contact => contact > after).slice(0, pageSize + 1)
    const { rows: shown, next } = pageOfFound(behind, contact => [contact])
    const allowed = await permissionsTo(database, { sender: partner, among: contacts })
    const [known, refs] = [await contactsByNumber(database, shown), await refsOf(database, shown)]
    const rows = shown.map(contact => ({
      contact: refs(contact),
      channels: (allowed.get(contact) ?? []).map(channel => ({
        channel,
        address: addressOf(known.get(contact)!, channel) ?? '',
      })),
    }))
    return { ...reach, rows, next, mayWrite: allowed.size }
  },
  recipients: async channel => {
    const { contacts } = await ownReach(context, partner)
    return everyRecipient(context, { sender: partner, channel, among: Int32Array.from(contacts) })
  },
})
