import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { usualWords } from '#people/consent'
import {
  askConsent,
  confirmConsent,
  consentByToken,
  consentsOf,
  withdrawByToken,
  withdrawConsent,
} from '#people/consent/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { house } from '#people/structure/store.ts'
import type { Language } from '../../records.ts'
import type { ContactId } from '../../records.ts'
import type { ConsentQueries, OfferedConsent, ShopConsent } from '../../shop-papers.ts'
import { numberOf } from '../refs.ts'
import { carerNumber } from './carer.ts'
import type { Evidence } from './signals.ts'

type Needs = {
  readonly database: Database
  readonly evidence: Evidence
  readonly language: Language
  /** Whoever is signed in; null for a guest. */
  readonly contact: ContactNumber | null
  /** The host of the shop. */
  readonly host: string
}

/** Who may write to the visitor: to read, to confirm by a letter's link, and to take back. */
export const consentQueries = (needs: Needs): ConsentQueries => {
  const { database, evidence, contact } = needs
  const { at } = evidence
  return {
    mine: async () => (contact === null ? [] : mine(needs, contact)),
    withdraw: async line => {
      const sender = await numberOf(database, line.sender as Parameters<typeof numberOf>[1])
      if (contact === null || sender === undefined) return
      const taken = { contact, sender, channel: line.channel, how: 'in his account', at }
      await inTransaction(database, inside => withdrawConsent(inside, taken))
    },
    offered: () => offered(needs),
    allow: async senders => {
      if (contact === null) return
      const asking = { ...needs, contact, moment: 'account' } as const
      await inTransaction(database, inside => askWhoAllowed({ ...asking, database: inside }, senders))
    },
    asked: async token => {
      const asked = await consentByToken(database, token, at)
      if (asked === undefined) return null
      const sender = (await namesOf(database, [asked.sender]))(asked.sender).name
      return { state: asked.state, text: asked.text, sender }
    },
    answer: (token, says) =>
      inTransaction(database, async inside => {
        if (says === 'yes') await confirmConsent(inside, token, at)
        else await withdrawByToken(inside, token, at)
      }),
  }
}

const namesOf = async (database: Database, contacts: readonly ContactNumber[]) => {
  const known = await contactsByNumber(database, [...new Set(contacts)])
  const { name: company } = await database.selectFrom('company').select('name').executeTakeFirstOrThrow()
  return (number: ContactNumber) => {
    const found = known.get(number)
    if (found === undefined) throw new Error(`contact ${number} was not asked for, or is not there`)
    return { id: found.id, name: found.role === 'house' ? company : found.displayName }
  }
}

const isOpen = ({ state }: { readonly state: ShopConsent['state'] }) => state === 'given' || state === 'asked'

const mine = async ({ database, evidence }: Needs, contact: ContactNumber): Promise<ShopConsent[]> => {
  const consents = (await consentsOf(database, contact, evidence.at)).filter(isOpen)
  const names = await namesOf(
    database,
    consents.map(({ sender }) => sender),
  )
  return consents.map(({ sender, channel, state, text, givenAt, askedAt }) => ({
    line: { sender: names(sender).id, channel },
    sender: names(sender).name,
    state,
    text,
    since: givenAt ?? askedAt,
  }))
}

/** Whose page it is, or who looks after the visitor, and the company: they may ask, nobody else. */
const sendersOf = async (needs: Pick<Needs, 'database' | 'evidence'>, contact: ContactNumber | null) => {
  const [company, partner] = [await house(needs.database), needs.evidence.partner?.partner]
  const his = partner ?? (contact === null ? undefined : await carerNumber(needs.database, contact))
  return [...new Set([his ?? company, company])].filter(sender => sender !== contact)
}

const offered = async (needs: Omit<Needs, 'host'>): Promise<OfferedConsent[]> => {
  const { database, evidence, language, contact } = needs
  const said = contact === null ? [] : (await consentsOf(database, contact, evidence.at)).filter(isOpen)
  const isSaid = (sender: ContactNumber) => said.some(each => each.sender === sender && each.channel === 'email')
  const senders = (await sendersOf(needs, contact)).filter(sender => !isSaid(sender))
  const names = await namesOf(database, senders)
  return senders.map(sender => {
    const { id, name } = names(sender)
    return { sender: id, text: usualWords(language, { sender: name, channel: 'email' }) }
  })
}

type Asking = Pick<Needs, 'database' | 'evidence' | 'language'> & {
  /** The host of the shop: the letter leads back there. */
  readonly host: string
  readonly contact: ContactNumber
  readonly moment: 'registration' | 'order' | 'account'
}

/** Asks somebody whom he allowed to write to him, in the words he read; he confirms it in his mailbox. Asked twice, he is asked once. */
export const askWhoAllowed = async (asking: Asking, senders: readonly ContactId[]): Promise<void> => {
  const { database, evidence, contact, host, moment } = asking
  const where = evidence.partner === null ? `${moment} in the shop` : `${moment} on ${evidence.partner.name}`
  for (const { sender: id, text } of (await offered(asking)).filter(each => senders.includes(each.sender))) {
    const sender = (await numberOf(database, id))!
    await askConsent(database, { contact, sender, channel: 'email', text, where, at: evidence.at, host })
  }
}
