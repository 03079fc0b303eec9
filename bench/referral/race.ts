import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import type { ContactNumber } from '#ground/identity'
import { cents } from '#ground/money'
import type { Instant } from '#ground/period'
import { join, house } from '#people/structure/store.ts'
import { claim } from '#referral/voucher/store.ts'
import { singleUseCode } from './company.ts'

export type Race = {
  readonly rounds: number
  readonly tries: number
  readonly partner: ContactNumber
  readonly at: Instant
}

const nobody = {
  givenName: null,
  familyName: null,
  firmName: null,
  phone: null,
  street: null,
  postalCode: null,
  city: null,
}

const prospects = async (database: Database, count: number, joinedAt: Instant): Promise<ContactNumber[]> => {
  const sponsor = await house(database)
  const contacts = Array.from({ length: count }, (_, each) => ({
    contact: {
      ...nobody,
      reference: `N-${each}`,
      kind: 'person',
      email: null,
      country: 'DE',
      language: 'de',
      joinedAt,
    } as const,
    role: 'prospect' as const,
    sponsor,
    because: { reason: 'told so' },
  }))
  return join(database, contacts)
}

/** As many at once as there are tries redeem a code that works once; answers how many got it, for each round. */
export const raceForOne = async (database: Database, { rounds, tries, partner, at }: Race): Promise<number[]> => {
  const redeemed: number[] = []
  // Whoever gets one is new no more: each round has its own.
  const all = await prospects(database, rounds * tries, at)
  for (let round = 0; round < rounds; round += 1) {
    const code = await singleUseCode(database, partner, round)
    const asked = { code, at, total: cents(6_000), country: 'DE', currency: 'EUR' }
    const claimed = await Promise.all(
      all.slice(round * tries, (round + 1) * tries).map(contact =>
        inTransaction(database, async transaction => {
          const person = { ...nobody, email: `n-${contact}@example.org`, country: 'DE' }
          const { is } = await claim(transaction, { ...asked, contact, person })
          // As an order would, which has more to do before it is kept.
          await pause(1)
          return is
        }),
      ),
    )
    redeemed.push(claimed.filter(is => is === 'claimed').length)
  }
  return redeemed
}
