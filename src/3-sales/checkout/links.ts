import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { digestOf } from '#ground/identity/digest.ts'
import type { Message } from '#ground/message'
import { tell } from '#ground/message/store.ts'
import type { Instant } from '#ground/period'
import { tokenInPage } from './index.ts'

// Longer than anybody may withdraw and most complaints take. A link that is over has its page send a new one to the same mailbox.
const daysOpen = 90
const day = 86_400_000

/** Whether a link opens its order at a moment. */
export const isOpenAt = (at: Instant) => sql<boolean>`until_at > ${timestamp(at)}`

type Linking = { readonly order: number; readonly at: Instant }

/** A token that opens the order without a login, for some time. Only its hash is kept. */
export const makeToken = async (database: Database, { order, at }: Linking) => {
  const token = randomBytes(24).toString('base64url')
  const until = (at + daysOpen * day) as Instant
  await database
    .insertInto('sales.order_link')
    .values({ token_hash: digestOf(token), order_id: order, until_at: timestamp(until) })
    .execute()
  return { token, until }
}

type Linked = Pick<Message, 'secret'> & { readonly facts: { readonly url: string; readonly urlUntil: Instant } }

/** What of a letter leads to the order's page. It is a secret, so that it is kept no longer than it works. */
export const linkFacts = (page: string, { token, until }: Awaited<ReturnType<typeof makeToken>>): Linked => ({
  facts: { url: page.replaceAll(tokenInPage, token), urlUntil: until },
  secret: { fact: 'url', until },
})

/** A link to the order's page, for one letter to its buyer. */
export const linkTo = async (database: Database, linking: Linking): Promise<Linked> => {
  const { page } = await database
    .selectFrom('sales.shop_order')
    .select('page')
    .where('order_id', '=', linking.order)
    .executeTakeFirstOrThrow()
  return linkFacts(page, await makeToken(database, linking))
}

/** From now on no letter that was sent opens the order. */
export const lockLinks = async (database: Database, { order, at }: Linking): Promise<void> => {
  await database
    .updateTable('sales.order_link')
    .set({ until_at: timestamp(at) })
    .where('order_id', '=', order)
    .where(isOpenAt(at))
    .execute()
}

/** How many links open the order, and until when the last one does. */
export const openLinks = async (database: Database, { order, at }: Linking) =>
  database
    .selectFrom('sales.order_link')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max<Instant | null>('until_at').as('until')])
    .where('order_id', '=', order)
    .where(isOpenAt(at))
    .executeTakeFirstOrThrow()

type Over = { readonly token: string; readonly at: Instant }

/** The order that a link opened once; undefined where it never opened any, or still does. */
export const orderOfOver = async (database: Database, { token, at }: Over) =>
  database
    .selectFrom('sales.order_link as link')
    .innerJoin('sales.shop_order as shop', 'shop.order_id', 'link.order_id')
    .select(['shop.order_id as order', 'shop.number', 'shop.email', 'shop.language'])
    .where('token_hash', '=', digestOf(token))
    .where(sql<boolean>`not ${isOpenAt(at)}`)
    .executeTakeFirst()

/** Sends a new link to the mailbox of the order, whoever asks for it. */
export const sendLink = async (database: Database, over: Over): Promise<void> => {
  const found = await orderOfOver(database, over)
  if (found === undefined || found.email === null) return
  const { order, number, email: to, language } = found
  const { facts, secret } = await linkTo(database, { order, at: over.at })
  await tell(database, { kind: 'order link', to, language, facts: { number, ...facts }, secret })
}
