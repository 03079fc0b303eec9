import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { answerInvitation, confirmInvitation } from '#referral/link/store.ts'
import type { Language } from '../../records.ts'
import type { ShopWorld } from '../../shop.ts'
import { changeOf } from './account.ts'
import type { Evidence } from './signals.ts'

type Needs = {
  readonly database: Database
  readonly evidence: Evidence
  readonly language: Language
  readonly country: string
}

/** Answering a partner's invitation, and confirming it by the letter that asks whether it was oneself. */
export const invitationCommands = ({ database, evidence, language, country }: Needs): ShopWorld['invitation'] => ({
  answer: async (slug, { email, ...personal }) => {
    const data = { ...changeOf(personal), email: email.trim(), country, language }
    const asked = { slug, data, at: evidence.at }
    return (await inTransaction(database, inside => answerInvitation(inside, asked))).is === 'asked'
  },
  confirm: async token => {
    const asked = { token, at: evidence.at }
    const confirmed = await inTransaction(database, inside => confirmInvitation(inside, asked))
    return confirmed.is === 'refused' ? 'over' : 'registered'
  },
})
