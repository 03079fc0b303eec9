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
import type { ConsentQueries, ShopConsent } from '../../shop-papers.ts'
import { numberOf } from '../refs.ts'
import type { Evidence } from './signals.ts'

type Needs = {
  readonly database: Database
  readonly evidence: Evidence
  readonly language: Language
  readonly contact: ContactNumber | null
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
    usualWords: () => wordsOf(needs),
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

/** The partner asks on his page, the company on its own. */
const senderOf = async ({ database, evidence }: Pick<Needs, 'database' | 'evidence'>): Promise<ContactNumber> =>
  evidence.partner?.partner ?? house(database)

const wordsOf = async (needs: Needs): Promise<string> => {
  const sender = await senderOf(needs)
  const { name } = (await namesOf(needs.database, [sender]))(sender)
  return usualWords(needs.language, { sender: name, channel: 'email' })
}

type Asking = {
  readonly evidence: Evidence
  readonly host: string
  readonly contact: ContactNumber
  readonly text: string
}

/** Asks somebody who just registered, in the words he agreed to; he confirms it in his mailbox. */
export const askOnRegistration = async (inside: Database, { evidence, host, contact, text }: Asking): Promise<void> => {
  const sender = await senderOf({ database: inside, evidence })
  const where = evidence.partner === null ? 'registration in the shop' : `registration on ${evidence.partner.name}`
  await askConsent(inside, { contact, sender, channel: 'email', text, where, at: evidence.at, host })
}
