import type { ContactNumber } from '#ground/identity'
import type { Channel } from '#people/consent'
import { consentsOf, enteredAndUnconfirmed, giveConsent, recipients, withdrawConsent } from '#people/consent/store.ts'
import type { ContactId, KnownOffice, Recipient } from '../index.ts'
import { carryOut, type CommandNeeds } from './carry-out.ts'
import { ownerNow } from './contacts.ts'
import { presentMonth, type Context } from './month.ts'
import { numberOf, refsOf } from './refs.ts'

type Known = { readonly context: Context; readonly commands: CommandNeeds }

type Consents = Pick<KnownOffice, 'consents' | 'giveConsent' | 'withdrawConsent' | 'recipients'>

/** Who may write to whom, as the company sees and records it. */
export const consentsOffice = ({ context, commands }: Known): Consents => ({
  consents: id => consentsOfContact({ context, commands }, id),
  recipients: async channel =>
    everyRecipient(context, { sender: (await presentMonth(context)).structure.house, channel }),
  ...recording(commands),
})

const consentsOfContact = async ({ context, commands }: Known, id: ContactId) => {
  const { database } = context
  const contact = await numberOf(database, id)
  if (contact === undefined) return null
  const now = await presentMonth(context)
  const { house } = now.structure
  const owner = ownerNow(now, contact)
  const consents = await consentsOf(database, contact, commands.clock())
  const entered = await enteredAndUnconfirmed(database, contact)
  const senders = consents.map(({ sender }) => sender)
  const refs = await refsOf(database, [house, owner ?? house, entered ?? house, ...senders])
  return {
    house: refs(house),
    partner: owner === undefined || owner === house ? null : refs(owner),
    enteredBy: entered === undefined ? null : refs(entered),
    rows: consents.map(({ sender, ...row }) => ({ ...row, sender: refs(sender) })),
  }
}

const recording = ({ database, clock, actor }: CommandNeeds): Pick<Consents, 'giveConsent' | 'withdrawConsent'> => ({
  giveConsent: async ({ commandId, ...content }) => {
    const by = await actor()
    return carryOut(database, { actor: by, commandId, request: 'give consent', content }, async inside => {
      const [contact, sender] = [await numberOf(inside, content.contact), await numberOf(inside, content.sender)]
      if (contact === undefined || sender === undefined) return unknown
      const done = await giveConsent(inside, { ...content, contact, sender, by, at: clock() })
      return done.is === 'refused' ? done : { is: 'given' as const }
    })
  },
  withdrawConsent: async ({ commandId, ...content }) => {
    const sent = { actor: await actor(), commandId, request: 'withdraw consent', content }
    return carryOut(database, sent, async inside => {
      const [contact, sender] = [await numberOf(inside, content.contact), await numberOf(inside, content.sender)]
      if (contact === undefined || sender === undefined) return unknown
      return withdrawConsent(inside, { ...content, contact, sender, at: clock() })
    })
  },
})

const unknown = { is: 'refused', because: 'unknown contact' } as const

type Mailing = { readonly sender: number; readonly channel: Channel; readonly among?: Int32Array }

const atOnce = 5_000

/** Everybody a mailing may go to. */
export const everyRecipient = async (
  { database }: Context,
  { sender, channel, among }: Mailing,
): Promise<Recipient[]> => {
  const found: Recipient[] = []
  const asked = { sender: sender as ContactNumber, channel, limit: atOnce, ...(among === undefined ? {} : { among }) }
  let after: ContactNumber | undefined
  do {
    const rows = await recipients(database, { ...asked, after })
    found.push(
      ...rows.map(({ contact, address }) => ({ name: contact.displayName, reference: contact.reference, address })),
    )
    after = rows.length < atOnce ? undefined : rows.at(-1)!.contact.number
  } while (after !== undefined)
  return found
}
