import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { timestamp, type Database } from '#ground/database'
import { newUuid, publicIdOf, type PublicId } from '#ground/identity'
import { tell } from '#ground/message/store.ts'
import { isoOf, type Instant } from '#ground/period'
import type { Declaration } from './index.ts'

export { listWithdrawals, openWithdrawals, withdrawalByUuid, type Withdrawal } from './reading.ts'
export { candidatesFor, orderWritten, type Candidate } from './candidates.ts'
export { closeWithdrawal, matchWithdrawal, takeBackWithdrawn } from './settling.ts'

export type Declaring = {
  readonly declaration: Declaration
  readonly at: Instant
  /** The id that the form chose. */
  readonly commandKey: string
}

/** The receipt. It is the same whether or not there is such an order or e-mail address. */
export type Received = { readonly is: 'received'; readonly id: PublicId<'withdrawal'>; readonly at: Instant }

// An address that gets more was not its owner's idea: the declaration is kept, but nobody is flooded through our form.
const receiptsADay = 20

/**
 * Keeps a withdrawal and tells its receipt by e-mail in the same transaction (§ 356a (4) BGB: at once, with its content, day and time).
 * It asks for no order, so that nobody learns by trying which orders and addresses there are. Sent twice, it is one withdrawal.
 */
export const declareWithdrawal = async (
  transaction: Database,
  { declaration, at, commandKey }: Declaring,
): Promise<Received> => {
  const uuid = newUuid()
  const command_key = keyOf(commandKey, declaration)
  const kept = await transaction
    .insertInto('sales.withdrawal')
    .values({
      uuid,
      command_key,
      name: declaration.name,
      email: declaration.email,
      order_written: declaration.order,
      part: declaration.part,
      pieces: declaration.pieces === null ? null : JSON.stringify(declaration.pieces),
      language: declaration.language,
      received_at: timestamp(at),
    })
    .onConflict(conflict => conflict.column('command_key').doNothing())
    .returning('uuid')
    .executeTakeFirst()
  if (kept === undefined) return receiptOf(transaction, command_key)
  await tellReceipt(transaction, { declaration, at, uuid })
  return { is: 'received', id: publicIdOf('withdrawal', uuid), at }
}

// Who goes back and writes something else declares something else.
const keyOf = (commandKey: string, declaration: Declaration): string =>
  createHash('sha256')
    .update(`${commandKey}\n${JSON.stringify(declaration)}`)
    .digest('hex')

const receiptOf = async (database: Database, command_key: string): Promise<Received> => {
  const { uuid, received_at } = await database
    .selectFrom('sales.withdrawal')
    .select(['uuid', 'received_at'])
    .where('command_key', '=', command_key)
    .executeTakeFirstOrThrow()
  return { is: 'received', id: publicIdOf('withdrawal', uuid), at: received_at }
}

type Kept = { readonly declaration: Declaration; readonly at: Instant; readonly uuid: string }

const tellReceipt = async (transaction: Database, { declaration, at, uuid }: Kept): Promise<void> => {
  const { name, email, order, part, pieces, language } = declaration
  const { rows } = await sql<{ count: number }>`
    select count(*) from sales.withdrawal
    where lower(email) = lower(${email}) and received_at > ${isoOf(at)}::timestamptz - interval '1 day'`.execute(
    transaction,
  )
  if (rows[0]!.count > receiptsADay) return
  await tell(transaction, {
    kind: 'withdrawal received',
    to: email,
    language,
    facts: { id: publicIdOf('withdrawal', uuid), name, email, order, part, pieces, receivedAt: isoOf(at) },
    once: `withdrawal ${uuid}`,
  })
}
