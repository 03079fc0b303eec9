import { timestamp, type Database } from '#ground/database'
import { inTransaction } from '#ground/database/store.ts'
import { digestOf } from '#ground/identity/digest.ts'
import { tell } from '#ground/message/store.ts'
import type { Instant } from '#ground/period'
import { changeMasterData, contactsByNumber } from '#people/contact/store.ts'
import { isMailbox, type Address, type MailboxAdded, type ShopOrder } from './index.ts'
import { linkFacts, linkTo, makeToken } from './links.ts'
import { orderByToken, shopOrder } from './reading.ts'
import { agreedFacts } from './telling.ts'

type Printing = { readonly order: number; readonly at: Instant; readonly by: string }

/** What a confirmation on paper says, and to whom. */
type PrintedOrder = {
  readonly to: Address
  readonly language: ShopOrder['language']
  readonly facts: Awaited<ReturnType<typeof agreedFacts>>
}

/**
 * The confirmation of an order whose buyer has no mailbox, with a code of its own that opens the order; of the code only a hash is kept, so that
 * each print has another. Undefined where the buyer has a mailbox: there his confirmation is, and the code is for nobody else.
 */
export const printOrder = async (
  database: Database,
  { order: number, at, by }: Printing,
): Promise<PrintedOrder | undefined> => {
  const order = await shopOrder(database, number)
  if (order === undefined || order.email !== null) return undefined
  const made = await makeToken(database, { order: number, at })
  await database
    .insertInto('sales.order_paper')
    .values({ token_hash: digestOf(made.token), order_id: number, made_at: timestamp(at), made_by: by })
    .execute()
  const { page } = await database
    .selectFrom('sales.shop_order')
    .select('page')
    .where('order_id', '=', number)
    .executeTakeFirstOrThrow()
  const facts = await agreedFacts(database, order, linkFacts(page, made))
  return { to: order.billing, language: order.language, facts }
}

/** Whether it is the code of a paper. */
export const isOfPaper = async (database: Database, token: string): Promise<boolean> =>
  (await database
    .selectFrom('sales.order_paper')
    .select('order_id')
    .where('token_hash', '=', digestOf(token))
    .executeTakeFirst()) !== undefined

type Adding = { readonly token: string; readonly email: string; readonly at: Instant }

/**
 * The buyer of an order on paper says where he can be written to about it from now on. He is sent what he has on paper; advertising needs a
 * consent of its own. Once: the guard is the order's row, which takes no second mailbox.
 */
export const addMailbox = (database: Database, { token, email: typed, at }: Adding): Promise<MailboxAdded> =>
  inTransaction(database, async transaction => {
    const email = typed.trim()
    if (!isMailbox(email)) return { is: 'refused', because: 'no e-mail address' }
    const order = await orderByToken(transaction, { token, at })
    if (order === undefined || !(await keepMailbox(transaction, order, email)))
      return { is: 'refused', because: 'not asked' }
    const known = (await contactsByNumber(transaction, [order.contact])).get(order.contact)!
    if (known.email === null) await changeMasterData(transaction, order.contact, { email })
    const link = await linkTo(transaction, { order: order.order, at })
    const facts = await agreedFacts(transaction, order, link)
    const { id, language } = order
    const letter = { to: email, language, once: `order ${id} placed`, secret: link.secret, facts }
    await tell(transaction, { kind: 'order placed', ...letter })
    return { is: 'added' }
  })

const keepMailbox = async (database: Database, { order }: ShopOrder, email: string): Promise<boolean> => {
  const { numUpdatedRows } = await database
    .updateTable('sales.shop_order')
    .set({ email })
    .where('order_id', '=', order)
    .where('email', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
