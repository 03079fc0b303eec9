import type { Database } from '#ground/database'
import { uuidOf, type ContactNumber } from '#ground/identity'
import type { Zone } from '#ground/period'
import { readSetting } from '#ground/setting/store.ts'
import { contactsByNumber } from '#people/contact/store.ts'
import { sellerSetting } from '#sales/invoice'
import { ordersByNumber, type KnownOrder } from '#sales/order/store.ts'
import { timelinessOf, withdrawalSetting } from '#sales/withdrawal'
import {
  candidatesFor,
  closeWithdrawal,
  listWithdrawals,
  matchWithdrawal,
  openWithdrawals,
  orderWritten,
  takeBackWithdrawn,
  withdrawalByUuid,
  type Candidate,
  type Withdrawal,
} from '#sales/withdrawal/store.ts'
import type {
  Settled,
  WithdrawalCandidate,
  WithdrawalId,
  WithdrawalLine,
  WithdrawalOffice,
  WithdrawalRow,
  WithdrawalView,
} from '../../paper.ts'
import { carryOut, type CommandNeeds } from '../carry-out.ts'
import { pageOfFound, pageSize, placeOf } from '../pages.ts'
import { refsOf } from '../refs.ts'

const rowOf = ({ id, name, email, order, receivedAt, part, pieces, state }: Withdrawal): WithdrawalRow => ({
  id,
  name,
  email,
  order,
  receivedAt,
  isPart: part !== null || pieces !== null,
  state,
})

/** Withdrawals as the company looks after them. */
export const withdrawalOffice = (needs: CommandNeeds): WithdrawalOffice => ({
  open: () => openWithdrawals(needs.database),
  list: async ({ cursor, only }) => {
    const place = placeOf(cursor, ['moment', 'number'])
    const after = place && { receivedAt: place[0], number: place[1] }
    const found = await listWithdrawals(needs.database, { only, after, limit: pageSize + 1 })
    const { rows, next } = pageOfFound(found, row => [row.receivedAt, row.number])
    return { rows: rows.map(rowOf), next }
  },
  withdrawal: id => viewOf(needs.database, id),
  ...commands(needs),
})

const commands = (needs: CommandNeeds): Pick<WithdrawalOffice, 'match' | 'takeBack' | 'close'> => ({
  match: ({ commandId, withdrawal, order }) =>
    settle(
      needs,
      { commandId, withdrawal, request: 'match withdrawal', content: { withdrawal, order } },
      async (inside, decision) => {
        const number = await orderWritten(inside, order)
        if (number === undefined) return { is: 'refused', because: 'unknown order' }
        return matchWithdrawal(inside, { ...decision, order: number })
      },
    ),
  takeBack: ({ commandId, withdrawal, pieces, reason }) =>
    settle(
      needs,
      { commandId, withdrawal, request: 'take back withdrawn', content: { withdrawal, pieces, reason } },
      (inside, decision) => takeBackWithdrawn(inside, { ...decision, pieces, reason }),
    ),
  close: ({ commandId, withdrawal, reason }) =>
    settle(
      needs,
      { commandId, withdrawal, request: 'close withdrawal', content: { withdrawal, reason } },
      (inside, decision) => closeWithdrawal(inside, { ...decision, reason }),
    ),
})

type Sent = {
  readonly commandId: string
  readonly withdrawal: WithdrawalId
  readonly request: string
  readonly content: unknown
}

type Decision = Omit<Parameters<typeof closeWithdrawal>[1], 'reason'>

const settle = async (
  { database, clock, actor }: CommandNeeds,
  { withdrawal, ...sent }: Sent,
  body: (inside: Database, decision: Decision) => Promise<Settled>,
): Promise<Settled> => {
  const by = await actor()
  return carryOut(database, { actor: by, ...sent }, async (inside): Promise<Settled> => {
    const uuid = uuidOf('withdrawal', withdrawal)
    const found = uuid === undefined ? undefined : await withdrawalByUuid(inside, uuid)
    if (found === undefined) return { is: 'refused', because: 'unknown withdrawal' }
    return body(inside, { withdrawal: found.number, by, at: clock() })
  })
}

const viewOf = async (database: Database, id: WithdrawalId): Promise<WithdrawalView | null> => {
  const uuid = uuidOf('withdrawal', id)
  const found = uuid === undefined ? undefined : await withdrawalByUuid(database, uuid)
  if (found === undefined) return null
  const matchedNumber = found.orderNumber
  const order =
    matchedNumber === null ? undefined : (await ordersByNumber(database, [matchedNumber])).get(matchedNumber)
  const candidates = found.closed === null ? await candidatesFor(database, found) : []
  const shown = order === undefined ? candidates : [...candidates, candidateOf(order)]
  const described = await describe(database, found, shown)
  return {
    ...rowOf(found),
    part: found.part ?? piecesInWords(found, order),
    closed: found.closed && { at: found.closed.at, because: found.closed.because },
    matched: order === undefined ? null : { ...described.at(-1)!, lines: linesOf(order, found) },
    candidates: described.slice(0, candidates.length).filter(each => each.order !== order?.id),
  }
}

const candidateOf = (order: KnownOrder): Candidate => ({ ...order, because: [] })

const describe = async (
  database: Database,
  { receivedAt }: Withdrawal,
  candidates: readonly Candidate[],
): Promise<WithdrawalCandidate[]> => {
  const refs = await refsOf(
    database,
    candidates.map(({ contact }) => contact),
  )
  const policy = await readSetting(database, withdrawalSetting)
  const seller = await readSetting(database, sellerSetting)
  const known = await contactsByNumber(
    database,
    candidates.map(({ contact }) => contact),
  )
  const countriesOf = (contact: ContactNumber) => [seller.country, known.get(contact)!.country]
  const { zone } = await database.selectFrom('company').select('zone').executeTakeFirstOrThrow()
  return candidates.map(({ id, reference, contact, placedAt, shippedAt, because }) => ({
    order: id,
    reference: reference ?? id,
    contact: refs(contact),
    placedAt,
    because,
    timeliness: timelinessOf({ shippedAt, receivedAt, countries: countriesOf(contact) }, policy, zone as Zone),
  }))
}

const linesOf = ({ lines }: KnownOrder, { pieces }: Withdrawal): WithdrawalLine[] =>
  lines.map(({ position, article, description, quantity, returned }) => ({
    position,
    article,
    name: description,
    left: quantity - returned.quantity,
    declared: pieces?.filter(piece => piece.position === position).reduce((sum, piece) => sum + piece.quantity, 0) ?? 0,
  }))

const piecesInWords = ({ pieces }: Withdrawal, order: KnownOrder | undefined): string | null =>
  pieces
    ?.map(({ position, quantity }) => {
      const line = order?.lines.find(each => each.position === position)
      return `${quantity} × ${line?.description ?? position}`
    })
    .join(', ') ?? null
